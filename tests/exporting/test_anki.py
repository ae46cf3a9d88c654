"""The package for Anki: identities that last, dates of the items, refusals."""

from __future__ import annotations

import dataclasses
import io
import json
import sqlite3
import zipfile
from datetime import timedelta

import pytest

from quizzer.exporting.anki import modified, write_anki
from quizzer.exporting.anki_collection import guid_of, number_of
from quizzer.exporting.anki_notes import FIELDS, Refused, balanced, fields, require_sound


def _notes(content, tmp_path):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extract("collection.anki2", tmp_path)
        assert {entry.date_time for entry in archive.infolist()} == {(2025, 1, 1, 0, 0, 0)}
        media = json.loads(archive.read("media"))
        assert set(archive.namelist()) == {"collection.anki2", "media", *media}
    connection = sqlite3.connect(tmp_path / "collection.anki2")
    try:
        rows = connection.execute("select guid, mid, mod, flds from notes")
        notes = {guid: (mid, mod, flds) for guid, mid, mod, flds in rows}
        assert connection.execute("select count() from cards").fetchone() == (len(notes),)
    finally:
        connection.close()
    return notes, set(media.values())


def test_identities_never_change():
    assert guid_of("pooling-size#1") == "quizzer-3958a1d546e8e0c1c07a"
    assert number_of("deck pooling") == 1100350466282


def test_notes_carry_their_items_dates_and_pictures(kinds, tmp_path, written):
    content, kept = written(kinds, "anki")
    notes, media = _notes(content, tmp_path)
    assert len(notes) == kept.kept
    chosen = [card for card in kinds if guid_of(card.key) in notes]
    assert all(notes[guid_of(card.key)][1] == modified(card) for card in chosen)
    assert all(name in "".join(flds for _, _, flds in notes.values()) for name in media)
    assert any(r"\(\frac" in flds or r"\(\left" in flds for _, _, flds in notes.values())


def test_an_edited_item_is_later_and_the_same_note(kinds):
    card = kinds[0]
    edited = dataclasses.replace(card, updated=card.updated + timedelta(days=1))
    assert modified(edited) > modified(card)
    again = dataclasses.replace(card.question.id, version=card.question.id.version + 1)
    assert modified(dataclasses.replace(card, question=dataclasses.replace(card.question, id=again))) > modified(card)


def test_refuses_what_anki_would_show_wrongly(kinds):
    card = next(card for card in kinds if card.sides[0].picture)
    for blank in ({"front": " \n"}, {"answer": ""}):
        side = dataclasses.replace(card.sides[0], **blank)
        with pytest.raises(Refused, match="blank"):
            write_anki([dataclasses.replace(card, sides=(side,))], io.BytesIO())
    with pytest.raises(Refused, match="blank"):
        write_anki([dataclasses.replace(card, sides=())], io.BytesIO())
    with pytest.raises(Refused, match="media"):
        require_sound(card, fields(card), {})
    with pytest.raises(Refused, match="math"):
        write_anki([dataclasses.replace(card, formula=r"\frac{1}{2")], io.BytesIO())


@pytest.mark.parametrize(("field", "closed"), [(r"\(x\)", True), (r"\(x", False), (r"\({x\)", False), ("x)", True)])
def test_formulas_are_closed(field, closed):
    assert balanced(field) is closed


def test_what_is_the_same_in_both_languages_stands_once(kinds):
    number = next(card for card in kinds if card.kind == "number" and len({side.answer for side in card.sides}) == 1)
    values = dict(zip(FIELDS, fields(number), strict=True))
    assert values["Answer"].count("<div") == 1
    assert values["Question"].count("<div lang=") == 2


def test_the_formula_of_the_key_stands_once(kinds):
    shown = [dict(zip(FIELDS, fields(card), strict=True))["Steps"] for card in kinds if card.formula]
    assert shown
    assert all(("formula" in steps) and steps.count('class="formula"') <= 1 for steps in shown)
    assert all('class="formula"' not in steps for steps in shown if steps.count("formula = ") == 1)
