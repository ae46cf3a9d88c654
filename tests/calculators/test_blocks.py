"""Building blocks and relatives of the convolution against published totals of whole networks and counted products."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

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

tiny = st.integers(1, 4)


def count(*sides):
    """The cells of a block, counted one by one."""
    return sum(1 for _ in product(*map(range, sides)))


# --- networks ---------------------------------------------------------------------------------------------------

MOBILENET_V2 = [
    (1, 16, 1, 1),
    (6, 24, 2, 2),
    (6, 32, 3, 2),
    (6, 64, 4, 2),
    (6, 96, 3, 1),
    (6, 160, 3, 2),
    (6, 320, 1, 1),
]
"""Expansion, channels, blocks and stride of each stage (Sandler et al. 2018, table 2)."""
MOBILENET_V1 = [
    (112, 32, 64),
    (56, 64, 128),
    (56, 128, 128),
    (28, 128, 256),
    (28, 256, 256),
    (14, 256, 512),
    *[(14, 512, 512)] * 5,
    (7, 512, 1024),
    (7, 1024, 1024),
]
"""Side of the output and channels of each depthwise separable layer (Howard et al. 2017, table 1)."""


def test_mobilenet_v2_adds_up_to_its_published_totals():
    size, channels, shortcuts = 112, 32, 0
    parameters, macs = 27 * 32 + 2 * 32, 112 * 112 * 27 * 32
    for expansion, width, blocks, stride in MOBILENET_V2:
        for block in range(blocks):
            step = stride if block == 0 else 1
            found = inverted_residual(size, channels, width, expansion, step, batch_norm=True)
            parameters, macs = parameters + found["parameter_count"], macs + found["macs"]
            size, channels, shortcuts = size // step, width, shortcuts + found["shortcut"]
    parameters += 320 * 1280 + 2 * 1280 + 1280 * 1000 + 1000
    macs += 49 * 320 * 1280 + 1280 * 1000
    assert (parameters, macs, shortcuts) == (3_504_872, 300_774_272, 10)


def test_mobilenet_v1_adds_up_to_its_published_totals():
    parameters, macs = 27 * 32 + 2 * 32 + 1024 * 1000 + 1000, 112 * 112 * 27 * 32 + 1024 * 1000
    for side, inputs, outputs in MOBILENET_V1:
        found = depthwise_separable(side, side, inputs, outputs)
        parameters += found["weights"] + 2 * (inputs + outputs)
        macs += found["macs"]
    assert (parameters, macs) == (4_231_976, 568_740_352)


def test_r2plus1d_18_adds_up_to_its_published_total():
    def unit(inputs, outputs, kernel, middle):
        return factorised_conv3d(kernel, inputs, outputs, middle)["weights"] + 2 * middle + 2 * outputs

    parameters, inputs = unit(3, 64, (3, 7, 7), 45) + 512 * 400 + 400, 64
    for outputs in (64, 128, 256, 512):
        for _ in range(2):
            middle = factorised_conv3d((3, 3, 3), inputs, outputs)["middle_channels"]
            parameters += unit(inputs, outputs, (3, 3, 3), middle) + unit(outputs, outputs, (3, 3, 3), middle)
            parameters += inputs * outputs + 2 * outputs if inputs != outputs else 0
            inputs = outputs
    assert parameters == 31_505_325


def test_squeeze_and_excitation_is_what_se_resnet_50_has_more_than_resnet_50():
    blocks = [(256, 3), (512, 4), (1024, 6), (2048, 3)]
    assert sum(n * se_params(c, 16, bias=True) for c, n in blocks) == 28_088_024 - 25_557_032
    assert sum(n * se_params(c, 16) for c, n in blocks) == 2_514_944


def test_textbook_values():
    found = stack_against_kernel(3, 64)
    assert found == {
        "stack_weights": 110_592,
        "kernel_weights": 200_704,
        "weight_share": Fraction(27, 49),
        "saved_percent": Fraction(2200, 49),
    }
    found = bottleneck_weights(256, 4)
    assert (found["bottleneck_weights"], found["plain_weights"]) == (69_632, 1_179_648)
    assert found["saving_factor"] == Fraction(1_179_648, 69_632)
    found = inception_reduction(28, 28, 192, 16, 32)
    assert (found["direct_macs"], found["reduced_macs"]) == (120_422_400, 12_443_648)
    assert round(found["saving_factor"], 1) == Fraction(97, 10)
    assert pointwise_cost(56, 56, 64, 128)["shape"] == (128, 56, 56)
    assert depthwise_separable(14, 14, 64, 72)["cost_ratio"] == Fraction(1, 8)
    assert channel_shuffle_order(6, 2) == [0, 3, 1, 4, 2, 5]
    assert [deformable_offset_channels(3, version=version) for version in (1, 2)] == [18, 27]
    # The first two layers of C3D, and F(2×2, 3×3), F(4×4, 3×3) of Lavin & Gray.
    assert [conv3d_params((3, 3, 3), *channels) for channels in ((3, 64), (64, 128))] == [5_248, 221_312]
    assert winograd_multiplications(2, 3) == {
        "winograd_multiplications": 16,
        "direct_multiplications": 36,
        "saving_factor": Fraction(9, 4),
    }
    assert winograd_multiplications(4, 3)["saving_factor"] == 4


# --- counted products -------------------------------------------------------------------------------------------


@given(tiny, tiny)
def test_a_stack_and_its_kernel_count_their_weights(layers, channels):
    found = stack_against_kernel(layers, channels)
    touched = {0}
    for _ in range(layers):
        touched = {place + step for place in touched for step in (-1, 0, 1)}
    assert found["stack_weights"] == count(layers, 3, 3, channels, channels)
    assert found["kernel_weights"] == count(len(touched), len(touched), channels, channels)
    assert found["weight_share"] * found["kernel_weights"] == found["stack_weights"]
    assert found["saved_percent"] == 100 * (1 - found["weight_share"])


@given(tiny, tiny, tiny)
def test_a_bottleneck_counts_its_weights(narrow, reduction, kernel):
    wide = narrow * reduction
    found = bottleneck_weights(wide, reduction, kernel)
    inner = count(wide, narrow) + count(kernel, kernel, narrow, narrow) + count(narrow, wide)
    assert found["bottleneck_weights"] == inner
    assert found["plain_weights"] == count(2, kernel, kernel, wide, wide)
    assert found["saving_factor"] == Fraction(found["plain_weights"], inner)


@given(tiny, tiny, tiny, tiny, tiny, st.integers(1, 3))
def test_a_reduction_counts_its_products(height, width, inputs, reduced, outputs, kernel):
    found = inception_reduction(height, width, inputs, reduced, outputs, kernel)
    assert found["direct_macs"] == count(height, width, kernel, kernel, inputs, outputs)
    both = count(height, width, inputs, reduced) + count(height, width, kernel, kernel, reduced, outputs)
    assert found["reduced_macs"] == both
    assert found["saving_factor"] == Fraction(found["direct_macs"], both)


@given(tiny, tiny, tiny, tiny, st.booleans())
def test_a_pointwise_layer_counts_its_products(height, width, inputs, outputs, bias):
    assert pointwise_cost(height, width, inputs, outputs, bias) == {
        "shape": (outputs, height, width),
        "parameter_count": count(inputs, outputs) + (outputs if bias else 0),
        "macs": count(height, width, inputs, outputs),
    }


def test_the_ratio_of_a_depthwise_separable_layer():
    height, width, inputs, outputs, kernel = sympy.symbols("H W C_in C_out K", positive=True)
    separable = height * width * (kernel**2 * inputs + inputs * outputs)
    closed = sympy.simplify(separable / (height * width * kernel**2 * inputs * outputs))
    assert sympy.simplify(closed - (1 / outputs + 1 / kernel**2)) == 0
    for k, co in product((1, 3, 5), (1, 7, 72)):
        assert depthwise_separable(4, 5, 6, co, k)["cost_ratio"] == Fraction(1, co) + Fraction(1, k * k)


@given(st.integers(1, 9), tiny, tiny, tiny, st.integers(1, 2), st.sampled_from([1, 3, 5]))
def test_an_inverted_residual_counts_its_products(size, inputs, outputs, expansion, stride, kernel):
    found = inverted_residual(size, inputs, outputs, expansion, stride, kernel)
    hidden, side = inputs * expansion, len(range(0, size, stride))
    layers = [(side, kernel, kernel, hidden), (side, hidden, outputs)]
    if expansion > 1:
        layers.append((size, inputs, hidden))
    assert found["hidden_channels"] == hidden
    assert found["parameter_count"] == sum(count(*weights) for _, *weights in layers)
    assert found["macs"] == sum(count(places, places, *weights) for places, *weights in layers)
    assert found["shortcut"] is (stride == 1 and inputs == outputs)


@given(tiny, tiny)
def test_a_shuffle_is_a_transpose(groups, per_group):
    channels = groups * per_group
    expected = list(sympy.Matrix(groups, per_group, list(range(channels))).T)
    assert channel_shuffle_order(channels, groups) == expected
    assert [expected[place] for place in channel_shuffle_order(channels, per_group)] == list(range(channels))


@given(tiny, tiny)
def test_offsets_are_two_numbers_a_tap(kernel, groups):
    assert deformable_offset_channels(kernel, groups) == count(groups, kernel, kernel, 2)
    assert deformable_offset_channels(kernel, groups, 2) == count(groups, kernel, kernel, 3)


@given(st.tuples(tiny, tiny, tiny), st.integers(1, 9), st.integers(1, 9))
def test_three_dimensions_count_their_weights(kernel, inputs, outputs):
    full = count(*kernel, inputs, outputs)
    assert conv3d_params(kernel, inputs, outputs, bias=False) == full
    assert conv3d_params(kernel, inputs, outputs) == full + outputs
    per_middle = count(*kernel[1:], inputs) + count(kernel[0], outputs)
    if per_middle > full:
        with pytest.raises(Refusal, match="below_one"):
            factorised_conv3d(kernel, inputs, outputs)
        return
    found = factorised_conv3d(kernel, inputs, outputs)
    middle = max(m for m in range(1, full + 1) if m * per_middle <= full)
    assert found == {"middle_channels": middle, "weights": middle * per_middle, "full_weights": full}


@given(tiny, tiny)
def test_winograd_multiplies_once_for_each_cell_of_the_tile(outputs, kernel):
    tile = {place + tap for place in range(outputs) for tap in range(kernel)}
    found = winograd_multiplications(outputs, kernel)
    assert found["winograd_multiplications"] == len(tile) ** 2
    assert found["direct_multiplications"] == count(outputs, outputs, kernel, kernel)
    assert found["saving_factor"] == Fraction(found["direct_multiplications"], len(tile) ** 2)


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
