"""The review log and the cards: recording, undoing, replaying, and the few figures that practice asks for.

The log is the truth and only grows. A card is a cache of what replaying its attempts gives.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, RowMapping, Select, delete, func, insert, select, text, tuple_, update
from sqlalchemy.dialects.sqlite import insert as insert_or_replace

from quizzer.progress.attempts import Attempt, Counts, Recorded
from quizzer.progress.cards import CardKey, CardState, after_review, replayed
from quizzer.progress.database import Database, open_database
from quizzer.progress.rows import (
    as_json,
    attempt_of,
    attempt_row,
    card_of,
    card_row,
    key_of,
    milliseconds,
    moment_row,
    review_of,
)
from quizzer.progress.schema import cards, events, sessions
from quizzer.questions.verdict import Outcome
from quizzer.scheduling.learner_day import learner_day


def time_ordered_id() -> str:
    """A fresh id of 32 hexadecimal digits; a later one sorts behind, so that it settles the order within one ``at``."""
    return f"{time.time_ns():016x}{secrets.token_hex(8)}"


def open_store(path: Path, now: datetime) -> Store:
    """The progress kept at ``path``, made or migrated where need be. DatabaseProblem if it cannot be used."""
    return Store(open_database(path, now))


class Store:
    """The progress of one learner. Every method raises DatabaseProblem where the database cannot be used.

    ``at`` is always a moment with a zone; ``rollover_hours`` is when the learner's day begins.
    """

    def __init__(self, database: Database, new_id: Callable[[], str] = time_ordered_id) -> None:
        self._database = database
        self._new_id = new_id

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the database. Everything is on disk already."""
        self._database.close()

    def begin_session(self, kind: str, at: datetime, details: Mapping[str, object]) -> str:
        """Begin a sitting and return its id.

        ``kind`` is quiz, review, interview or single. ``details`` are what JSON can hold: seed, selection, language.
        """
        session_id = self._new_id()
        row = {"id": session_id, "kind": kind, "started_at": milliseconds(at), "details": as_json(details)}
        with self._database.writing() as connection:
            connection.execute(insert(sessions).values(row))
        return session_id

    def end_session(self, session_id: str, at: datetime) -> None:
        """Note when a sitting ended."""
        with self._database.writing() as connection:
            connection.execute(update(sessions).where(sessions.c.id == session_id).values(ended_at=milliseconds(at)))

    def record(self, attempt: Attempt, session_id: str | None, at: datetime, rollover_hours: int = 4) -> Recorded:
        """Append an attempt and move its card. It is on disk when this returns.

        ValueError for an invalid answer, which is no attempt, and for a level that there is not.
        """
        if attempt.outcome is Outcome.INVALID:
            raise ValueError("an invalid answer is no attempt")
        key = CardKey.of(attempt)
        moment = moment_row(at, rollover_hours)
        event_id = self._new_id()
        with self._database.writing() as connection:
            before = _card(connection, key)
            card = after_review(before, key, attempt.rating, learner_day(at, rollover_hours))
            row = {"id": event_id, "session_id": session_id} | moment | attempt_row(attempt, key, card.due)
            connection.execute(insert(events).values(row))
            if not _is_latest(connection, row):
                card = _rebuilt(connection, key) or card
            _put(connection, key, card)
        return Recorded(event_id, card.due, first_time=before is None)

    def undo_last(self, session_id: str, at: datetime, rollover_hours: int = 4) -> Attempt | None:
        """Take back the attempt of the session that was recorded last and still counts. None if there is none."""
        moment = moment_row(at, rollover_hours)
        # In order of recording, which an adjusted clock leaves alone.
        latest = _attempts().where(events.c.session_id == session_id).order_by(text("events.rowid DESC")).limit(1)
        with self._database.writing() as connection:
            last = connection.execute(latest).mappings().first()
            if last is None:
                return None
            undo = {
                "id": self._new_id(),
                "kind": "undo",
                "session_id": session_id,
                "card_id": last["card_id"],
                "undoes": last["id"],
                "details": "{}",
            }
            connection.execute(insert(events).values(undo | moment))
            key = key_of(last)
            _put(connection, key, _rebuilt(connection, key))
        return attempt_of(last)

    def cards(self) -> dict[str, CardState]:
        """Every card, by id."""
        with self._database.reading() as connection:
            rows = connection.execute(select(cards)).mappings()
            return {row["id"]: card_of(row) for row in rows}

    def replay(self) -> dict[str, CardState]:
        """Every card, by id, as the log alone gives it."""
        found: dict[str, CardState] = {}
        with self._database.reading() as connection:
            rows = connection.execute(_in_order(_attempts())).mappings()
            for card_id, attempts in groupby(rows, key=lambda row: str(row["card_id"])):
                card = _replayed(list(attempts))
                if card is not None:
                    found[card_id] = card
        return found

    def counts(self, today: date) -> Counts:
        """What the home screen shows; a card is due when its day is ``today`` or has passed."""
        counted = _attempts().subquery()
        correct = func.count().filter(counted.c.outcome == Outcome.CORRECT.value)
        due = func.count().filter(cards.c.due <= today.isoformat())
        with self._database.reading() as connection:
            attempts = connection.execute(select(func.count(), correct).select_from(counted)).one()
            remembered = connection.execute(select(func.count(), due).select_from(cards)).one()
        return Counts(attempts[0], attempts[1], remembered[0], remembered[1])

    def recent_question_ids(self, item: str, limit: int) -> list[str]:
        """The questions last asked of an item, latest first; also those undone, for they were seen."""
        asked = (
            select(events.c.question_id)
            .where(events.c.item == item, events.c.kind == "attempt")
            .order_by(events.c.at.desc(), events.c.id.desc())
            .limit(limit)
        )
        with self._database.reading() as connection:
            return list(connection.scalars(asked))

    def attempt_numbers(self) -> dict[str, int]:
        """How often each item was attempted, undone attempts aside. An item that never was is missing."""
        counted = _attempts().subquery()
        numbers = select(counted.c.item, func.count().label("number")).group_by(counted.c.item)
        with self._database.reading() as connection:
            return {row.item: row.number for row in connection.execute(numbers)}


