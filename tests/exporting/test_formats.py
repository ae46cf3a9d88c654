"""Every kind in every format: exported or listed, the same bytes each time, readable by the standard readers."""

from __future__ import annotations

import csv
import io
import json

import jsonschema
import pytest

from quizzer.exporting.formats import FORMATS, whole_file
from quizzer.exporting.gift import fits_gift
from quizzer.exporting.structured import schema


@pytest.mark.parametrize("form", FORMATS)
def test_every_kind_is_exported_or_listed_and_the_bytes_repeat(kinds, written, form):
    content, kept = written(kinds, form)
    assert content == written(kinds, form)[0]
    listed = [key for keys in kept.left_out.values() for key in keys]
    assert kept.kept + len(listed) == len(kinds)
    assert kept.kept > 10
    if form not in ("anki", "text", "hashcards"):
        assert all(card.key.encode() in content.replace(b"\\#", b"#") for card in kinds if card.key not in listed) or (
            form == "markdown"
        )


@pytest.mark.parametrize("form", FORMATS)
def test_faulty_claims_stay_at_home_unless_wanted(kinds, written, form):
    faulty = [card for card in kinds if card.kind == "spot_error"]
    assert faulty
    _, kept = written(faulty, form)
    assert kept.left_out["spot_error"] == [card.key for card in faulty]
    _, taken = written(faulty, form, with_spot_error=True)
    assert "spot_error" not in taken.left_out


def test_a_variant_that_asks_the_same_is_listed(kinds, written):
    repeated = [card.key for card in kinds if card.repeats]
    _, kept = written(kinds, "json")
    assert kept.left_out.get("repeat", []) == repeated


def test_json_follows_its_schema(kinds, written):
    content, kept = written(kinds, "json")
    record = json.loads(content)
    jsonschema.validate(record, schema())
    assert len(record["cards"]) == kept.kept
    with_steps = [card for card in record["cards"] if card["texts"]["zh"]["steps"]]
    assert with_steps


def test_csv_has_a_row_a_language(kinds, written):
    content, kept = written(kinds, "csv")
    rows = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    assert len(rows) == 2 * kept.kept
    assert {row["language"] for row in rows} == {"en", "zh"}
    assert all(row["question"] and row["answer"] for row in rows)


def test_gift_takes_what_it_has_a_form_for(kinds, written):
    content, kept = written(kinds, "gift")
    text = content.decode()
    assert {"ordering", "formula", "parts"} <= {
        card.kind for card in kinds if card.key in set(kept.left_out["gift"]) and not fits_gift(card)
    }
    assert text.count("\n::") + text.startswith("::") == 2 * kept.kept
    number = next(card for card in kinds if card.kind == "number" and not card.repeats)
    start = text.index(number.key.replace("#", "\\#"))
    assert "{#\n=%100%" in text[start : text.index("####", start)]


def test_html_needs_nothing_from_elsewhere(kinds, written):
    text = written(kinds, "html")[0].decode()
    assert "http" not in text.replace('http-equiv="Content-Security-Policy"', "")
    assert "<script" not in text
    assert "<link" not in text
    assert text.index("break-before: page") < text.index('<section class="key">')


def _write_half(target):
    with whole_file(target) as stream:
        stream.write(b"half")
        raise KeyboardInterrupt


def test_an_interrupted_export_leaves_what_was_there(tmp_path):
    target = tmp_path / "cards.csv"
    target.write_bytes(b"before")
    with pytest.raises(KeyboardInterrupt):
        _write_half(target)
    assert target.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [target]


def test_a_drawing_is_printed_once(kinds, written):
    card = next(card for card in kinds if card.sides[0].picture and card.sides[1].picture)
    assert written([card], "html")[0].count(b"<img ") == 1
