"""Quantisation, roofline and im2col against brute force, PyTorch's documented example and identities of time."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.calculators import deployment
from quizzer.calculators.calculator import Calculator, print_value
from quizzer.calculators.calling import call
from quizzer.calculators.deployment import im2col_shape, int8_throughput, quantise_affine, roofline
from quizzer.calculators.refusals import Refusal

RANGE = {"low": -6, "high": Fraction(39, 2), "values": [Fraction(-7), Fraction(1, 4), Fraction(25)]}
SLOW = {"operations": 10**9, "bytes_moved": 2 * 10**8, "peak": 10**13, "bandwidth": 5 * 10**11}
FAST = SLOW | {"operations": 5 * 10**9}
PASS = {"macs": 4 * 10**9, "values": 4 * 10**7, "peak": 4 * 10**13, "bandwidth": 5 * 10**11}
MOVED = PASS | {"bandwidth": 10**11}
CONV = {
    "batch": 2,
    "in_channels": 3,
    "out_channels": 64,
    "height": 224,
    "width": 220,
    "kernel": 7,
    "stride": 2,
    "padding": 3,
}
EXAMPLES = {"quantise_affine": RANGE, "roofline": SLOW, "int8_throughput": PASS, "im2col_shape": CONV}
MISTAKES = [
    ("quantise_affine", "Q-256", RANGE, "quantisation_scale", Fraction(51, 512)),
    ("quantise_affine", "Q-127", RANGE, "quantisation_scale", Fraction(39, 254)),
    ("quantise_affine", "Q-127", RANGE, "codes", [-46, 2, 127]),
    ("quantise_affine", "Q-MAXONLY", RANGE, "quantisation_scale", Fraction(13, 170)),
    ("quantise_affine", "Q-NOCLAMP", RANGE, "codes", [-10, 62, 310]),
    ("quantise_affine", "Q-NOZERO", RANGE, "codes", [0, 2, 250]),
    ("roofline", "ROOF-MACS", SLOW, "attainable", 1_250_000_000_000),
    ("roofline", "ROOF-INVERSE", SLOW, "intensity", Fraction(1, 5)),
    ("roofline", "ROOF-BITS", SLOW, "attainable", 312_500_000_000),
    ("roofline", "ROOF-MACS", FAST, "bound", "memory"),
    ("roofline", "ROOF-PEAK", SLOW, "attainable", 10**13),
    ("roofline", "ROOF-PEAK", SLOW, "bound", "compute"),
    ("int8_throughput", "TOPS-MACS", PASS, "passes_per_second", 10_000),
    ("int8_throughput", "TOPS-FP32", PASS, "passes_per_second", 3125),
    ("int8_throughput", "TOPS-COMPUTEONLY", MOVED, "passes_per_second", 5000),
    ("int8_throughput", "TOPS-ADDED", PASS, "passes_per_second", Fraction(25000, 7)),
    ("im2col_shape", "COL-INSIZE", CONV, "N", 98_560),
    ("im2col_shape", "COL-NOCIN", CONV, "K", 49),
    ("im2col_shape", "COL-SWAP", CONV, "M", 24_640),
    ("im2col_shape", "COL-NOCOPY", CONV, "column_bytes", 1_182_720),
]
REFUSED = [
    (quantise_affine, RANGE | {"low": 1}, "bad_argument", "no_number"),
    (quantise_affine, RANGE | {"high": -1}, "bad_argument", "no_number"),
    (quantise_affine, RANGE | {"low": 0, "high": 0}, "bad_argument", "no_number"),
    (quantise_affine, RANGE | {"bits": 1}, "bad_argument", "below_one"),
    (quantise_affine, RANGE | {"bits": 10**9}, "bad_argument", "too_large"),
    (roofline, SLOW | {"bytes_moved": 0}, "bad_argument", "no_number"),
    (roofline, SLOW | {"bandwidth": -1}, "bad_argument", "no_number"),
    (int8_throughput, PASS | {"macs": 0}, "bad_argument", "no_number"),
    (int8_throughput, PASS | {"value_bytes": 0}, "bad_argument", "no_number"),
    (im2col_shape, CONV | {"batch": 0}, "bad_argument", "below_one"),
    (im2col_shape, CONV | {"kernel": 300}, "kernel_exceeds_padded_input", None),
    (im2col_shape, CONV | {"stride": 0}, "stride_not_positive", None),
]


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_explains_itself(name):
    calculator, arguments = getattr(deployment, name), EXAMPLES[name]
    explained = calculator.explain(calculator.introduce(arguments))
    assert explained.result == calculator(**arguments)
    assert explained.formula
    assert explained.lines[-1].result == print_value(list(explained.result.values())[-1])
    as_json = {"low": -6, "high": 19.5, "values": [-7, 0.25, 25]} if name == "quantise_affine" else arguments
    assert call(calculator, as_json)


def test_examples_hold_every_calculator_and_every_mistake():
    found = {
        name: value
        for name, value in vars(deployment).items()
        if isinstance(value, Calculator) and value.function.__module__ == deployment.__name__
    }
    assert found.keys() == EXAMPLES.keys()
    assert {(row[0], row[1]) for row in MISTAKES} == {(name, slip) for name in found for slip in found[name].mistakes}


@pytest.mark.parametrize(("name", "mistake", "arguments", "key", "wrong"), MISTAKES)
def test_each_mistake_gives_its_own_number(name, mistake, arguments, key, wrong):
    calculator = getattr(deployment, name)
    assert calculator.mistaken(mistake, arguments)[key] == wrong
    assert calculator(**arguments)[key] != wrong


@pytest.mark.parametrize(("calculator", "arguments", "reason", "problem"), REFUSED)
def test_refusals(calculator, arguments, reason, problem):
    with pytest.raises(Refusal) as caught:
        calculator(**arguments)
    assert (caught.value.reason, caught.value.details.get("problem")) == (reason, problem)


def test_the_example_of_quantize_per_tensor():
    # torch.quantize_per_tensor([-1, 0, 1, 2], 0.1, 10, torch.quint8) stores [0, 10, 20, 30].
    result = quantise_affine(-1, Fraction(49, 2), [-1, 0, 1, 2])
    assert (result["quantisation_scale"], result["zero_point"]) == (Fraction(1, 10), 10)
    assert result["codes"] == [0, 10, 20, 30]
    assert result["dequantised"] == [-1, 0, 1, 2]


def test_signed_codes_are_shifted_by_half_the_levels():
    signed = quantise_affine(**RANGE, signed=True)
    assert signed["zero_point"] == 60 - 128
    assert signed["codes"] == [-128, 62 - 128, 127]
    assert signed["dequantised"] == quantise_affine(**RANGE)["dequantised"]


def test_halves_go_to_the_even_code_or_away_from_zero():
    # Scale 1, zero point 128: ties at ±0.5, ±1.5, ±2.5.
    halves = [Fraction(n, 2) for n in (-5, -3, -1, 1, 3, 5)]
    assert [code - 128 for code in quantise_affine(-128, 127, halves)["codes"]] == [-2, -2, 0, 0, 2, 2]
    away = quantise_affine(-128, 127, halves, half_away=True)
    assert [code - 128 for code in away["codes"]] == [-3, -2, -1, 1, 2, 3]


@given(
    st.fractions(-20, 0, max_denominator=8),
    st.fractions(Fraction(1, 8), 20, max_denominator=8),
    st.fractions(-30, 30, max_denominator=8),
    st.sampled_from([2, 4, 8]),
    st.booleans(),
)
def test_a_code_is_the_nearest_one(low, high, value, bits, signed):
    result = quantise_affine(low, high, [value], bits, signed)
    least = -(2 ** (bits - 1)) if signed else 0
    codes = range(least, least + 2**bits)
    scale, zero = result["quantisation_scale"], result["zero_point"]
    assert scale * (2**bits - 1) == high - low
    assert abs(scale * (least - zero) - low) <= scale / 2
    (code,), (back,) = result["codes"], result["dequantised"]
    assert code in codes
    assert abs(back - value) == min(abs(scale * (other - zero) - value) for other in codes)
    assert quantise_affine(low, high, [0], bits, signed)["dequantised"] == [0]


def test_a_layer_below_the_ridge():
    result = roofline(**SLOW)
    assert result == {"intensity": 5, "ridge": 20, "attainable": 2_500_000_000_000, "bound": "memory"}
    assert roofline(**FAST)["bound"] == "compute"
    assert roofline(20, 1, 20, 1)["bound"] == "compute"


@given(*[st.integers(1, 10**6)] * 4)
def test_the_roof_is_the_slower_of_computing_and_moving(operations, moved, peak, bandwidth):
    computing, moving = Fraction(operations, peak), Fraction(moved, bandwidth)
    result = roofline(operations, moved, peak, bandwidth)
    assert result["attainable"] == operations / max(computing, moving)
    assert (result["bound"] == "memory") == (moving > computing)


@given(*[st.integers(1, 10**6)] * 4)
def test_throughput_is_the_roof_over_the_operations(macs, values, peak, bandwidth):
    result = int8_throughput(macs, values, peak, bandwidth)
    roof = roofline(2 * macs, values, peak, bandwidth)
    assert result["passes_per_second"] * 2 * macs == roof["attainable"]
    assert result["bound"] == roof["bound"]


def columns_of(batch, channels, height, width, kernel, stride, padding):
    """im2col written out: one list of cells for each place where the kernel fits."""
    return [
        [(n, c, y + i, x + j) for c in range(channels) for i in range(kernel) for j in range(kernel)]
        for n in range(batch)
        for y in range(-padding, height + padding - kernel + 1, stride)
        for x in range(-padding, width + padding - kernel + 1, stride)
    ]


@given(
    st.integers(1, 2), st.integers(1, 3), st.integers(3, 9), st.integers(3, 9), st.integers(1, 3), st.integers(1, 3),
    st.integers(0, 2),
)  # fmt: skip
def test_columns_written_out(batch, channels, height, width, kernel, stride, padding):
    columns = columns_of(batch, channels, height, width, kernel, stride, padding)
    result = im2col_shape(batch, channels, 8, height, width, kernel, stride, padding)
    assert (result["M"], result["K"], result["N"]) == (8, len(columns[0]), len(columns))
    assert result["column_bytes"] == 4 * sum(map(len, columns))
    assert result["expansion"] == Fraction(sum(map(len, columns)), batch * channels * height * width)
    # A GEMM of these sides does the multiply-adds of the convolution.
    assert result["M"] * result["K"] * result["N"] == 8 * sum(map(len, columns))


def test_the_first_layer_of_resnet():
    result = im2col_shape(1, 3, 64, 224, 224, 7, 2, 3)
    assert (result["M"], result["K"], result["N"]) == (64, 147, 12544)
    assert result["M"] * result["K"] * result["N"] == 118_013_952
