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
from quizzer.calculators.conv_variants import (
    channel_shuffle_order,
    conv3d_params,
    deformable_offset_channels,
    factorised_conv3d,
    winograd_multiplications,
)
from quizzer.calculators.refusals import Refusal

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
