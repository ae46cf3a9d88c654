"""Pictures as shapes: every one of the bank, well-formed, inert, not wider than a phone takes, without an answer."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

import pytest

from quizzer.exporting.drawing import svg
from quizzer.exporting.shapes import MARGIN, WIDEST
from quizzer.questions.text import Language

SHAPES = {"rect", "line", "polygon"}
PICTURES = {
    "boxes": {"kind": "boxes", "boxes": [[4, 5, 6, 10], [3, 4, 5, 6]]},
    "grid": {"kind": "boxes", "boxes": [[20, 20, 84, 60]], "labels": ["roi"], "cell": 16},
    "kernel": {"kind": "kernel", "size": 5, "kernel": 3, "stride": 2, "padding": 1, "dilation": 2},
    "large": {"kind": "kernel", "size": [224, 640], "kernel": 7, "stride": 2, "padding": 3, "dilation": 1},
    "field": {"kind": "field", "layers": [[7, 2, 1], [3, 1, 2]]},
    "pyramid": {"kind": "pyramid", "sides": [38, 19, 10, 5, 3, 1]},
    "layers": {"kind": "layers", "input": [3, 56, 56], "layers": [{"op": "conv", "c": 32, "k": 7, "s": 2, "p": 3}]},
    "matrix": {"kind": "matrix", "title": "confusion", "values": [[108, 12], [8, 92]]},
}


def _elements(drawn):
    return [element.tag.rpartition("}")[2] for element in ElementTree.fromstring(drawn).iter()]  # noqa: S314  # our own


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_made_of_shapes(name, language):
    drawn = svg(PICTURES[name], language)
    assert SHAPES & set(_elements(drawn)[3:])
    assert "prefers-color-scheme:dark" in drawn
    assert not re.search(r"<script|<image|<a\b|href|@import|\bon\w+=|[█■□·─│┌]", drawn)
    width = float(re.search(r'width="([\d.]+)"', drawn)[1])
    assert width <= WIDEST * 1.25 + 2 * MARGIN


def test_a_kernel_has_a_square_for_each_tap():
    drawn = svg(PICTURES["kernel"], Language.EN)
    in_the_input, on_padding = drawn.count('class="filled"'), drawn.count('class="strong"')
    # Three by three taps two apart from the corner of the rim; arrow and legend take one of each more.
    assert (in_the_input - 2, on_padding - 2) == (4, 5)


def test_overlap_is_hatched_and_names_are_written():
    apart = {"kind": "boxes", "boxes": [[0, 0, 2, 2], [3, 3, 5, 5]]}
    assert 'class="hatch"' in svg(PICTURES["boxes"], Language.EN)
    assert 'class="hatch"' not in svg(apart, Language.EN)
    assert all(f">{name}</text>" in svg(apart, Language.EN) for name in "AB")


def test_no_picture_is_nothing():
    assert svg(None, Language.EN) == ""