def _attempts() -> Select[tuple[object, ...]]:
    """The attempts that still count."""
    undo = events.alias("undo")
    undone = select(undo.c.id).where(undo.c.undoes == events.c.id).exists()
    return select(events).where(events.c.kind == "attempt", ~undone)


def _in_order(attempts: Select[tuple[object, ...]]) -> Select[tuple[object, ...]]:
    return attempts.order_by(events.c.card_id, events.c.at, events.c.id)


def _card(connection: Connection, key: CardKey) -> CardState | None:
    row = connection.execute(select(cards).where(cards.c.id == str(key))).mappings().first()
    return None if row is None else card_of(row)


def _is_latest(connection: Connection, event: Mapping[str, object]) -> bool:
    """Whether no attempt of the same card comes behind this one in the log, as when the clock was set back."""
    behind = tuple_(events.c.at, events.c.id) > tuple_(event["at"], event["id"])
    later = select(events.c.id).where(events.c.card_id == event["card_id"], events.c.kind == "attempt", behind)
    return connection.execute(later.limit(1)).first() is None


def _rebuilt(connection: Connection, key: CardKey) -> CardState | None:
    return _replayed(connection.execute(_in_order(_attempts().where(events.c.card_id == str(key)))).mappings().all())


def _replayed(attempts: Sequence[RowMapping]) -> CardState | None:
    return replayed(key_of(attempts[0]), map(review_of, attempts)) if attempts else None


def _put(connection: Connection, key: CardKey, card: CardState | None) -> None:
    if card is None:
        connection.execute(delete(cards).where(cards.c.id == str(key)))
        return
    row = card_row(card)
    connection.execute(insert_or_replace(cards).values(row).on_conflict_do_update(index_elements=["id"], set_=row))
