"""The review log and what follows from it: recording, changing one's mind, undoing.

The log is the truth and only grows. Items, cards and daily figures are caches of what replaying it gives. An attempt
at the end of the log moves them by a step; anything else replays the item that it is about.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from quizzer.progress import aggregates, caches
from quizzer.progress.attempts import Attempt, Recorded, Undone
from quizzer.progress.cards import CardKey
from quizzer.progress.database import Database, Migrating, open_database
from quizzer.progress.log import attempt_with_rating, not_undone, parameters_in_force
from quizzer.progress.prepared import Prepared
from quizzer.progress.reading import Reader
from quizzer.progress.recording import chosen_row, follow, place_of, schedule, schedule_again
from quizzer.progress.rows import as_json, attempt_of, attempt_row, milliseconds, moment_row, parameters_row
from quizzer.progress.schema import events, sessions
from quizzer.questions.verdict import Outcome
from quizzer.scheduling.learner_day import learner_day
from quizzer.scheduling.memory import Parameters
from quizzer.scheduling.ratings import Rating

_insert_event = Prepared(insert(events))
_target = events.alias("target")
_undoable = select(events).where(
    events.c.kind != "undo",
    not_undone(events),
    # A changed rating falls with its attempt.
    ~select(_target.c.id).where(_target.c.id == events.c.target, ~not_undone(_target)).exists(),
)


def time_ordered_id() -> str:
    """A fresh id of 32 hexadecimal digits; a later one sorts behind, so that it settles the order within one ``at``."""
    return f"{time.time_ns():016x}{secrets.token_hex(8)}"


def open_store(path: Path, now: datetime, migrating: Migrating | None = None) -> Store:
    """The progress kept at ``path``, made or migrated where need be.

    ``migrating`` as for ``open_database``. DatabaseProblem if it cannot be used.
    """
    return Store(open_database(path, now, migrating=migrating))


class Store(Reader):
    """The progress of one learner. Every method raises DatabaseProblem where the database cannot be used.

    ``at`` is always a moment with a zone. What a method appends is on disk when it returns. ``rollover_hours`` is when
    the learner's day begins, ``retention`` (0 to 1) the share to be recalled when due, None: as the log has it. Both
    hold for what comes; what is logged keeps its day and its interval.
    """

    def __init__(
        self, database: Database, new_id: Callable[[], str] = time_ordered_id, rollover_hours: int = 4
    ) -> None:
        super().__init__(database)
        self._new_id = new_id
        self.rollover_hours = rollover_hours
        self.retention: float | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @property
    def database(self) -> Database:
        """The database behind it, for what concerns all of it: checking, merging, exporting."""
        return self._database

    def close(self) -> None:
        """Close the database. Everything is on disk already."""
        self._database.close()

    # --- sessions ---

    def begin_session(self, kind: str, at: datetime, details: Mapping[str, object]) -> str:
        """Begin a sitting and return its id.

        ``kind`` is quiz, review, interview or single. ``details`` are what JSON can hold: seed, selection, language.
        """
        session_id = self._new_id()
        row = {"id": session_id, "kind": kind, "started_at": milliseconds(at), "details": as_json(details)}
        with self._database.writing() as connection:
            self._keep_retention(connection, at)
            connection.execute(insert(sessions).values(row))
        return session_id

    def end_session(self, session_id: str, at: datetime) -> None:
        """Note when a sitting ended."""
        with self._database.writing() as connection:
            connection.execute(update(sessions).where(sessions.c.id == session_id).values(ended_at=milliseconds(at)))

    def keep_session(self, session_id: str, left: Mapping[str, object]) -> None:
        """Note what is ``left`` of a sitting, so that it can be taken up again; JSON must hold it."""
        details = func.json_set(sessions.c.details, "$.left", func.json(as_json(left)))
        with self._database.writing() as connection:
            connection.execute(update(sessions).where(sessions.c.id == session_id).values(details=details))

    # --- attempts ---

    def record(
        self, attempt: Attempt, session_id: str | None, at: datetime, *, at_most_days: int | None = None
    ) -> Recorded:
        """Append an attempt and move its card, unless it is a cram's.

        ``at_most_days`` is the longest interval that is wanted: 1 brings a sure and wrong answer back tomorrow.
        ValueError for an invalid answer, which is no attempt, and for a level that there is not.
        """
        if attempt.outcome is Outcome.INVALID:
            raise ValueError("an invalid answer is no attempt")
        key = CardKey.of(attempt)
        moment = self._moment(at)
        event_id = self._new_id()
        with self._database.writing() as connection:
            parameters = parameters_in_force(connection)
            place = place_of(connection, key, learner_day(at, self.rollover_hours), parameters)
            chosen = schedule(connection, place, attempt.rating, at_most_days) if attempt.scheduled else None
            row = {"id": event_id, "session_id": session_id} | moment | attempt_row(attempt, key)
            row |= place.row(attempt.scheduled) | chosen_row(chosen)
            _insert_event.run(connection, row)
            follow(connection, place, attempt, chosen, row)
            aggregates.add(connection, aggregates.contributions(row, attempt.rating))
        due, interval, fuzz = (chosen.card.due, chosen.interval, chosen.fuzz) if chosen else (None, None, None)
        return Recorded(event_id, due, place.card is None, interval, fuzz, place.recall)

    def rerate(
        self,
        event_id: str,
        rating: Rating,
        at: datetime,
        session_id: str | None = None,
        *,
        at_most_days: int | None = None,
    ) -> Recorded:
        """Give an attempt another rating, as the learner wishes, and move its card accordingly.

        ``at_most_days`` is the longest interval that is wanted, as for the attempt itself.
        ValueError for an attempt that there is not or that was undone, and for a wrong answer that is to be more than
        again.
        """
        with self._database.writing() as connection:
            found = attempt_with_rating(connection, event_id)
            if found is None:
                raise ValueError(f"there is no attempt {event_id}")
            row, before = found
            if row["outcome"] == Outcome.INCORRECT.value and rating is not Rating.AGAIN:
                raise ValueError("a wrong answer is never more than again")
            parameters = parameters_in_force(connection)
            chosen = schedule_again(connection, row, rating, parameters, at_most_days) if row["scheduled"] else None
            columns = {name: row[name] for name in ("item", "card_id", "form", "band")}
            columns |= {"target": event_id, "rating": rating.value} | chosen_row(chosen)
            new_id = self._append(connection, "rerate", at, session_id, columns)
            self._count_again(connection, row, before)
            caches.refresh(connection, row["item"], parameters)
        due, interval, fuzz = (chosen.card.due, chosen.interval, chosen.fuzz) if chosen else (None, None, None)
        return Recorded(new_id, due, row["stage"] == "new", interval, fuzz, row["recall"])

    # --- decisions about an item; each returns the id of its event ---

    def suspend(self, item: str, at: datetime, session_id: str | None = None) -> str:
        """Never ask an item again, until ``unsuspend``."""
        return self._decide("suspend", item, at, session_id)

    def unsuspend(self, item: str, at: datetime, session_id: str | None = None) -> str:
        """Ask a suspended item again."""
        return self._decide("unsuspend", item, at, session_id)

    def bury(self, item: str, until: date, at: datetime, session_id: str | None = None) -> str:
        """Leave an item alone until the learner-day ``until``."""
        return self._decide("bury", item, at, session_id, due=until.isoformat())

    def unbury(self, item: str, at: datetime, session_id: str | None = None) -> str:
        """Ask a buried item as its cards are due."""
        return self._decide("unbury", item, at, session_id)

    def flag(self, item: str, reason: str, at: datetime, session_id: str | None = None) -> str:
        """Note that something is wrong with an item, and what."""
        return self._decide("flag", item, at, session_id, value=reason.encode(errors="replace").decode())

    def unflag(self, item: str, at: datetime, session_id: str | None = None) -> str:
        """Take an item's flag away."""
        return self._decide("unflag", item, at, session_id)

    def reset(self, item: str, at: datetime, session_id: str | None = None) -> str:
        """Make an item new again. What was answered stays in the statistics."""
        return self._decide("reset", item, at, session_id)

    def decide_key(self, item: str, version: int, keep: bool, at: datetime, session_id: str | None = None) -> str:
        """Say what a changed key, new in ``version``, means: ``keep`` the cards, or make the item new again."""
        return self._decide("key", item, at, session_id, version=version, value="keep" if keep else "forget")

    def set_parameters(self, parameters: Parameters, at: datetime, evidence: Mapping[str, object] | None = None) -> str:
        """Put parameters of the memory model in force, and replay every card under them; due days stay.

        ``evidence`` is what JSON can hold: number of reviews, loss before and after.
        """
        row = parameters_row(parameters, evidence or {})
        with self._database.writing() as connection:
            event_id = self._append(connection, "parameters", at, None, row)
            caches.write_cards_anew(connection)
        return event_id

    # --- undo ---

    def undo(self, at: datetime, number: int = 1, session_id: str | None = None) -> list[Undone]:
        """Take back the last ``number`` events of any kind, latest first; only those of a session if one is given.

        The order is that in which this database learnt of them, which an adjusted clock leaves alone.
        """
        asked = _undoable if session_id is None else _undoable.where(events.c.session_id == session_id)
        with self._database.writing() as connection:
            last = connection.execute(asked.order_by(events.c.seq.desc()).limit(number)).mappings().all()
            return self._take_back(connection, last, at, session_id)

    def undo_event(self, event_id: str, at: datetime, session_id: str | None = None) -> Undone:
        """Take back one event, whenever it was. ValueError if there is no such event or it is undone already."""
        with self._database.writing() as connection:
            row = connection.execute(_undoable.where(events.c.id == event_id)).mappings().first()
            if row is None:
                raise ValueError(f"there is no event {event_id} to undo")
            return self._take_back(connection, [row], at, session_id)[0]

    # --- within ---

    def _keep_retention(self, connection: Connection, at: datetime) -> None:
        """Put the retention that is wanted in force. No memory depends on it, so that no card is replayed."""
        parameters = parameters_in_force(connection)
        if self.retention not in (None, parameters.retention):
            self._append(connection, "parameters", at, None, parameters_row(parameters.wanting(self.retention), {}))

    def _moment(self, at: datetime) -> dict[str, object]:
        return moment_row(at, self.rollover_hours)

    def _append(
        self,
        connection: Connection,
        kind: str,
        at: datetime,
        session_id: str | None,
        columns: Mapping[str, object],
    ) -> str:
        event_id = self._new_id()
        row = {"id": event_id, "kind": kind, "session_id": session_id, "details": "{}"} | self._moment(at)
        _insert_event.run(connection, row | dict(columns))
        return event_id

    def _decide(self, kind: str, item: str, at: datetime, session_id: str | None, **columns: object) -> str:
        with self._database.writing() as connection:
            event_id = self._append(connection, kind, at, session_id, {"item": item} | columns)
            caches.refresh(connection, item, parameters_in_force(connection))
        return event_id

    def _take_back(
        self, connection: Connection, rows: Sequence[RowMapping], at: datetime, session_id: str | None
    ) -> list[Undone]:
        for row in rows:
            counted = attempt_with_rating(connection, row["target"] if row["kind"] == "rerate" else row["id"])
            columns = {"target": row["id"], "item": row["item"], "card_id": row["card_id"]}
            self._append(connection, "undo", at, session_id, columns)
            if counted is not None:
                self._count_again(connection, *counted)
        parameters = parameters_in_force(connection)
        if any(row["kind"] == "parameters" for row in rows):
            caches.write_cards_anew(connection)
        for item in {row["item"] for row in rows if row["item"] is not None}:
            caches.refresh(connection, item, parameters)
        return [
            Undone(row["id"], row["kind"], row["item"], attempt_of({**row}) if row["kind"] == "attempt" else None)
            for row in rows
        ]

    def _count_again(self, connection: Connection, attempt: Mapping[str, Any], before: Rating) -> None:
        """Correct the daily figures for an attempt that had the rating ``before`` and counts differently now."""
        changes = aggregates.contributions(attempt, before, -1)
        now = attempt_with_rating(connection, attempt["id"])
        if now is not None:
            changes += aggregates.contributions(*now)
        aggregates.add(connection, changes)
