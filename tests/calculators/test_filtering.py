"""Filters against products of polynomials, counted multiplications and the rank that SymPy finds."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from quizzer.calculators.calling import call
from quizzer.calculators.filtering import (
    KERNELS,
    filter_apply,
    outer_product,
    separable_multiplications,
    separate_kernel,
    slide_kernel_1d,
    slide_kernel_2d,
)
from quizzer.calculators.refusals import InvalidShape, Refusal

small = st.integers(-5, 5)
sides = st.integers(1, 4)


@st.composite
def matrices(draw, height=sides, width=sides):
    columns = draw(width)
    return draw(st.lists(st.lists(small, min_size=columns, max_size=columns), min_size=(h := draw(height)), max_size=h))


def turned(matrix):
    return [row[::-1] for row in matrix[::-1]]


def multiplied(first, second):
    """The full 2-D convolution as the product of two polynomials in x and y."""
    x, y = sympy.symbols("x y")
    a, b = (sum(v * y**i * x**j for i, row in enumerate(m) for j, v in enumerate(row)) for m in (first, second))
    powers = sympy.Poly(sympy.sympify(a) * sympy.sympify(b), y, x)
    height, width = len(first) + len(second) - 1, len(first[0]) + len(second[0]) - 1
    return [[int(powers.coeff_monomial(y**i * x**j)) for j in range(width)] for i in range(height)]


@pytest.mark.long
@given(matrices(), matrices())
def test_full_convolution_multiplies_polynomials(signal, kernel):
    assert slide_kernel_2d(signal, kernel, "convolution", "full") == multiplied(signal, kernel)
    assert slide_kernel_2d(signal, kernel, "correlation", "full") == multiplied(signal, turned(kernel))
    (row,) = multiplied(signal[:1], kernel[:1])
    assert slide_kernel_1d(signal[0], kernel[0], "convolution", "full") == row


@pytest.mark.long
@given(matrices(st.integers(3, 5), st.integers(3, 5)), matrices(st.integers(1, 3), st.integers(1, 3)))
def test_valid_is_the_inner_part_of_full(signal, kernel):
    down, right = len(kernel) - 1, len(kernel[0]) - 1
    whole = multiplied(signal, kernel)
    inner = [row[right : len(signal[0])] for row in whole[down : len(signal)]]
    assert slide_kernel_2d(signal, kernel, "convolution") == inner
    assert slide_kernel_2d(signal, turned(kernel)) == inner


@given(matrices(), st.integers(1, 9), st.data())
def test_a_response_is_the_one_valid_value(patch, divisor, data):
    kernel = [[data.draw(small) for _ in row] for row in patch]
    for operation, weights in (("correlation", kernel), ("convolution", turned(kernel))):
        whole = sum(sympy.Matrix(patch).multiply_elementwise(sympy.Matrix(weights)))
        assert filter_apply(patch, kernel, divisor, operation) == Fraction(int(whole), divisor)


def test_named_kernels():
    patch = [[10, 10, 10], [10, 100, 10], [10, 10, 10]]
    assert filter_apply(patch, "mean") == 20
    assert filter_apply(patch, "gaussian") == Fraction(65, 2)
    assert filter_apply([[10, 10, 10], [10, 12, 10], [10, 10, 10]], "sharpen") == 28
    assert filter_apply([[0, 0, 10], [0, 0, 10], [0, 0, 10]], "sobel_x") == 40
    assert filter_apply([[0, 0, 0], [0, 0, 0], [10, 10, 10]], "sobel_y") == 40
    flat = [[7] * 3] * 3
    for name, (weights, divisor) in KERNELS.items():
        kept = Fraction(sum(map(sum, weights)), divisor)
        assert kept == (1 if name in ("mean", "gaussian", "sharpen") else 0)
        assert filter_apply(flat, name) == 7 * kept


@given(st.integers(1, 6), st.integers(1, 6), st.integers(1, 3), st.integers(1, 3), st.sampled_from([0, 1]))
def test_two_passes_count_their_multiplications(height, width, high, wide, vertical):
    if high > height or wide > width:
        return
    first = ("horizontal", "vertical")[vertical]
    counted, rows, columns = 0, height, width
    for axis in (vertical, 1 - vertical):
        taps = high if axis else wide
        rows, columns = (rows - high + 1, columns) if axis else (rows, columns - wide + 1)
        counted += sum(1 for _ in range(rows) for _ in range(columns) for _ in range(taps))
    found = separable_multiplications((height, width), (high, wide), first)
    full = sum(1 for _ in range(rows) for _ in range(columns) for _ in range(high * wide))
    assert found["separable_multiplications"] == counted
    assert found["full_multiplications"] == full
    assert found["saved_percent"] == 100 * (1 - Fraction(counted, full))


def test_the_example_of_the_notes():
    found = separable_multiplications((5, 5), (3, 3))
    assert found == {
        "separable_multiplications": 72,
        "full_multiplications": 81,
        "saved_percent": Fraction(100, 9),
    }


@given(matrices(st.integers(1, 3), st.integers(1, 3)))
def test_separation_agrees_with_the_rank(kernel):
    if not any(map(any, kernel)):
        with pytest.raises(Refusal, match="all_zero"):
            separate_kernel(kernel)
        return
    found = separate_kernel(kernel)
    assert found["kernel_rank"] == sympy.Matrix(kernel).rank()
    assert found["separable"] == (found["kernel_rank"] == 1)
    if found["separable"]:
        assert outer_product(found["column_factor"], found["row_factor"]) == kernel
        assert all(isinstance(value, int) for value in found["column_factor"] + found["row_factor"])


@given(st.lists(small, min_size=1, max_size=4), st.lists(small, min_size=1, max_size=4))
def test_an_outer_product_is_column_times_row(column, row):
    assert outer_product(column, row) == (sympy.Matrix(column) * sympy.Matrix([row])).tolist()


def test_kernels_that_separate():
    assert separate_kernel(KERNELS["sobel_x"][0]) == {
        "kernel_rank": 1,
        "separable": True,
        "column_factor": [1, 2, 1],
        "row_factor": [-1, 0, 1],
    }
    assert [name for name, (kernel, _) in KERNELS.items() if not separate_kernel(kernel)["separable"]] == [
        "sharpen",
        "laplacian4",
        "laplacian8",
    ]


PATCH = [[10, 10, 10], [10, 100, 10], [10, 10, 12]]
UNEVEN = [[1, 2, 3], [0, -1, 0], [4, 0, 5]]
SIGNAL = {"signal": [1, 2, 3, -1, 5], "kernel": [1, 0, -2]}
PICTURE = {"signal": [[1, 3, 2], [4, -2, 5], [0, 6, 7]], "kernel": [[1, 2], [0, -1]]}
CONVOLVED = {"operation": "convolution"}
PASSES = {"size": (5, 9), "kernel": (3, 5)}
MISTAKES = [
    (filter_apply, "XC-FLIP", {"patch": PATCH, "kernel": UNEVEN}, 52, 60),
    (filter_apply, "XC-NOFLIP", {"patch": PATCH, "kernel": UNEVEN, **CONVOLVED}, 60, 52),
    (filter_apply, "XC-TRANSPOSE", {"patch": [[1, 2], [3, 4]], "kernel": [[1, 0], [2, 0]]}, 5, 7),
    (filter_apply, "FIL-NODIV", {"patch": PATCH, "kernel": "gaussian"}, 522, Fraction(261, 8)),
    (slide_kernel_1d, "XC-FLIP", SIGNAL, [1, -5, -1], [-5, 4, -7]),
    (slide_kernel_1d, "XC-NOFLIP", {**SIGNAL, **CONVOLVED}, [-5, 4, -7], [1, -5, -1]),
    (slide_kernel_1d, "XC-VALID", {**SIGNAL, "mode": "full"}, [-5, 4, -7], [-2, -4, -5, 4, -7, -1, 5]),
    (slide_kernel_1d, "XC-FULL", SIGNAL, [-2, -4, -5, 4, -7, -1, 5], [-5, 4, -7]),
    (slide_kernel_1d, "XC-FLIPSIGNAL", {**SIGNAL, **CONVOLVED}, [-1, -5, 1], [1, -5, -1]),
    (slide_kernel_2d, "XC-FLIP", PICTURE, [[5, -2], [2, 21]], [[9, 2], [-6, 1]]),
    (slide_kernel_2d, "XC-NOFLIP", {**PICTURE, **CONVOLVED}, [[9, 2], [-6, 1]], [[5, -2], [2, 21]]),
    (slide_kernel_2d, "XC-ONEAXIS", {**PICTURE, **CONVOLVED}, [[1, 10], [6, -5]], [[5, -2], [2, 21]]),
    (slide_kernel_2d, "XC-VALID", {"signal": [[1]], "kernel": [[2]], "mode": "full"}, [[2]], None),
    (slide_kernel_2d, "XC-FULL", {"signal": [[1, 2]], "kernel": [[3, 4]]}, [[4, 11, 6]], [[11]]),
    (separable_multiplications, "SEP-SAMEPLACES", PASSES, 120, 170),
    (separable_multiplications, "SEP-INPUTPLACES", PASSES, 360, 170),
    (separable_multiplications, "SEP-ORDER", PASSES, 156, 170),
    (separate_kernel, "SEP-SYMMETRIC", {"kernel": KERNELS["laplacian4"][0]}, True, False),
    (separate_kernel, "SEP-SYMMETRIC", {"kernel": KERNELS["sobel_x"][0]}, False, True),
    (separate_kernel, "SEP-SINGULAR", {"kernel": KERNELS["laplacian4"][0]}, True, False),
    (outer_product, "OUTER-SWAP", {"column": [1, 2], "row": [3, 4, 5]}, [[3, 6], [4, 8], [5, 10]], None),
    (outer_product, "OUTER-DIAG", {"column": [1, 2], "row": [3, 4]}, [[3, 0], [0, 8]], [[3, 4], [6, 8]]),
    (outer_product, "OUTER-SUM", {"column": [1, 2], "row": [3, 4]}, [[4, 5], [5, 6]], [[3, 4], [6, 8]]),
]


def asked(result):
    """The one value of interest where a result has several."""
    if isinstance(result, dict):
        return result.get("separable_multiplications", result.get("separable"))
    return result


@pytest.mark.parametrize(("calculator", "slip", "arguments", "wrong", "right"), MISTAKES)
def test_each_mistake_gives_its_own_values(calculator, slip, arguments, wrong, right):
    assert asked(calculator.mistaken(slip, arguments)) == wrong
    if right is not None:
        assert asked(calculator(**arguments)) == right != wrong


def test_no_mistake_is_left_out_here():
    every = {case[0] for case in MISTAKES}
    assert len(every) == 6
    assert {case[:2] for case in MISTAKES} == {(found, slip) for found in every for slip in found.mistakes}


def test_mistakes_about_the_flip_of_a_convolution_say_nothing_about_correlation():
    for calculator, slip, arguments in (
        (slide_kernel_1d, "XC-FLIPSIGNAL", SIGNAL),
        (slide_kernel_2d, "XC-ONEAXIS", PICTURE),
    ):
        with pytest.raises(Refusal, match="unsupported"):
            calculator.mistaken(slip, arguments)


EXPLAINED = [
    (
        filter_apply,
        {"patch": PATCH, "kernel": "gaussian"},
        ("weighted_row", "10·1 + 10·2 + 10·1", "40"),
        "261/8 ≈ 32.625",
    ),
    (
        filter_apply,
        {"patch": PATCH, "kernel": UNEVEN, **CONVOLVED},
        ("weighted_row", "10·5 + 10·0 + 10·4", "90"),
        "52",
    ),
    (slide_kernel_1d, SIGNAL, ("window_sum", "1·1 + 2·0 + 3·(−2)", "−5"), "[−5, 4, −7]"),
    (slide_kernel_2d, PICTURE, ("window_sum", "1·1 + 3·2 + 4·0 + (−2)·(−1)", "9"), "[[9, 2], [−6, 1]]"),
    (separable_multiplications, PASSES, ("output_columns", "9 − 5 + 1", "5"), "220/9 ≈ 24.4444"),
    (separate_kernel, {"kernel": [[1, 2], [2, 4]]}, ("kernel_rank", "", "1"), "[1, 2]"),
    (outer_product, {"column": [1, 2], "row": [3, 4]}, ("kernel_row", "1·[3, 4]", "[3, 4]"), "[[3, 4], [6, 8]]"),
]


@pytest.mark.parametrize(("calculator", "arguments", "first", "last"), EXPLAINED)
def test_worked_lines_lead_to_the_result(calculator, arguments, first, last):
    explained = calculator.explain(calculator.introduce(arguments))
    assert explained.result == calculator(**arguments)
    assert explained.formula
    assert explained.latex
    assert (explained.lines[0].label, explained.lines[0].work, explained.lines[0].result) == first
    assert explained.lines[-1].result == last


def test_the_formulas_of_two_passes():
    explained = separable_multiplications.explain(separable_multiplications.introduce(PASSES))
    assert explained.formula.splitlines()[:2] == [
        "separable_multiplications = H·(W − K_w + 1)·K_w + (H − K_h + 1)·(W − K_w + 1)·K_h",
        "full_multiplications = (H − K_h + 1)·(W − K_w + 1)·K_h·K_w",
    ]


REFUSED = [
    (filter_apply, {"patch": PATCH, "kernel": [[1]]}, Refusal, "lengths_differ"),
    (filter_apply, {"patch": PATCH, "kernel": "roberts"}, Refusal, "no_choice"),
    (filter_apply, {"patch": PATCH, "kernel": "mean", "divisor": 0}, Refusal, "no_divisor"),
    (filter_apply, {"patch": PATCH, "kernel": "mean", "operation": "both"}, Refusal, "no_choice"),
    (slide_kernel_1d, {"signal": [1], "kernel": [1, 2]}, InvalidShape, "kernel_exceeds_padded_input"),
    (slide_kernel_1d, {"signal": [], "kernel": [1]}, Refusal, "below_one"),
    (slide_kernel_1d, {**SIGNAL, "mode": "same"}, Refusal, "no_choice"),
    (slide_kernel_2d, {"signal": [[1, 2], [3]], "kernel": [[1]]}, Refusal, "lengths_differ"),
    (slide_kernel_2d, {"signal": [[1] * 29], "kernel": [[1]]}, Refusal, "too_large"),
    (separable_multiplications, {"size": (2, 9), "kernel": (3, 3)}, InvalidShape, "kernel_exceeds_padded_input"),
    (separable_multiplications, {"size": (9, 9), "kernel": (0, 3)}, Refusal, "below_one"),
    (separable_multiplications, {**PASSES, "first": "diagonal"}, Refusal, "no_choice"),
    (separate_kernel, {"kernel": [[0, 0], [0, 0]]}, Refusal, "all_zero"),
    (outer_product, {"column": [], "row": [1]}, Refusal, "below_one"),
]


@pytest.mark.parametrize(("calculator", "arguments", "kind", "reason"), REFUSED)
def test_what_cannot_be_filtered_is_refused(calculator, arguments, kind, reason):
    with pytest.raises(kind, match=reason):
        calculator(**arguments)


def test_json_arguments_and_results():
    assert call(filter_apply, {"patch": [[1, 2]], "kernel": [[1, 1]], "divisor": 2}) == 1.5
    assert call(filter_apply, {"patch": PATCH, "kernel": "mean"}) == pytest.approx(182 / 9)
    assert call(separable_multiplications, {"size": [5, 5], "kernel": [3, 3]})["separable_multiplications"] == 72
