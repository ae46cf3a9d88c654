"""A package for Anki through genanki: the same ids for ever and the same bytes for the same cards."""

from __future__ import annotations

import hashlib
import itertools
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import genanki

from quizzer.exporting.anki_notes import FIELDS, fields, picture_name, require_sound
from quizzer.exporting.anki_style import STYLE, back, front
from quizzer.exporting.cards import Card
from quizzer.exporting.drawing import svg

MODELS = {"conceptual": 1_726_010_101, "choice": 1_726_010_102, "numeric": 1_726_010_103}
"""Note types by name; Anki knows them by these numbers, which never change."""
EPOCH = 1_735_689_600
"""Seconds: 2025-01-01, when every note type was made and every note id begins."""
ZIP_DATE = (2025, 1, 1, 0, 0, 0)


class DatedNote(genanki.Note):  # type: ignore[misc]  # genanki has no types
    """A note whose modification time is its item's."""

    modified: int = EPOCH

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, deck_id: int, id_gen: Iterator[int]) -> None:
        super().write_to_db(cursor, self.modified, deck_id, id_gen)


def write_anki(cards: Iterable[Card], stream: IO[bytes]) -> None:
    """Write the package. Raises :class:`~quizzer.exporting.anki_notes.Refused`."""
    decks, media = _decks(cards)
    with tempfile.TemporaryDirectory() as folder:
        collection = Path(folder) / "collection.anki2"
        with closing(sqlite3.connect(collection)) as connection:
            package = genanki.Package(decks)
            package.write_to_db(connection.cursor(), EPOCH, itertools.count(EPOCH * 1000))
            connection.commit()
        _pack(collection, media, stream)


def _decks(cards: Iterable[Card]) -> tuple[list[Any], dict[str, bytes]]:
    models = {name: _model(name, number) for name, number in MODELS.items()}
    decks: dict[str, Any] = {}
    media: dict[str, bytes] = {}
    for card in cards:
        for side in card.sides:
            name = picture_name(card, side)
            if name and name not in media:
                media[name] = svg(side.picture)
        topic = card.question.topic
        if topic not in decks:
            decks[topic] = genanki.Deck(number_of(f"deck {topic}"), f"Quizzer::{topic}")
        decks[topic].add_note(_note(card, models[note_type(card)], media))
    return [decks[topic] for topic in sorted(decks)], media


def _note(card: Card, model: Any, media: dict[str, bytes]) -> DatedNote:
    values = fields(card)
    require_sound(card, values, media)
    note = DatedNote(model=model, fields=values, guid=guid_of(card.key), tags=list(card.tags))
    note.sort_field = card.key
    note.modified = modified(card)
    return note


def note_type(card: Card) -> str:
    """The name of the note type of ``card``."""
    if card.generated:
        return "numeric"
    return "choice" if card.question.choices else "conceptual"


def modified(card: Card) -> int:
    """Seconds since 1970: the day of the item's last change, and its version for two changes in a day."""
    day = datetime(card.updated.year, card.updated.month, card.updated.day, tzinfo=UTC)
    return int(day.timestamp()) + card.question.id.version


def guid_of(key: str) -> str:
    """The identity of a note in Anki, from the key of its card alone."""
    return f"quizzer-{hashlib.sha256(key.encode()).hexdigest()[:20]}"


def number_of(name: str) -> int:
    """A number for ever for what is called ``name``, within what Anki takes for an id."""
    return (1 << 40) + int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big")


def _model(name: str, number: int) -> Any:
    return genanki.Model(
        number,
        f"Quizzer {name}",
        fields=[{"name": field} for field in FIELDS],
        templates=[{"name": "Card", "qfmt": front(), "afmt": back()}],
        css=STYLE,
        sort_field_index=1,
    )


def _pack(collection: Path, media: dict[str, bytes], stream: IO[bytes]) -> None:
    names = sorted(media)
    with zipfile.ZipFile(stream, "w") as archive:
        with _entry(archive, "collection.anki2") as target, collection.open("rb") as source:
            while block := source.read(1 << 20):
                target.write(block)
        with _entry(archive, "media") as target:
            target.write(json.dumps({str(place): name for place, name in enumerate(names)}).encode())
        for place, name in enumerate(names):
            with _entry(archive, str(place)) as target:
                target.write(media[name])


def _entry(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    entry = zipfile.ZipInfo(name, ZIP_DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry._compresslevel = 1  # type: ignore[attr-defined]  # compress_level from Python 3.13 on
    entry.external_attr = 0o644 << 16
    entry.create_system = 3  # the same bytes on every system
    return archive.open(entry, "w")
