"""A package for Anki: the same ids for ever and the same bytes for the same cards, written as the cards come."""

from __future__ import annotations

import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import IO, TYPE_CHECKING

from quizzer.exporting.anki_collection import Collection, guid_of
from quizzer.exporting.anki_notes import fields, picture_name, require_sound
from quizzer.exporting.cards import Card

if TYPE_CHECKING:
    from quizzer.exporting.schedules import Learner

ZIP_DATE = (2025, 1, 1, 0, 0, 0)
_DAY_0 = 719_163
"""The ordinal of 1970-01-01."""


def write_anki(cards: Iterable[Card], stream: IO[bytes], learner: Learner | None = None) -> None:
    """Write the package. Raises :class:`~quizzer.exporting.anki_notes.Refused`, with ``learner`` DatabaseProblem."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(stream, "w") as archive:
        file = Path(folder) / "collection.anki2"
        media: dict[str, None] = {}
        with closing(sqlite3.connect(file)) as connection:
            collection = Collection(connection, learner.calendar if learner else None)
            for card in cards:
                _add_picture(card, archive, media)
                number = _add_note(card, collection, media)
                schedule = learner.schedule(card) if learner else None
                if schedule is not None:
                    collection.schedule(number, schedule)
            collection.finish()
            connection.commit()
        # Packing it takes longer than writing it, and Anki keeps it unpacked.
        with _entry(archive, "collection.anki2", zipfile.ZIP_STORED) as target, file.open("rb") as source:
            while block := source.read(1 << 20):
                target.write(block)
        with _entry(archive, "media") as target:
            target.write(json.dumps({str(place): name for place, name in enumerate(media)}).encode())


def _add_picture(card: Card, archive: zipfile.ZipFile, media: dict[str, None]) -> None:
    name = picture_name(card.sides[0]) if card.sides else ""
    if name and name not in media:
        with _entry(archive, str(len(media))) as target:
            target.write(card.sides[0].picture.encode())
        media[name] = None


def _add_note(card: Card, collection: Collection, media: dict[str, None]) -> int:
    values = fields(card)
    require_sound(card, values, media)
    return collection.add(
        note_type(card),
        card.question.topic,
        guid=guid_of(card.key),
        tags=card.tags,
        values=values,
        key=card.key,
        at=modified(card),
    )


def note_type(card: Card) -> str:
    """The name of the note type of ``card``."""
    if card.generated:
        return "numeric"
    return "choice" if card.question.choices else "conceptual"


def modified(card: Card) -> int:
    """Seconds since 1970: the day of the item's last change, and its version for two changes in a day."""
    return (card.updated.toordinal() - _DAY_0) * 86_400 + card.question.id.version


def _entry(archive: zipfile.ZipFile, name: str, packed: int = zipfile.ZIP_DEFLATED) -> IO[bytes]:
    entry = zipfile.ZipInfo(name, ZIP_DATE)
    entry.compress_type = packed
    entry._compresslevel = 1  # type: ignore[attr-defined]  # compress_level from Python 3.13 on
    entry.external_attr = 0o644 << 16
    entry.create_system = 3  # the same bytes on every system
    return archive.open(entry, "w")
