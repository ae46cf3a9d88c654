"""Pictures of questions: complete, plain and not telling the answer, as docs/pictures.md says for each kind."""

from __future__ import annotations

import json
from itertools import islice

import pytest

from quizzer.bank.numeric_items import NumericItem
from quizzer.generators.making import make_question
from quizzer.questions.question import QuestionId
from tests.bundled import BANK

PICTURED = sorted(
    item.id for item in BANK.items.values() if isinstance(item, NumericItem) and any(ask.picture for ask in item.asks)
)
DRAWS = 50
LEAST = 60
TITLES = {"input", "kernel", "gradient", "values", "indices", "truth", "prediction", "iou", "cost", "confusion"}
TITLES |= {"adjacency"}
LABELS = {"anchor", "truth", "roi", "patch"}
LAYERS = {"conv": {"k", "s", "p"}, "pool": {"k", "s"}, "bn": {"c"}, "gap": set(), "dense": {"c"}}
OPTIONAL = {"op", "c", "k", "s", "p", "d", "g", "bias"}


def is_number(value):
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_count(value):
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def per_axis(value):
    """A number for both axes or (vertical, horizontal)."""
    return is_count(value) or (isinstance(value, list) and len(value) == 2 and all(map(is_count, value)))


def both(value):
    return value if isinstance(value, list) else [value, value]


def check_boxes(boxes, labels=None, count_from=0, point=None, frame=None, cell=None):
    assert boxes
    for box in boxes:
        assert len(box) == 4
        assert all(map(is_number, box))
        assert box[0] < box[2]
        assert box[1] < box[3]
    assert labels is None or (len(labels) == len(boxes) and set(labels) <= LABELS)
    assert is_count(count_from)
    assert point is None or (len(point) == 2 and all(map(is_number, point)))
    assert frame is None or (len(frame) == 2 and all(map(is_count, frame)))
    assert cell is None or cell > 0


def check_kernel(size, kernel, stride, padding, dilation):
    assert all(map(per_axis, (size, kernel, stride, padding, dilation)))
    for side, taps, step, pad, spread in zip(*map(both, (size, kernel, stride, padding, dilation)), strict=True):
        assert min(taps, step, spread) >= 1
        assert spread * (taps - 1) + 1 <= side + 2 * pad, "the kernel fits"


def check_field(layers):
    assert layers
    assert all(len(layer) == 3 and all(map(is_count, layer)) and min(layer) > 0 for layer in layers)


def check_pyramid(sides):
    assert len(sides) >= 2
    assert all(map(is_count, sides))


def check_layers(layers, **given):
    assert given.keys() == {"input"}
    assert 1 <= len(given["input"]) <= 3
    assert all(map(is_count, given["input"]))
    assert layers
    for layer in layers:
        assert layer["op"] in LAYERS
        assert LAYERS[layer["op"]] <= layer.keys() <= OPTIONAL
        assert all(is_count(value) for name, value in layer.items() if name not in ("op", "bias"))


def check_matrix(values, title, beside=()):
    assert title in TITLES
    assert values
    assert all(len(row) == len(values[0]) > 0 and all(map(is_number, row)) for row in values)
    for further in beside:
        check_matrix(**further)
        assert "beside" not in further


CHECKS = {
    "boxes": check_boxes,
    "kernel": check_kernel,
    "field": check_field,
    "pyramid": check_pyramid,
    "layers": check_layers,
    "matrix": check_matrix,
}


def questions_of(name):
    item = BANK.items[name]
    for ask in item.asks:
        for level in ask.levels if ask.picture else ():
            for seed in range(DRAWS):
                yield make_question(BANK, QuestionId(name, item.version, level, seed))


@pytest.mark.parametrize("name", PICTURED)
def test_every_picture_is_complete_and_plain(name):
    for question in questions_of(name):
        picture = json.loads(json.dumps(question.picture))
        assert picture == question.picture, question.id
        CHECKS[picture.pop("kind")](**picture)


def numbers_in(value):
    if isinstance(value, dict):
        return [number for part in value.values() for number in numbers_in(part)]
    if isinstance(value, list):
        return [number for part in value for number in numbers_in(part)]
    return [value] if is_number(value) else []


@pytest.mark.parametrize("name", PICTURED)
def test_the_picture_shows_no_number_that_the_prompt_leaves_out(name):
    """What is drawn stands in the text: coordinates, sizes, cells. Small numbers and defaults may be implied."""
    missing = []
    for question in islice(questions_of(name), 20):
        shown = {f"{number:g}" for number in numbers_in(question.picture) if number > 11}
        missing.append({number for number in shown if number not in question.prompt.en.replace(",", "")})
    assert sum(map(len, missing)) <= HIDDEN.get(name, 0) * len(missing), (name, missing[:3])


HIDDEN = {
    # Coordinates of boxes are given as the overlaps that they make, or as corner, width and height.
    "nms-iou-greedy-trace": 14,
    "nms-iou-two-boxes": 4,
    # Channels of layers inside a block follow from the reduction.
    "pointwise-conv-bottleneck-weights": 1,
    "pointwise-conv-bottleneck-factor": 1,
}
"""How many numbers a picture of these may show that are not in the text, and why."""


def test_many_families_have_a_picture():
    assert len(PICTURED) >= LEAST
    kinds = {ask.picture.kind for name in PICTURED for ask in BANK.items[name].asks if ask.picture}
    assert kinds == CHECKS.keys()
