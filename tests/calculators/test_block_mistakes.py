"""Mistakes, explanations and refusals of the building blocks."""

from __future__ import annotations

from fractions import Fraction

import pytest

from quizzer.calculators.blocks import (
    bottleneck_weights,
    depthwise_separable,
    inception_reduction,
    inverted_residual,
    pointwise_cost,
    se_params,
    stack_against_kernel,
)
from quizzer.calculators.calling import call
from quizzer.calculators.conv_variants import (
    channel_shuffle_order,
    conv3d_params,
    deformable_offset_channels,
    factorised_conv3d,
    winograd_multiplications,
)
from quizzer.calculators.refusals import InvalidShape, Refusal

# --- mistakes ---------------------------------------------------------------------------------------------------

STACK = {"layers": 3, "channels": 64}
NARROW = {"channels": 256, "reduction": 4}
INCEPTION = {"height": 28, "width": 28, "in_channels": 192, "reduced_channels": 16, "out_channels": 32}
POINT = {"height": 56, "width": 56, "in_channels": 64, "out_channels": 128}
SEPARABLE = {"height": 14, "width": 14, "in_channels": 16, "out_channels": 72}
BLOCK = {"size": 56, "in_channels": 24, "out_channels": 32, "expansion": 6, "stride": 2, "batch_norm": True}
FIRST = {"size": 112, "in_channels": 32, "out_channels": 16, "expansion": 1}
SE = {"channels": 256, "reduction": 16}
DEFORM = {"kernel": 3, "offset_groups": 2, "version": 2}
VOLUME = {"kernel": (3, 5, 5), "in_channels": 8, "out_channels": 64}
FACTORS = {"kernel": (3, 3, 3), "in_channels": 64, "out_channels": 128}
TILE = {"outputs": 2, "kernel": 3}
MISTAKES = [
    (stack_against_kernel, "STK-STACKBASE", STACK, {"saved_percent": Fraction(2200, 27)}),
    (stack_against_kernel, "STK-REMAIN", STACK, {"saved_percent": Fraction(2700, 49)}),
    (
        stack_against_kernel,
        "STK-ONELAYER",
        STACK,
        {"stack_weights": 36_864, "weight_share": Fraction(9, 49), "saved_percent": Fraction(4000, 49)},
    ),
    (
        stack_against_kernel,
        "RF-MULT",
        STACK,
        {"kernel_weights": 331_776, "weight_share": Fraction(1, 3), "saved_percent": Fraction(200, 3)},
    ),
    (
        bottleneck_weights,
        "BTL-ONEPOINT",
        NARROW,
        {"bottleneck_weights": 53_248, "saving_factor": Fraction(288, 13)},
    ),
    (
        bottleneck_weights,
        "BTL-FULLWIDTH",
        NARROW,
        {"bottleneck_weights": 622_592, "saving_factor": Fraction(36, 19)},
    ),
    (bottleneck_weights, "BTL-ONEPLAIN", NARROW, {"plain_weights": 589_824, "saving_factor": Fraction(144, 17)}),
    (inception_reduction, "INC-NOREDUCE", INCEPTION, {"reduced_macs": 10_035_200, "saving_factor": 12}),
    (
        inception_reduction,
        "INC-READSALL",
        INCEPTION,
        {"reduced_macs": 122_830_848, "saving_factor": Fraction(50, 51)},
    ),
    (inception_reduction, "MAC-FLOP", INCEPTION, {"direct_macs": 240_844_800, "reduced_macs": 24_887_296}),
    (inception_reduction, "FL-NOSPACE", INCEPTION, {"direct_macs": 153_600, "reduced_macs": 15_872}),
    (pointwise_cost, "PW-AS3X3", POINT, {"parameter_count": 73_856, "macs": 231_211_008}),
    (pointwise_cost, "PAR-NOBIAS", POINT, {"parameter_count": 8_192}),
    (stack_against_kernel, "STK-INVERSE", STACK, {"weight_share": Fraction(49, 27)}),
    (
        bottleneck_weights,
        "BTL-MIDSLICE",
        NARROW,
        {"bottleneck_weights": 33_344, "saving_factor": Fraction(18_432, 521)},
    ),
    (inception_reduction, "INC-INVERSE", INCEPTION, {"saving_factor": Fraction(31, 300)}),
    (pointwise_cost, "SHP-NHWC", POINT, {"shape": (56, 56, 128)}),
    (pointwise_cost, "SHP-ONEMAP", POINT, {"shape": (1, 56, 56)}),
    (pointwise_cost, "SHP-CIN", POINT, {"shape": (64, 56, 56)}),
    (pointwise_cost, "FL-NOSPACE", POINT, {"macs": 8_192}),
    (pointwise_cost, "FL-NOCIN", POINT, {"macs": 401_408}),
    (depthwise_separable, "DW-FULL", SEPARABLE, {"weights": 10_368, "macs": 2_032_128}),
    (depthwise_separable, "DW-ONLY", SEPARABLE, {"weights": 144, "macs": 28_224}),
    (depthwise_separable, "DW-PWONLY", SEPARABLE, {"weights": 1_152, "macs": 225_792}),
    (depthwise_separable, "DW-COUT", SEPARABLE, {"weights": 1_800, "macs": 352_800}),
    (depthwise_separable, "DW-SQUARE", SEPARABLE, {"weights": 3_456, "macs": 677_376}),
    (depthwise_separable, "DWR-K2", SEPARABLE, {"cost_ratio": Fraction(1, 9)}),
    (depthwise_separable, "DWR-K", SEPARABLE, {"cost_ratio": Fraction(25, 72)}),
    (depthwise_separable, "DWR-PROD", SEPARABLE, {"cost_ratio": Fraction(1, 648)}),
    (
        inverted_residual,
        "IR-TOUT",
        BLOCK,
        {"hidden_channels": 192, "parameter_count": 13_312, "macs": 20_622_336},
    ),
    (inverted_residual, "IR-EXPAND1", FIRST, {"parameter_count": 1_824, "macs": 22_880_256}),
    (inverted_residual, "IR-SAMESIZE", BLOCK, {"macs": 29_352_960}),
    (inverted_residual, "NET-NOBN", BLOCK, {"parameter_count": 9_360}),
    (inverted_residual, "IR-STRIDEONLY", FIRST, {"shortcut": True}),
    (inverted_residual, "IR-ALWAYS", BLOCK, {"shortcut": True}),
    (inverted_residual, "DW-SQUARE", BLOCK, {"parameter_count": 195_328, "macs": 160_763_904}),
    (se_params, "SE-ONEFC", SE, 4_096),
    (se_params, "SE-NOREDUCE", SE, 131_072),
    (se_params, "SE-R2", SE, 512),
    (se_params, "FC-NOBIAS", {**SE, "bias": True}, 8_192),
    (channel_shuffle_order, "SHUF-AXIS", {"channels": 6, "groups": 2}, [0, 2, 4, 1, 3, 5]),
    (channel_shuffle_order, "SHUF-NOTRANSPOSE", {"channels": 6, "groups": 2}, [0, 1, 2, 3, 4, 5]),
    (channel_shuffle_order, "SHUF-FROM1", {"channels": 6, "groups": 2}, [1, 4, 2, 5, 3, 6]),
    (deformable_offset_channels, "CV-OFFSCALAR", DEFORM, 36),
    (deformable_offset_channels, "CV-OFFSCALAR", {"kernel": 3}, 9),
    (deformable_offset_channels, "CV-OFFSIDE", DEFORM, 30),
    (deformable_offset_channels, "CV-OFFPERPOS", {"kernel": 3}, 2),
    (deformable_offset_channels, "CV-OFFMODUL", {"kernel": 3}, 27),
    (deformable_offset_channels, "DEF-NOMODUL", DEFORM, 36),
    (deformable_offset_channels, "DEF-ONEGROUP", DEFORM, 27),
    (conv3d_params, "CONV3-2D", VOLUME, 12_864),
    (conv3d_params, "CONV3-ADD", VOLUME, 14_400),
    (conv3d_params, "PAR-NOBIAS", VOLUME, 38_400),
    (conv3d_params, "PAR-NOCIN", VOLUME, 4_864),
    (factorised_conv3d, "R21D-MIDOUT", FACTORS, {"middle_channels": 128, "weights": 122_880}),
    (factorised_conv3d, "R21D-SPATIAL", FACTORS, {"weights": 132_480}),
    (factorised_conv3d, "R21D-READSIN", FACTORS, {"weights": 157_056}),
    (
        winograd_multiplications,
        "WINO-NOMINUS1",
        TILE,
        {"winograd_multiplications": 25, "saving_factor": Fraction(36, 25)},
    ),
    (winograd_multiplications, "WINO-OUTPUTS", TILE, {"winograd_multiplications": 4, "saving_factor": 9}),
    (
        winograd_multiplications,
        "WINO-ONEAXIS",
        TILE,
        {"winograd_multiplications": 4, "direct_multiplications": 6, "saving_factor": Fraction(3, 2)},
    ),
]


