"""Small networks against published totals and, layer by layer, against the calculators of single layers."""

from __future__ import annotations

from fractions import Fraction

import pytest

from quizzer.calculators.architectures import dense_params
from quizzer.calculators.chains import chain_output_sizes
from quizzer.calculators.cost import conv_macs, conv_params
from quizzer.calculators.refusals import Refusal
from quizzer.calculators.small_networks import heaviest_layer, small_network

POOL = {"op": "pool", "k": 2, "s": 2}
LENET = {
    "size": 32,
    "channels": 1,
    "layers": [
        {"c": 6, "k": 5},
        POOL,
        {"c": 16, "k": 5},
        POOL,
        {"c": 120, "k": 5},
        {"op": "dense", "c": 84},
        {"op": "dense", "c": 10},
    ],
}
NORMED = {
    "size": 32,
    "channels": 3,
    "layers": [
        {"c": 16, "k": 3, "p": 1, "s": 2, "bias": False},
        {"op": "bn", "c": 16},
        POOL,
        {"op": "gap"},
        {"op": "dense", "c": 10},
    ],
}
CONV, DENSE = 27 * 16, 170
FLATTENED = {"size": 8, "channels": 4, "layers": [POOL, {"op": "dense", "c": 5}]}


def test_the_totals_of_lenet():
    found = small_network(**LENET)
    assert found["params"] == 61_706
    assert found["macs"] == 416_520
    assert found["dense_share"] == Fraction(100 * (84 * 121 + 850), 61_706)
    assert heaviest_layer(**LENET) == 3


def test_totals_are_sums_over_single_layers():
    sides = chain_output_sizes(32, [{"k": 3, "s": 2, "p": 1}, POOL])
    assert sides == [16, 8]
    found = small_network(**NORMED)
    norm = 2 * 16
    assert found["params"] == conv_params(3, 3, 16, bias=False) + norm + dense_params(16, 10)
    assert found["macs"] == conv_macs(32, 3, 3, 16, 2, 1) + 160
    assert small_network(**FLATTENED)["params"] == dense_params(4 * 4 * 4, 5)


def test_a_chain_of_padded_convolutions_without_a_head_has_no_dense_share():
    assert small_network(8, 2, [{"c": 3, "k": 3, "p": 1}])["dense_share"] == 0
    assert small_network(8, 2, [POOL])["dense_share"] == 0


def test_the_first_of_two_equal_layers_is_the_heaviest():
    assert heaviest_layer(8, 4, [POOL, {"c": 4, "k": 3, "p": 1}, {"c": 4, "k": 3, "p": 1}]) == 2


@pytest.mark.parametrize(
    ("slip", "network", "part", "wrong"),
    [
        ("NET-NOBIAS", LENET, "params", 61_706 - 6 - 16 - 120 - 84 - 10),
        ("NET-NOBN", NORMED, "params", CONV + DENSE),
        ("NET-BNBUF", NORMED, "params", CONV + 4 * 16 + DENSE),
        ("NET-CONVONLY", NORMED, "params", CONV),
        ("FC-CHANONLY", FLATTENED, "params", 25),
        ("POOL-PARAMS", FLATTENED, "params", 64 * 5 + 5 + 16),
        ("NET-ONESLICE", NORMED, "params", 9 * 16 + 32 + DENSE),
        ("NET-ONESLICE", NORMED, "macs", 256 * 9 * 16 + 160),
        ("NET-CONVSHARE", FLATTENED, "dense_share", 0),
        ("NET-KEPTSIZE", NORMED, "macs", 1024 * CONV + 160),
        ("FL-INSIZE", LENET, "macs", 1024 * 150 + 196 * 2400 + 25 * 48_000 + 84 * 120 + 840),
        ("FL-NOSPACE", NORMED, "macs", CONV + 160),
        ("NET-NODENSE", NORMED, "macs", 256 * CONV),
        ("NET-POOLMAC", FLATTENED, "macs", 320 + 16 * 4 * 4),
        ("NET-FLOPS2", FLATTENED, "macs", 640),
    ],
)
def test_slips_of_the_totals(slip, network, part, wrong):
    assert small_network.mistaken(slip, network)[part] == wrong


@pytest.mark.parametrize(
    ("slip", "wrong"), [("NET-LARGESTMAP", 1), ("NET-MOSTWEIGHTS", 5), ("NET-MOSTCHANNELS", 5), ("FL-INSIZE", 5)]
)
def test_slips_of_the_heaviest_layer(slip, wrong):
    assert heaviest_layer.mistaken(slip, LENET) == wrong


@pytest.mark.parametrize(
    ("layers", "reason"),
    [
        ([], "empty_chain"),
        ([{"op": "lstm"}], "unsupported"),
        ([{"width": 3}], "bad_argument"),
        ([{"c": 0}], "bad_argument"),
        ([{"op": "dense", "c": 4}, {"op": "conv"}], "unsupported"),
        ([{"k": 9}], "kernel_exceeds_padded_input"),
    ],
)
def test_refusals(layers, reason):
    for calculator in (small_network, heaviest_layer):
        with pytest.raises(Refusal) as caught:
            calculator(8, 2, layers)
        assert caught.value.reason == reason


def test_a_network_without_weights_has_no_heaviest_layer():
    with pytest.raises(Refusal, match="unsupported"):
        heaviest_layer(8, 2, [POOL])


def test_solutions_end_in_the_result():
    for part in ("params", "macs", "dense_share"):
        explained = small_network.explain(small_network.introduce(LENET), part)
        assert explained.lines[-1].label == part
        found = [line.index for line in explained.lines if line.label == "size"]
        assert found == ([1, 2, 3, 4, 5] if part == "macs" else []), "weights of a convolution need no sides"
    lines = heaviest_layer.explain(LENET).lines
    assert [line.result for line in lines] == ["117,600", "240,000", "48,000", "10,080", "840", "3"]
