"""Charts in characters: what is nothing, what is little, what is full."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.wording.charts import bar, layers, shades, towers
from quizzer.wording.columns import cut
from quizzer.wording.wrapping import cells


@pytest.mark.parametrize(
    ("share", "drawn", "plain"),
    [
        (0.0, "    ", "    "),
        (0.001, "▏   ", "#   "),
        (0.5, "██  ", "##  "),
        (0.53, "██▏ ", "##  "),
        (1.0, "████", "####"),
        (1.5, "████", "####"),
    ],
)
def test_a_bar_shows_what_is_not_nothing(share, drawn, plain):
    assert bar(share, 4) == drawn
    assert bar(share, 4, plain=True) == plain


@given(st.lists(st.integers(0, 10_000), min_size=3, max_size=3), st.integers(3, 20))
def test_layers_fill_their_width_and_show_whatever_there_is(counts, width):
    drawn = layers(counts, width)
    assert len(drawn) == width
    shown = [drawn.count(sign) for sign in "█▒░"]
    assert [bool(one) for one in shown] == [bool(count) for count in counts]
    assert list(drawn) == sorted(drawn, key="█▒░ ".index)
    assert sum(shown) == (width if any(counts) else 0)


def test_towers_tell_nothing_from_zero_and_little():
    assert towers([None, 0.0, 0.01, 0.5, 1.0], 2, 1.0) == ["    █", " _▁██"]
    assert towers([None, 0.0, 0.5, 1.0], 1, 1.0, plain=True) == [" _=@"]
    assert towers([0.0], 1, 0.0) == ["_"]


def test_shades_go_by_quarters_of_the_most():
    assert shades([0, 1, 25, 26, 50, 75, 76, 100], 100) == "·░░▒▒▓██"
    assert shades([0, 1], 1, plain=True) == ".#"


@given(st.floats(0, 1), st.integers(1, 40))
def test_a_bar_is_as_wide_as_asked(share, width):
    assert cells(bar(share, width)) == len(bar(share, width, plain=True)) == width


@given(st.text(max_size=30), st.integers(1, 20))
def test_a_cut_text_fits(text, width):
    assert cells(cut(text, width)) <= width
