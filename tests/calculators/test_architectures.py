"""Heads, detection maps, pyramids, U-Net and compound scaling against published totals and brute force."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.calculators import architectures
from quizzer.calculators.architectures import (
    dense_params,
    efficientnet_scaling,
    fpn_level,
    fpn_levels_shapes,
    gap_against_dense,
    ssd_boxes,
    unet_sizes,
)
from quizzer.calculators.calculator import Calculator, print_value
from quizzer.calculators.calling import call
from quizzer.calculators.refusals import Refusal

HEAD = {"channels": 512, "height": 7, "width": 6, "classes": 1000, "hidden": 4096}
SSD300 = {"maps": [38, 19, 10, 5, 3, 1], "boxes": [4, 6, 6, 6, 4, 4]}
IMAGE = {"height": 800, "width": 1333}
EXAMPLES = {
    "dense_params": {"in_features": 4096, "out_features": 1000},
    "gap_against_dense": HEAD,
    "ssd_boxes": SSD300,
    "fpn_level": {"width": 56, "height": 112},
    "fpn_levels_shapes": IMAGE,
    "unet_sizes": {"size": 572},
    "efficientnet_scaling": {"phi": 3},
}
MISTAKES = [
    ("dense_params", "FC-NOBIAS", {"in_features": 4096, "out_features": 1000}, None, 4096000),
    ("dense_params", "FC-BIASIN", {"in_features": 4096, "out_features": 10}, None, 45056),
    ("dense_params", "FC-SUM", {"in_features": 4096, "out_features": 4096}, None, 8192),
    ("gap_against_dense", "FC-NOBIAS", HEAD, "pooled_head", 512000),
    ("gap_against_dense", "GAP-FLATTEN", HEAD, "pooled_head", 21505000),
    ("gap_against_dense", "FC-CHANONLY", HEAD | {"hidden": None, "classes": 100}, "flat_head", 51300),
    ("gap_against_dense", "FC-HONLY", HEAD | {"hidden": None, "classes": 100}, "flat_head", 358500),
    ("ssd_boxes", "SSD-SAMEBOXES", SSD300, None, 11640),
    ("ssd_boxes", "SSD-ONESIDE", SSD300, None, 372),
    ("ssd_boxes", "SSD-CELLS", SSD300, None, 1940),
    ("fpn_level", "FPN-NOROOT", {"width": 112, "height": 112}, None, 5),
    ("fpn_level", "FPN-NOCLAMP", {"width": 28, "height": 28}, None, 1),
    ("fpn_level", "FPN-CEIL", {"width": 100, "height": 200}, None, 4),
    ("fpn_level", "FPN-LONGSIDE", {"width": 56, "height": 224}, None, 4),
    ("fpn_levels_shapes", "FPN-FLOOR", IMAGE, 4, [12, 20]),
    ("fpn_levels_shapes", "FPN-STRIDESHIFT", IMAGE, 0, [400, 667]),
    ("fpn_levels_shapes", "FPN-STRIDELINEAR", IMAGE, 1, [134, 223]),
    ("fpn_levels_shapes", "FPN-BYLEVEL", IMAGE, 1, [267, 445]),
    ("unet_sizes", "UNET-SAME", {"size": 572}, "output", 572),
    ("unet_sizes", "UNET-VALID", {"size": 60, "depth": 1, "same": True}, "output", 44),
    ("unet_sizes", "UNET-ONECONV", {"size": 572}, "output", 480),
    ("unet_sizes", "UNET-NOSCALE", {"size": 572}, "output", 536),
    ("unet_sizes", "UNET-NODECODER", {"size": 572}, "output", 448),
    ("efficientnet_scaling", "EFF-TIMESPHI", {"phi": 3}, "depth_factor", pytest.approx(3.6)),
    ("efficientnet_scaling", "EFF-NOSQUARE", {"phi": 3}, "cost_factor", pytest.approx(3.497963832)),
    ("efficientnet_scaling", "EFF-ONCE", {"phi": 3}, "width_factor", pytest.approx(1.1)),
]
REFUSED = [
    (dense_params, {"in_features": 0, "out_features": 10}, "bad_argument", "below_one"),
    (gap_against_dense, HEAD | {"hidden": 0}, "bad_argument", "below_one"),
    (ssd_boxes, {"maps": [38, 19], "boxes": [4]}, "bad_argument", "lengths_differ"),
    (ssd_boxes, {"maps": [], "boxes": []}, "bad_argument", "lengths_differ"),
    (ssd_boxes, {"maps": [38, 0], "boxes": [4, 6]}, "bad_argument", "below_one"),
    (fpn_level, {"width": 0, "height": 112}, "bad_argument", "no_number"),
    (fpn_level, {"width": float("nan"), "height": 112}, "bad_argument", "no_number"),
    (fpn_level, {"width": 10**400, "height": 112}, "bad_argument", "no_number"),
    (fpn_level, {"width": 50, "height": 112, "lowest": 6}, "bad_argument", "too_large"),
    (fpn_levels_shapes, IMAGE | {"highest": 10**9}, "bad_argument", "too_large"),
    (fpn_levels_shapes, IMAGE | {"lowest": 8}, "bad_argument", "too_large"),
    (unet_sizes, {"size": 573}, "bad_argument", "no_number"),
    (unet_sizes, {"size": 572, "depth": 10**9}, "bad_argument", "too_large"),
    (unet_sizes, {"size": 12, "depth": 1}, "output_not_positive", None),
    (efficientnet_scaling, {"phi": -1}, "bad_argument", "no_number"),
    (efficientnet_scaling, {"phi": 3, "depth": 1e300}, "bad_argument", "no_number"),
]


def part_of(result, key):
    return result if key is None else result[key]


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_explains_itself(name):
    calculator, arguments = getattr(architectures, name), EXAMPLES[name]
    explained = calculator.explain(calculator.introduce(arguments))
    assert explained.result == calculator(**arguments)
    assert explained.formula
    assert explained.latex
    last = list(explained.result.values())[-1] if isinstance(explained.result, dict) else explained.result
    assert explained.lines[-1].result == print_value(last)
    assert call(calculator, arguments) is not None


def test_examples_hold_every_calculator_and_every_mistake():
    found = {
        name: value
        for name, value in vars(architectures).items()
        if isinstance(value, Calculator) and value.function.__module__ == architectures.__name__
    }
    assert found.keys() == EXAMPLES.keys()
    assert {(row[0], row[1]) for row in MISTAKES} == {(name, slip) for name in found for slip in found[name].mistakes}


@pytest.mark.parametrize(("name", "mistake", "arguments", "key", "wrong"), MISTAKES)
def test_each_mistake_gives_its_own_number(name, mistake, arguments, key, wrong):
    calculator = getattr(architectures, name)
    assert part_of(calculator.mistaken(mistake, arguments), key) == wrong
    assert part_of(calculator(**arguments), key) != wrong


@pytest.mark.parametrize(("calculator", "arguments", "reason", "problem"), REFUSED)
def test_refusals(calculator, arguments, reason, problem):
    with pytest.raises(Refusal) as caught:
        calculator(**arguments)
    assert (caught.value.reason, caught.value.details.get("problem")) == (reason, problem)


def test_published_heads():
    # The first dense layer of VGG-16, its last one, and the head of ResNet-50.
    assert dense_params(25088, 4096) == 102_764_544
    vgg = gap_against_dense(512, 7, 7, 1000, hidden=4096)
    assert vgg["flat_head"] == 102_764_544 + 4_097_000
    resnet = gap_against_dense(2048, 7, 7, 1000)
    assert resnet["pooled_head"] == 2_049_000
    assert resnet["heads_ratio"] == Fraction(2048 * 49 * 1000 + 1000, 2_049_000)


@given(st.integers(1, 6), st.integers(1, 4), st.integers(1, 4), st.integers(1, 5))
def test_a_head_has_a_weight_for_each_pair(channels, height, width, classes):
    cells = list(product(range(channels), range(height), range(width)))
    result = gap_against_dense(channels, height, width, classes, bias=False)
    assert result["flat_head"] == len(list(product(cells, range(classes))))
    assert result["pooled_head"] == len(list(product({c for c, _, _ in cells}, range(classes))))


def test_published_numbers_of_default_boxes():
    assert ssd_boxes(**SSD300) == 8732
    assert ssd_boxes([64, 32, 16, 8, 4, 2, 1], [4, 6, 6, 6, 6, 4, 4]) == 24564


@given(st.integers(1, 3000), st.integers(1, 3000))
def test_a_level_covers_a_factor_of_four_in_area(width, height):
    level, area, low = 4, width * height, Fraction(224 * 224)
    while area < low:
        level, low = level - 1, low / 4
    while area >= 4 * low:
        level, low = level + 1, low * 4
    assert fpn_level(width, height) == min(max(level, 2), 5)
    assert fpn_level(width, height, lowest=-20, highest=20) == level


@given(st.integers(1, 2000), st.integers(1, 2000))
def test_levels_are_halved_rounding_up_one_after_the_other(height, width):
    shape, shapes = [height, width], []
    for _ in range(7):
        shape = [(side + 1) // 2 for side in shape]
        shapes.append(shape)
    assert fpn_levels_shapes(height, width, 1, 7) == shapes


def test_levels_of_a_usual_image():
    assert fpn_levels_shapes(**IMAGE) == [[200, 334], [100, 167], [50, 84], [25, 42], [13, 21], [7, 11]]


def test_the_original_unet():
    result = unet_sizes(572)
    assert result["sides"] == [568, 280, 136, 64, 28, 52, 100, 196, 388]
    assert result["crops"] == [4, 16, 40, 88]


@given(st.integers(1, 40), st.integers(1, 5))
def test_a_unet_built_from_its_bottom(bottom, depth):
    encoder, decoder = [bottom], [bottom]
    for _ in range(depth):
        encoder.append(2 * (encoder[-1] + 4))
        decoder.append(2 * decoder[-1] - 4)
    if decoder[-1] < 1 or min(decoder) < 1:
        return
    result = unet_sizes(encoder[-1] + 4, depth)
    assert result["sides"] == encoder[::-1] + decoder[1:]
    assert result["output"] == decoder[-1]
    joined = [2 * side for side in decoder[:-1]]
    assert [skip - 2 * crop for skip, crop in zip(encoder[1:], result["crops"], strict=True)] == joined


def test_padding_keeps_a_unet():
    assert unet_sizes(256, 3, same=True) == {
        "sides": [256, 128, 64, 32, 64, 128, 256],
        "crops": [0, 0, 0],
        "output": 256,
    }


@given(st.integers(0, 7))
def test_scaling_is_repeated_multiplication(phi):
    depth = width = fine = cost = Fraction(1)
    for _ in range(phi):
        depth, width, fine = depth * Fraction("1.2"), width * Fraction("1.1"), fine * Fraction("1.15")
        cost *= Fraction("1.2") * Fraction("1.1") ** 2 * Fraction("1.15") ** 2
    expected = {"depth_factor": depth, "width_factor": width, "resolution_factor": fine, "cost_factor": cost}
    assert efficientnet_scaling(phi) == pytest.approx({key: float(value) for key, value in expected.items()})
    assert efficientnet_scaling(phi)["cost_factor"] == pytest.approx(2**phi, rel=0.25)
