"""Whatever stands in a bank comes out as text, in every format."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
import zipfile
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.exporting.anki_notes import balanced, fields, sentence
from quizzer.exporting.cards import Side
from quizzer.exporting.formats import FORMATS
from quizzer.exporting.inert import cell, gift, hypertext, markdown, plain
from quizzer.exporting.mathematics import pieces
from quizzer.questions.text import Language
from tests.exporting.conftest import HOSTILE

SIDE = Side(Language.EN, "", "", "", (), "", (), (), "", ())
TAGS = {"div", "b", "br", "img", "span"}


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def _tags(text):
    parser = _Tags()
    parser.feed(text)
    return parser.found


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_takes_it(hostile, written, form):
    content, kept = written(hostile, form, with_spot_error=True)
    assert kept.kept
    if form != "anki":
        text = content.decode()
        assert not re.search("[\x00\x1f\u202e\u2066]", text.replace("\\u0000", ""))
        assert form in ("json", "csv") or "<script" not in text


def test_fields_of_anki_hold_only_our_tags(hostile):
    for card in hostile:
        for value in fields(card):
            assert {tag for tag, _ in _tags(value)} <= TAGS
            assert all(not name.startswith("on") for _, given in _tags(value) for name in given)
            assert "{{" not in value
            assert "[sound" not in value
            assert "[latex" not in value
            assert balanced(value)
        assert all(not re.search(r"[\s\x00\"]", tag) for tag in card.tags)


@given(st.text(alphabet="\\()[]{}<>&\"'x+K²·= \n\u202e", max_size=30))
def test_only_our_formulas_come_to_life(text):
    shown = pieces(text)
    side = dataclasses.replace(SIDE, formulas={text: shown})
    value = sentence(side, text)
    assert value.count(r"\(") == value.count(r"\)") == sum(bool(latex) for _, latex in shown)
    assert r"\[" not in value
    assert balanced(value)
    assert {tag for tag, _ in _tags(value)} <= {"br", "span"}


def test_the_package_opens(hostile, written):
    with zipfile.ZipFile(io.BytesIO(written(hostile, "anki")[0])) as archive:
        assert archive.testzip() is None


def test_no_cell_is_computed(hostile, written):
    rows = list(csv.reader(io.StringIO(written(hostile, "csv")[0].decode(), newline="")))
    assert len({len(row) for row in rows}) == 1
    assert not any(value.lstrip().startswith(("=", "+", "-", "@")) for row in rows for value in row)


def test_the_text_for_anki_keeps_its_columns(hostile, written):
    lines = written(hostile, "text")[0].decode().split("\n")
    rows = list(csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t"))
    assert {len(row) for row in rows if row} == {6}


def test_the_sheet_holds_only_our_tags(hostile, written):
    found = {tag for tag, given in _tags(written(hostile, "html")[0].decode())}
    assert not found & {"script", "iframe", "object", "a", "form", "link"}


def test_a_text_begins_no_card_of_its_own(hostile, written):
    text = written(hostile, "hashcards")[0].decode()
    assert (
        len(re.findall("^Q:", text, re.MULTILINE))
        == len(re.findall("^A:", text, re.MULTILINE))
        == 2 * len([card for card in hostile if card.kind != "spot_error"])
    )


def test_json_keeps_it_as_it_is(hostile, written):
    record = json.loads(written(hostile, "json")[0])
    assert any("<script>" in card["texts"]["en"]["question"] for card in record["cards"])


@pytest.mark.parametrize("start", ["=1", "+1", "-1", "@A1", " =1", "\t=1", "\r=1", "＝1"])
def test_cells_are_neutralised(start):
    assert cell(start).startswith("'")


def test_each_escape():
    assert hypertext(r"\(x\)") == "&#92;<span></span>(x&#92;<span></span>)"
    assert "&lt;b&gt;" in hypertext("<b>")
    assert gift("%50%x").startswith("&\\#37")
    assert gift(r"\nabla") == r"\\nabla"
    assert markdown("# a\n- b\n1. c\nA: d").splitlines() == [r"\# a", r"\- b", r"1\. c", r"A\: d"]
    assert plain("a\tb\r\nc\u202e") == "a b\nc"
    assert not re.search("[\x00\x1f\u202e]", plain(HOSTILE))