@pytest.mark.parametrize(("calculator", "slip", "arguments", "wrong"), MISTAKES)
def test_each_mistake_gives_its_own_number(calculator, slip, arguments, wrong):
    right = calculator(**arguments)
    assert calculator.mistaken(slip, arguments) == wrong
    if isinstance(wrong, dict):
        assert all(right[name] != value for name, value in wrong.items())
    else:
        assert right != wrong


def test_no_mistake_is_left_out_here():
    every = {case[0] for case in MISTAKES}
    assert len(every) == 12
    assert {case[:2] for case in MISTAKES} == {(found, slip) for found in every for slip in found.mistakes}


# --- explanations and refusals ----------------------------------------------------------------------------------

EXPLAINED = [
    (
        stack_against_kernel,
        STACK,
        "stack_weights = n·9·C·C",
        ("stack_weights", "3·9·64·64", "110,592"),
        "2200/49 ≈ 44.898",
    ),
    (
        bottleneck_weights,
        NARROW,
        "bottleneck_weights = 2·C·C/r + K·K·C/r·C/r",
        ("narrow_channels", "256/4", "64"),
        "288/17 ≈ 16.9412",
    ),
    (
        inception_reduction,
        INCEPTION,
        "direct_macs = H·W·K·K·C_in·C_out",
        ("direct_macs", "28·28·5·5·192·32", "120,422,400"),
        "300/31 ≈ 9.67742",
    ),
    (
        pointwise_cost,
        POINT,
        "parameter_count = C_in·C_out + C_out",
        ("shape", "", "[128, 56, 56]"),
        "25,690,112",
    ),
    (
        depthwise_separable,
        SEPARABLE,
        "weights = K·K·C_in + C_in·C_out",
        ("depthwise_weights", "3·3·16", "144"),
        "1/8 ≈ 0.125",
    ),
    (inverted_residual, BLOCK, "hidden_channels = t·C_in", ("hidden_channels", "6·24", "144"), "false"),
    (se_params, {**SE, "bias": True}, "2·C·C/r + C/r + C", ("narrow_channels", "256/16", "16"), "8464"),
    (
        channel_shuffle_order,
        {"channels": 6, "groups": 2},
        "output i = input (i mod G)·C/G + ⌊i/G⌋",
        ("group_rows", "", "[[0, 1, 2], [3, 4, 5]]"),
        "[0, 3, 1, 4, 2, 5]",
    ),
    (deformable_offset_channels, DEFORM, "3·K·K·G", ("offset_channels", "3·3·3·2", "54"), "54"),
    (
        conv3d_params,
        VOLUME,
        "K_t·K_h·K_w·C_in·C_out + C_out",
        ("weights", "3·5·5·8·64", "38,400"),
        "38,464",
    ),
    (
        factorised_conv3d,
        FACTORS,
        "middle_channels = ⌊K_t·K_h·K_w·C_in·C_out/(K_h·K_w·C_in + K_t·C_out)⌋",
        ("full_weights", "3·3·3·64·128", "221,184"),
        "220,800",
    ),
    (
        winograd_multiplications,
        TILE,
        "winograd_multiplications = (m + r − 1)·(m + r − 1)",
        ("tile_side", "2 + 3 − 1", "4"),
        "9/4 ≈ 2.25",
    ),
]


