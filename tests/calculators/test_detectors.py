"""Detectors against enumeration, published counts and brute force; slips by their wrong numbers."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, permutations, product

import mpmath
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.calculators.calculator import print_value
from quizzer.calculators.calling import call, to_json
from quizzer.calculators.detectors import (
    anchor_count,
    mean_average_precision,
    soft_nms_scores,
    yolo_box,
    yolo_scales,
    yolo_tensor,
)
from quizzer.calculators.label_assignment import anchor_assign, hungarian_match, point_assign
from quizzer.calculators.refusals import InvalidBox, Refusal
from quizzer.calculators.suppression import soft_nms
from quizzer.wording.steps import detectors, naming


def slips_of(calculator, arguments):
    return {slip: calculator.mistaken(slip, arguments) for slip in calculator.mistakes}


# --- sizes ------------------------------------------------------------------------------------------------------


def test_output_of_yolo_v1():
    assert yolo_tensor(7) == (7, 7, 30)
    assert slips_of(yolo_tensor, {"grid": 7}) == {
        "YOLO-OWNCLASS": (7, 7, 50),
        "YOLO-NOCONF": (7, 7, 28),
        "YOLO-BACKGROUND": (7, 7, 31),
    }


def test_heads_of_yolo_v3():
    assert yolo_scales(416) == {"head_channels": 255, "grid_sides": [13, 26, 52], "predicted_boxes": 10_647}
    assert yolo_scales(608)["predicted_boxes"] == 22_743
    assert slips_of(yolo_scales, {"image": 416}) == {
        "YOLO-SHARED": {"head_channels": 95},
        "YOLO-NOCONF": {"head_channels": 252},
        "YOLO-ONESCALE": {"predicted_boxes": 507},
        "YOLO-ONEBOX": {"predicted_boxes": 3549},
        "YOLO-ONEANCHOR": {"head_channels": 85},
        "YOLO-SIDES": {"predicted_boxes": 273},
    }


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=1, max_size=3), st.integers(1, 3))
def test_anchors_one_by_one(maps, scales):
    anchors = [
        anchor
        for height, width in maps
        for anchor in product(range(height), range(width), range(scales), ("tall", "wide"))
    ]
    assert anchor_count(maps, scales, 2) == len(anchors)


def test_slips_of_anchors():
    assert anchor_count([(60, 40)]) == 21_600
    pyramid = [(side, side) for side in (80, 40, 20, 10, 5)]
    assert anchor_count(pyramid) == 76_725
    assert slips_of(anchor_count, {"maps": pyramid}) == {
        "ANC-ADD": 51_150,
        "ANC-CELLS": 8525,
        "ANC-RATIOS": 25_575,
        "ANC-ONEMAP": 57_600,
    }


@given(st.tuples(*[st.floats(-5, 5)] * 4), st.integers(0, 12), st.integers(0, 12))
def test_a_yolo_box(outputs, column, row):
    box = yolo_box(outputs, (column, row), (116, 90), 32)
    x, y, width, height = (
        32 * (column + 0.5 * (1 + mpmath.tanh(outputs[0] / 2))),
        32 * (row + 0.5 * (1 + mpmath.tanh(outputs[1] / 2))),
        116 * mpmath.exp(outputs[2]),
        90 * mpmath.exp(outputs[3]),
    )
    assert [float(side) for side in box.values()] == pytest.approx([float(x), float(y), float(width), float(height)])
    assert 32 * column < box["centre_x"] < 32 * (column + 1)


def test_slips_of_a_yolo_box():
    arguments = {"outputs": (0, 0, 1, 0), "cell": (6, 4), "prior": (100, 50), "stride": 32}
    right = {"centre_x": 208, "centre_y": 144, "box_width": pytest.approx(271.8281828), "box_height": 50}
    assert yolo_box(**arguments) == right
    assert slips_of(yolo_box, arguments) == {
        "YOLO-NOSIGMOID": {"centre_x": 192, "centre_y": 128},
        "YOLO-NOSTRIDE": {"centre_x": Fraction(13, 2), "centre_y": Fraction(9, 2)},
        "YOLO-NOEXP": {"box_width": 100, "box_height": 0},
    }


# --- anchors ----------------------------------------------------------------------------------------------------

TENTHS = st.integers(0, 10).map(lambda tenths: tenths / 10)


def tables(values, rows, columns):
    return st.tuples(st.integers(1, rows), st.integers(1, columns)).flatmap(
        lambda size: st.lists(st.lists(values, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0])
    )


@given(tables(TENTHS, 3, 6), st.booleans())
def test_labels_of_anchors_rule_by_rule(ious, best_anchor):
    labels = anchor_assign(ious, best_anchor=best_anchor)
    for anchor, label in enumerate(labels["anchor_labels"]):
        column = [row[anchor] for row in ious]
        unbeaten = any(
            value > 0 and all(value >= other for other in row) for value, row in zip(column, ious, strict=True)
        )
        if any(value >= 0.7 for value in column) or (best_anchor and unbeaten):
            assert label == 1
            assert column[labels["anchor_truths"][anchor]] == max(column)
            assert max(column) not in column[: labels["anchor_truths"][anchor]]
        else:
            assert label == (0 if all(value < 0.3 for value in column) else -1)
            assert labels["anchor_truths"][anchor] is None


OVERLAPS = {"ious": [[0.8, 0.75, 0.1, 0.0, 0.6], [0.0, 0.2, 0.4, 0.1, 0.65]]}


def test_slips_of_anchor_labels():
    assert anchor_assign(**OVERLAPS) == {"anchor_labels": [1, 1, -1, 0, 1], "anchor_truths": [0, 0, None, None, 1]}
    assert slips_of(anchor_assign, OVERLAPS) == {
        "ASG-NOBEST": {"anchor_labels": [1, 1, -1, 0, -1], "anchor_truths": [0, 0, None, None, None]},
        "ASG-NOIGNORE": {"anchor_labels": [1, 1, 0, 0, 1], "anchor_truths": [0, 0, None, None, 1]},
        "ASG-ONLYBEST": {"anchor_labels": [1, 0, 0, 0, 1], "anchor_truths": [0, None, None, None, 1]},
    }


def test_thresholds_are_exact_and_ties_all_count():
    ends = {"ious": [[0.7, 0.3, 0.29]], "best_anchor": False}
    assert anchor_assign(**ends)["anchor_labels"] == [1, -1, 0]
    assert anchor_assign([[0.2, 0.2, 0.1], [0.0, 0.0, 0.0]])["anchor_labels"] == [1, 1, 0]


# --- points -----------------------------------------------------------------------------------------------------

SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted)
BOXES = st.lists(st.tuples(SPANS, SPANS).map(lambda s: (s[0][0], s[1][0], s[0][1], s[1][1])), min_size=1, max_size=5)


@given(st.integers(0, 40), st.integers(0, 40), BOXES, st.integers(3, 5))
def test_the_smallest_box_of_the_level_wins(x, y, boxes, level):
    result = point_assign((x, y), boxes, level, (10, 20))
    low, high = {3: (0, 10), 4: (10, 20), 5: (20, 1000)}[level]
    candidates = []
    for place, (x1, y1, x2, y2) in enumerate(boxes):
        inside = x1 < x < x2 and y1 < y < y2
        far = max(abs(x - x1), abs(x - x2), abs(y - y1), abs(y - y2))
        assert result["box_levels"][place] == ((3 if far <= 10 else 4 if far <= 20 else 5) if inside else None)
        if inside and low <= far <= high:
            candidates.append(((x2 - x1) * (y2 - y1), place))
    if not candidates:
        assert result["assigned_box"] is None
        assert result["point_targets"] is None
        return
    x1, y1, x2, y2 = boxes[min(candidates)[1]]
    assert result["assigned_box"] == min(candidates)[1]
    assert result["point_targets"] == [x - x1, y - y1, x2 - x, y2 - y]


def test_slips_of_points():
    boxes = [(0, 0, 100, 100), (20, 10, 90, 160), (60, 0, 90, 90), (45, 0, 55, 120), (40, 40, 60, 60)]
    arguments = {"point": (50, 50), "boxes": boxes, "level": 4}
    assert point_assign(**arguments) == {
        "box_levels": [3, 4, None, 4, 3],
        "assigned_box": 3,
        "point_targets": [5, 50, 5, 70],
    }
    assert slips_of(point_assign, arguments) == {
        "PT-LARGEST": {"assigned_box": 1, "point_targets": [30, 40, 40, 110]},
        "PT-NORANGE": {"assigned_box": 4, "point_targets": [10, 10, 10, 10]},
        "PT-AREALEVEL": {"box_levels": [4, 4, None, 3, 3]},
        "PT-SIGNED": {"point_targets": [-5, -50, 5, 70]},
        "PT-NEARSIDE": {"box_levels": [3, 3, None, 3, 3]},
        "PT-BOXSIDE": {"box_levels": [4, 5, None, 4, 3]},
    }


# --- matching ---------------------------------------------------------------------------------------------------


def every_matching(rows, columns):
    if rows <= columns:
        return [tuple(enumerate(chosen)) for chosen in permutations(range(columns), rows)]
    return [
        tuple(zip(chosen, order, strict=True))
        for chosen in combinations(range(rows), columns)
        for order in permutations(range(columns))
    ]


@given(tables(st.integers(-4, 9), 5, 5))
def test_the_matching_is_the_cheapest_of_all(costs):
    best = min(
        (sum(costs[row][column] for row, column in pairs), pairs) for pairs in every_matching(len(costs), len(costs[0]))
    )
    found = hungarian_match(costs)
    assert (found["total_cost"], tuple(map(tuple, found["pairs"]))) == best


def test_slips_of_the_matching():
    arguments = {"costs": [[1, 2, 8], [2, 6, 9], [7, 4, 7]]}
    assert hungarian_match(**arguments) == {"pairs": [[0, 1], [1, 0], [2, 2]], "total_cost": 11}
    assert slips_of(hungarian_match, arguments) == {
        "HUN-GREEDY": {"pairs": [[0, 0], [1, 2], [2, 1]], "total_cost": 14},
        "HUN-INTURN": {"pairs": [[0, 0], [1, 2], [2, 1]], "total_cost": 14},
        "HUN-SHARED": {"pairs": [[0, 0], [0, 1], [2, 2]], "total_cost": 10},
        "HUN-MAX": {"pairs": [[0, 2], [1, 1], [2, 0]], "total_cost": 21},
    }
    # Truth 0 comes first and takes the prediction that truth 1 needs; the cheapest pair of all is that of truth 1.
    turn = {"costs": [[3, 0], [4, 9]]}
    assert hungarian_match(**turn)["pairs"] == hungarian_match.mistaken("HUN-GREEDY", turn)["pairs"] == [[0, 1], [1, 0]]
    assert hungarian_match.mistaken("HUN-INTURN", turn) == {"pairs": [[0, 0], [1, 1]], "total_cost": 12}


def test_costs_add_up_exactly():
    assert hungarian_match([[0.1, 5], [5, 0.2]])["total_cost"] == Fraction(3, 10)


def test_the_largest_table_is_matched():
    costs = [[row * column % 11 for column in range(8)] for row in range(8)]
    least = min(sum(costs[row][column] for row, column in enumerate(order)) for order in permutations(range(8)))
    assert hungarian_match(costs)["total_cost"] == least


# --- soft-NMS and mean AP ---------------------------------------------------------------------------------------

THREE = {"overlaps": [[1, 0.6, 0.2], [0.6, 1, 0.5], [0.2, 0.5, 1]], "scores": [0.9, 0.8, 0.7]}


def test_soft_scores_by_hand():
    assert soft_nms_scores(**THREE) == pytest.approx([0.9, 0.8 * 0.4 * 0.5, 0.7])
    assert slips_of_linear(THREE) == {
        "SNMS-HARD": pytest.approx([0.9, 0, 0.7]),
        "SNMS-ALWAYS": pytest.approx([0.9, 0.16, 0.56]),
        "SNMS-ONEROUND": pytest.approx([0.9, 0.32, 0.7]),
    }


def slips_of_linear(arguments):
    with pytest.raises(Refusal):
        soft_nms_scores.mistaken("SNMS-SIGMA2", arguments)
    slips = soft_nms_scores.mistakes.keys() - {"SNMS-SIGMA2"}
    return {slip: soft_nms_scores.mistaken(slip, arguments) for slip in slips}


def test_gaussian_scores():
    gaussian = {**THREE, "method": "gaussian"}
    # exp(−0.72) = 0.486752, exp(−0.08) = 0.923116, exp(−0.5) = 0.606531
    assert soft_nms_scores(**gaussian) == pytest.approx([0.9, 0.236184, 0.646181], rel=1e-5)
    assert soft_nms_scores.mistaken("SNMS-SIGMA2", gaussian) == pytest.approx([0.9, 0.0697287, 0.596501], rel=1e-5)
    assert soft_nms_scores.mistaken("SNMS-ONEROUND", gaussian) == pytest.approx([0.9, 0.389402, 0.646181], rel=1e-5)
    assert soft_nms_scores(**gaussian, score_threshold=0.3)[1] == 0


@given(
    BOXES.filter(lambda boxes: all(a < c and b < d for a, b, c, d in boxes)), st.sampled_from(["linear", "gaussian"])
)
def test_soft_scores_are_those_of_the_boxes(boxes, method):
    def iou(a, b):
        cells = [{(x, y) for x in range(box[0], box[2]) for y in range(box[1], box[3])} for box in (a, b)]
        return len(cells[0] & cells[1]) / len(cells[0] | cells[1])

    scores = [(7 * place % 11 + 1) / 12 for place in range(len(boxes))]
    kept = soft_nms(boxes, scores, method, 0.5, 0.3, 0)
    by_box = dict(zip(kept["keep"], kept["kept_scores"], strict=True))
    found = soft_nms_scores([[iou(a, b) for b in boxes] for a in boxes], scores, method, 0.3, 0.5)
    assert found == pytest.approx([by_box.get(box, 0) for box in range(len(boxes))])


def test_mean_average_precision():
    arguments = {"precisions": [[Fraction(3, 5), Fraction(1, 5)], [Fraction(4, 5), Fraction(2, 5)], []]}
    assert mean_average_precision(**arguments) == Fraction(1, 2)
    assert slips_of(mean_average_precision, arguments) == {
        "MAP-ABSENT": Fraction(1, 3),
        "MAP-FIRSTIOU": Fraction(7, 10),
        "MAP-LASTIOU": Fraction(3, 10),
        "MAP-BESTCLASS": Fraction(3, 5),
        "MAP-WORSTCLASS": Fraction(2, 5),
    }
    assert mean_average_precision([[1], [Fraction(1, 2)], [0]]) == Fraction(1, 2)


# --- refusals and explanations ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("calculator", "arguments", "argument", "problem"),
    [
        (yolo_tensor, {"grid": 0}, "grid", "below_one"),
        (yolo_scales, {"image": 400}, "strides", "not_dividing"),
        (yolo_scales, {"image": 416, "strides": ()}, "strides", "below_one"),
        (anchor_count, {"maps": []}, "maps", "below_one"),
        (anchor_count, {"maps": [(4, 0)]}, "maps", "below_one"),
        (yolo_box, {"outputs": (0, 0, 1e9, 0), "cell": (0, 0), "prior": (1, 1), "stride": 8}, "outputs", "too_large"),
        (yolo_box, {"outputs": (0, 0, 0, 0), "cell": (0, -1), "prior": (1, 1), "stride": 8}, "cell", "below_one"),
        (anchor_assign, {"ious": []}, "ious", "lengths_differ"),
        (anchor_assign, {"ious": [[]]}, "ious", "lengths_differ"),
        (anchor_assign, {"ious": [[0.5, 1], [1]]}, "ious", "lengths_differ"),
        (anchor_assign, {"ious": [[1.5]]}, "ious", "no_probability"),
        (anchor_assign, {"ious": [[float("nan")]]}, "ious", "no_number"),
        (anchor_assign, {"ious": [[0.5]], "negative": 0.8}, "negative", "too_large"),
        (point_assign, {"point": (0, 0), "boxes": []}, "boxes", "lengths_differ"),
        (point_assign, {"point": (0, 0), "boxes": [(0, 0, 1, 1)], "limits": (9, 3)}, "limits", "too_large"),
        (hungarian_match, {"costs": [[1] * 9]}, "costs", "too_large"),
        (hungarian_match, {"costs": [[1, 2], [3]]}, "costs", "lengths_differ"),
        (hungarian_match, {"costs": []}, "costs", "lengths_differ"),
        (hungarian_match, {"costs": [[float("inf")]]}, "costs", "no_number"),
        (soft_nms_scores, {**THREE, "scores": [0.5]}, "overlaps", "lengths_differ"),
        (soft_nms_scores, {**THREE, "sigma": 0}, "sigma", "below_one"),
        (soft_nms_scores, {"overlaps": [[1, 0.5], [0.4, 1]], "scores": [1, 1]}, "overlaps", "not_symmetric"),
        (mean_average_precision, {"precisions": [[], []]}, "precisions", "lengths_differ"),
        (mean_average_precision, {"precisions": [[0.5], [0.5, 0.4]]}, "precisions", "lengths_differ"),
        (mean_average_precision, {"precisions": [[75]]}, "precisions", "no_probability"),
    ],
)
def test_refusals(calculator, arguments, argument, problem):
    with pytest.raises(Refusal) as refused:
        calculator(**arguments)
    details = refused.value.details
    assert (refused.value.reason, details["argument"], details["problem"]) == ("bad_argument", argument, problem)


def test_other_refusals():
    with pytest.raises(InvalidBox):
        point_assign((0, 0), [(5, 0, 1, 1)])
    for level in (2, 8):
        with pytest.raises(Refusal, match="unsupported"):
            point_assign((0, 0), [(0, 0, 1, 1)], level)
    with pytest.raises(Refusal, match="unsupported"):
        soft_nms_scores(**THREE, method="hard")


@pytest.mark.parametrize(
    ("calculator", "arguments"),
    [
        (yolo_tensor, {"grid": 7, "boxes": 3, "classes": 10}),
        (yolo_scales, {"image": 320, "classes": 20, "strides": [32, 16]}),
        (anchor_count, {"maps": [[4, 6], [2, 3]], "scales": 2}),
        (yolo_box, {"outputs": [0.5, -1, 0, 1], "cell": [3, 2], "prior": [10, 13.5], "stride": 8}),
        (anchor_assign, OVERLAPS),
        (point_assign, {"point": [5, 5.5], "boxes": [[0, 0, 10, 10], [1, 2, 9, 9]], "limits": [6, 12.5]}),
        (hungarian_match, {"costs": [[4, 1, 3], [2, 0, 5], [3, 2, 2]]}),
        (soft_nms_scores, THREE),
        (mean_average_precision, {"precisions": [[0.5, 0.25], [], [1, 0.5]]}),
    ],
)
def test_explanations_end_in_the_result(calculator, arguments):
    explained = calculator.explain(calculator.introduce(arguments))
    result = explained.result
    last = list(result.values())[-1] if isinstance(result, dict) else result
    assert explained.lines[-1].result == print_value(last)
    assert result == calculator(**arguments)
    assert call(calculator, arguments) == to_json(result)
    assert explained.formula
    assert explained.latex
    words = {**naming.WORDS, **detectors.WORDS}
    assert {line.label for line in explained.lines} <= words.keys()
    assert set(result if isinstance(result, dict) else ()) <= words.keys()
