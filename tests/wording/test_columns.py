"""Columns hold for wide characters."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from quizzer.wording.columns import definitions
from quizzer.wording.wrapping import cells

WORDS = st.text("ab -文件夹，。", min_size=1, max_size=60).map(str.strip).filter(bool)
ROWS = st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=6)


def bare(text):
    return re.sub(" +", "", text)


@given(ROWS, st.integers(40, 80))
def test_no_text_is_lost_no_line_too_long_and_every_text_begins_in_one_column(rows, width):
    lines = list(definitions(rows, width))
    column = min(max(cells(name) for name, _ in rows), width // 3)
    told = []
    for name, text in rows:
        if cells(name) > column:
            assert lines.pop(0) == name
            name = ""
        first = lines.pop(0)
        assert first.startswith(name + " " * (column + 2 - cells(name)))
        told = first.removeprefix(name)
        while bare(told) != bare(text):
            assert lines[0].startswith(" " * (column + 2))
            told += lines.pop(0)
    assert lines == []


@given(ROWS, st.integers(40, 80))
def test_lines_fit_unless_a_name_alone_is_longer(rows, width):
    names = {name for name, _ in rows}
    assert all(cells(line) <= width or line in names for line in definitions(rows, width))