@pytest.mark.parametrize(("calculator", "arguments", "formula", "first", "last"), EXPLAINED)
def test_worked_lines_lead_to_the_result(calculator, arguments, formula, first, last):
    explained = calculator.explain(calculator.introduce(arguments))
    assert explained.result == calculator(**arguments)
    assert explained.formula.splitlines()[0] == formula
    assert explained.latex
    assert (explained.lines[0].label, explained.lines[0].work, explained.lines[0].result) == first
    assert explained.lines[-1].result == last


def test_no_line_repeats_a_number_that_stands_above():
    for arguments in ({**POINT, "bias": False}, POINT):
        lines = pointwise_cost.explain(pointwise_cost.introduce(arguments)).lines
        assert all(line.work != line.result for line in lines)
    for arguments in (BLOCK, FIRST):
        lines = inverted_residual.explain(inverted_residual.introduce(arguments)).lines
        assert all(line.work != line.result for line in lines)


REFUSED = [
    (stack_against_kernel, {"layers": 0, "channels": 4}, Refusal, "below_one"),
    (bottleneck_weights, {"channels": 10, "reduction": 4}, Refusal, "not_dividing"),
    (bottleneck_weights, {"channels": 8, "reduction": 0}, Refusal, "below_one"),
    (inception_reduction, {**INCEPTION, "reduced_channels": 0}, Refusal, "below_one"),
    (pointwise_cost, {**POINT, "height": 0}, Refusal, "below_one"),
    (depthwise_separable, {**SEPARABLE, "kernel": 0}, Refusal, "below_one"),
    (inverted_residual, {**BLOCK, "expansion": 0}, Refusal, "below_one"),
    (inverted_residual, {**BLOCK, "kernel": 4}, InvalidShape, "no_even_padding"),
    (inverted_residual, {**BLOCK, "stride": 0}, InvalidShape, "stride_not_positive"),
    (se_params, {"channels": 100, "reduction": 16}, Refusal, "not_dividing"),
    (channel_shuffle_order, {"channels": 6, "groups": 4}, InvalidShape, "groups_not_dividing"),
    (channel_shuffle_order, {"channels": 6, "groups": 0}, InvalidShape, "groups_not_positive"),
    (channel_shuffle_order, {"channels": 10**12, "groups": 2}, Refusal, "too_large"),
    (deformable_offset_channels, {"kernel": 3, "version": 3}, Refusal, "unknown"),
    (conv3d_params, {**VOLUME, "kernel": (0, 3, 3)}, InvalidShape, "kernel_not_positive"),
    (factorised_conv3d, {**FACTORS, "middle_channels": 0}, Refusal, "below_one"),
    (winograd_multiplications, {"outputs": 0, "kernel": 3}, Refusal, "below_one"),
]


@pytest.mark.parametrize(("calculator", "arguments", "kind", "reason"), REFUSED)
def test_what_is_no_block_is_refused(calculator, arguments, kind, reason):
    with pytest.raises(kind, match=reason):
        calculator(**arguments)
    with pytest.raises(kind, match=reason):
        calculator.explain(calculator.introduce(arguments))


def test_json_arguments_and_results():
    assert call(conv3d_params, {"kernel": [3, 3, 3], "in_channels": 3, "out_channels": 64}) == 5_248
    assert call(inverted_residual, FIRST)["shortcut"] is False
    assert call(depthwise_separable, SEPARABLE)["cost_ratio"] == 0.125
