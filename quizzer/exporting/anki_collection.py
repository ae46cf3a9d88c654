"""The database of a package: Anki's legacy schema and note types by genanki, rows written as they come."""

from __future__ import annotations

import hashlib
import itertools
import json
import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import genanki

from quizzer.exporting.anki_notes import FIELDS
from quizzer.exporting.anki_style import STYLE, back, front

if TYPE_CHECKING:
    from quizzer.exporting.schedules import Calendar, Schedule

MODELS = {"conceptual": 1_726_010_101, "choice": 1_726_010_102, "numeric": 1_726_010_103}
"""Note types by name; Anki knows them by these numbers, which never change."""
EPOCH = 1_735_689_600
"""Seconds: 2025-01-01, when every note type was made and every note id begins."""
FACTOR = 2500
"""Anki's ease of a card in thousandths; what FSRS knows is in the card's data."""

_NOTE = "INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, 0, 0, '')"
_CARD = "INSERT INTO cards VALUES (?, ?, ?, 0, ?, -1, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?)"
_SCHEDULED = (
    "UPDATE cards SET type = 2, queue = ?, due = ?, ivl = ?, factor = ?, reps = ?, lapses = ?, mod = ?, data = ? "
    "WHERE id = ?"
)
_REVIEW = "INSERT INTO revlog VALUES (?, ?, -1, ?, ?, ?, ?, ?, ?)"


class Collection:
    """A new collection. Without a calendar it holds nothing of a learner."""

    def __init__(self, connection: sqlite3.Connection, calendar: Calendar | None) -> None:
        self._cursor = connection.cursor()
        self._calendar = calendar
        self._ids = itertools.count(EPOCH * 1000)
        self._models = {name: model(name) for name in MODELS}
        self._decks: dict[str, Any] = {}
        self._reviewed: set[int] = set()
        # The file is whole or thrown away; nothing of it has to survive a crash.
        self._cursor.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
        genanki.Package([]).write_to_db(self._cursor, EPOCH, self._ids)

    def add(
        self, note_type: str, topic: str, *, guid: str, tags: Sequence[str], values: Sequence[str], key: str, at: int
    ) -> int:
        """Write a note that was last changed ``at`` seconds since 1970, sorted by ``key``; the id of its card."""
        note, card = next(self._ids), next(self._ids)
        deck = self._decks.get(topic) or self._new_deck(topic)
        deck.add_model(self._models[note_type])
        row = (note, guid, MODELS[note_type], at, f" {' '.join(tags)} ", "\x1f".join(values), key)
        self._cursor.execute(_NOTE, row)
        self._cursor.execute(_CARD, (card, note, deck.deck_id, at, 0, 0, note - EPOCH * 1000, 0, 0, 0, 0, ""))
        return card

    def schedule(self, card: int, schedule: Schedule) -> None:
        """Give a card its due day, its memory and its reviews."""
        if self._calendar is None:
            raise ValueError("a schedule needs a calendar")
        state, parameters = schedule.state, schedule.parameters
        memory = {
            "s": round(state.memory.stability, 4),
            "d": round(state.memory.difficulty, 3),
            "dr": parameters.retention,
            "decay": parameters.weights[20],
            "lrt": schedule.last_second,
        }
        self._cursor.execute(
            _SCHEDULED,
            (
                -1 if schedule.suspended else 2,
                self._calendar.number(state.due),
                schedule.interval,
                FACTOR,
                state.reps,
                state.lapses,
                schedule.last_second or EPOCH,
                json.dumps(memory, separators=(",", ":")),
                card,
            ),
        )
        for review in schedule.reviews:
            at = next(at for at in itertools.count(review.at) if at not in self._reviewed)
            self._reviewed.add(at)
            factor = 0 if review.kind == 3 else FACTOR
            length = (review.interval, review.interval_before, factor, review.milliseconds, review.kind)
            self._cursor.execute(_REVIEW, (at, card, review.rating, *length))

    def finish(self) -> None:
        """Write decks, note types and the calendar."""
        for topic in sorted(self._decks):
            self._decks[topic].write_to_db(self._cursor, EPOCH, self._ids)
        if self._calendar is not None:
            start = self._calendar.start
            settings = json.loads(self._cursor.execute("SELECT conf FROM col").fetchone()[0])
            west = -int((start.utcoffset() or start - start).total_seconds() // 60)
            settings |= {"schedVer": 2, "rollover": self._calendar.rollover, "creationOffset": west}
            self._cursor.execute("UPDATE col SET crt = ?, conf = ?", (int(start.timestamp()), json.dumps(settings)))

    def _new_deck(self, topic: str) -> Any:
        self._decks[topic] = genanki.Deck(number_of(f"deck {topic}"), f"Quizzer::{topic}")
        return self._decks[topic]


def guid_of(key: str) -> str:
    """The identity of a note in Anki, from the key of its card alone."""
    return f"quizzer-{hashlib.sha256(key.encode()).hexdigest()[:20]}"


def number_of(name: str) -> int:
    """A number for ever for what is called ``name``, within what Anki takes for an id."""
    return (1 << 40) + int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big")


def model(name: str) -> Any:
    """The note type of that name."""
    return genanki.Model(
        MODELS[name],
        f"Quizzer {name}",
        fields=[{"name": field} for field in FIELDS],
        templates=[{"name": "Card", "qfmt": front(), "afmt": back()}],
        css=STYLE,
        sort_field_index=1,
    )
