"""Every misconception with a formula at an example: what is right there and what the slip gives, to four digits.

The numbers were computed from the catalogue's own formulas, apart from this code.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quizzer.calculators.calling import checked_arguments, to_json
from quizzer.calculators.catalogue import CALCULATORS

FILE = Path(__file__).parent.parent / "data" / "misconception_examples.jsonl"
EXAMPLES = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


def part_of(result, part):
    """The number of a result that the example speaks of: all of it, one by place, or one by its dotted name."""
    result = to_json(result)
    if isinstance(part, int):
        return result[part]
    for name in part.split(".") if part else ():
        result = result[int(name)] if name.isdigit() else result[name]
    return result


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["id"])
def test_right_and_wrong_at_its_example(example):
    calculator = CALCULATORS[example["calculator"]]
    arguments = checked_arguments(calculator, example["arguments"])
    right = part_of(calculator(**arguments), example["part"])
    wrong = part_of(calculator.mistaken(example["id"], arguments), example["part"])
    assert right == pytest.approx(example["right"], rel=5e-4, abs=1e-9)
    assert wrong == pytest.approx(example["wrong"], rel=5e-4, abs=1e-9)


SHAPE = {"in_channels": 16, "out_channels": 33, "kernel_size": 3, "stride": 2, "input": [20, 16, 50, 100]}
TRUTHS = [
    {"image": 0, "box": [0, 0, 10, 10]},
    {"image": 0, "box": [20, 0, 30, 10]},
    {"image": 0, "box": [40, 0, 50, 10]},
]
HITS = [
    {"image": 0, "box": [0, 0, 10, 10], "score": 0.9},
    {"image": 0, "box": [0, 0, 10, 9], "score": 0.8},
    {"image": 0, "box": [20, 0, 30, 10], "score": 0.7},
]
BOXES = [[0, 0, 10, 10], [1, 0, 11, 10], [0, 0, 10, 9], [50, 50, 60, 60]]
SUPPRESSION = {"boxes": BOXES, "scores": [0.6, 0.9, 0.8, 0.4], "iou_threshold": 0.5, "classes": [0, 0, 1, 0]}


@pytest.mark.parametrize(
    ("slip", "name", "given", "part", "right", "wrong"),
    [
        ("SHP-NHWC", "conv2d", SHAPE, "output", [20, 33, 24, 49], [20, 24, 49, 33]),
        ("SHP-NOBATCH", "conv2d", SHAPE, "output", [20, 33, 24, 49], [33, 24, 49]),
        ("SHP-FLAT", "conv2d", SHAPE, "output", [20, 33, 24, 49], 20 * 33 * 24 * 49),
        ("SHP-CIN", "conv2d", SHAPE, "output", [20, 33, 24, 49], [20, 16, 24, 49]),
        ("SHP-HWSWAP", "conv2d", SHAPE, "output", [20, 33, 24, 49], [20, 33, 49, 24]),
        ("AP-NGT", "ranked_average_precision", {"hits": [True, False, True], "truths": 4}, "", 5 / 12, 5 / 6),
        ("AP-DUP", "average_precision", {"ground_truth": TRUTHS, "detections": HITS}, "voc_all_point", 5 / 9, 1),
        ("NMS-NOSORT", "nms", SUPPRESSION, "keep", [1, 2, 3], [0, 2, 3]),
        ("NMS-CLASS", "nms", SUPPRESSION, "keep", [1, 2, 3], [1, 3]),
        ("NMS-SUPPRESSED", "nms", SUPPRESSION, "keep", [1, 2, 3], [0]),
        ("NMS-SCOREFIRST", "nms", SUPPRESSION, "keep", [1, 2, 3], [1]),
        ("NMS-1BASED", "nms", SUPPRESSION, "keep", [1, 2, 3], [2, 3, 4]),
        ("NMS-THRSCORE", "nms", SUPPRESSION, "keep", [1, 2, 3], [1, 2, 0]),
        ("LR-BATCH", "lr_scaling", {"lr": 0.1, "batch": 256, "new_batch": 1024}, "", 0.4, 0.025),
        ("DO-SCALE", "dropout", {"p": 0.2, "n": 10, "x": 1}, "scale_of_survivors_inverted", 1.25, 5),
    ],
)
def test_slips_without_a_formula(slip, name, given, part, right, wrong):
    calculator = CALCULATORS[name]
    arguments = checked_arguments(calculator, given)
    assert part_of(calculator(**arguments), part) == pytest.approx(right)
    assert part_of(calculator.mistaken(slip, arguments), part) == pytest.approx(wrong)
