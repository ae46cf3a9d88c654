"""Writing and reading progress. Every change is one durable transaction."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, Engine, RowMapping, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from quizzer.progress.attempts import Attempt, CardState, Counts, Recorded
from quizzer.progress.database import open_database, translated
from quizzer.progress.schema import cards, events, sessions
from quizzer.questions.verdict import Outcome
from quizzer.scheduling.bands import band_of
from quizzer.scheduling.learner_day import learner_day
from quizzer.scheduling.memory import MemoryState, review
from quizzer.scheduling.ratings import Rating

NewId = Callable[[], str]


def open_store(path: Path, now: datetime, new_id: NewId = lambda: uuid4().hex) -> Store:
    """The store at ``path``, made or migrated if need be. Raises DatabaseProblem."""
    return Store(open_database(path, now), path, new_id)


@dataclass
class Store:
    """One learner's progress. Every method raises DatabaseProblem when SQLite fails; then nothing has changed."""

    engine: Engine
    path: Path
    new_id: NewId

    def close(self) -> None:
        """Release the file."""
        self.engine.dispose()

    def begin_session(self, kind: str, at: datetime, details: dict[str, object]) -> str:
        """Note that a session of ``kind`` began, and return its id."""
        session_id = self.new_id()
        row = {"id": session_id, "kind": kind, "started_at": _milliseconds(at), "details": json.dumps(details)}
        with translated(self.path), self.engine.begin() as connection:
            connection.execute(insert(sessions).values(row))
        return session_id

    def end_session(self, session_id: str, at: datetime) -> None:
        """Note that the session ended."""
        statement = update(sessions).where(sessions.c.id == session_id).values(ended_at=_milliseconds(at))
        with translated(self.path), self.engine.begin() as connection:
            connection.execute(statement)

    def record(self, attempt: Attempt, session_id: str | None, at: datetime) -> Recorded:
        """Append ``attempt`` and move its card on; both are on disk when this returns."""
        with translated(self.path), self.engine.begin() as connection:
            card_id = card_of(attempt)
            before = _card(connection, card_id)
            after = next_state(before, attempt.rating, learner_day(at))
            event_id = self.new_id()
            row = _attempt_row(attempt, after.due) | _when(at) | {"id": event_id, "session_id": session_id}
            connection.execute(insert(events).values(row))
            _put_card(connection, card_id, after)
        return Recorded(event_id, after.due, before is None)

    def undo_last(self, session_id: str, at: datetime) -> Attempt | None:
        """Take back the latest attempt of the session that still stands; None if there is none."""
        with translated(self.path), self.engine.begin() as connection:
            found = connection.execute(
                _standing().where(events.c.session_id == session_id).order_by(events.c.at.desc(), events.c.id.desc())
            ).mappings().first()
            if found is None:
                return None
            row = {"id": self.new_id(), "kind": "undo", "session_id": session_id, "undoes": found["id"]}
            row |= {"card_id": found["card_id"], "item": found["item"], "details": "{}"} | _when(at)
            connection.execute(insert(events).values(row))
            remaining = _replayed(connection, found["card_id"]).get(found["card_id"])
            if remaining is None:
                connection.execute(delete(cards).where(cards.c.id == found["card_id"]))
            else:
                _put_card(connection, found["card_id"], remaining)
        return _attempt(found)

    def replay(self) -> dict[str, CardState]:
        """Every card as the log alone gives it."""
        with translated(self.path), self.engine.connect() as connection:
            return _replayed(connection)

    def cards(self) -> dict[str, CardState]:
        """Every card as it is kept."""
        with translated(self.path), self.engine.connect() as connection:
            return {row["id"]: _card_state(row) for row in connection.execute(select(cards)).mappings()}

    def counts(self, today: date) -> Counts:
        """What a home screen shows."""
        standing = _standing().subquery()
        right = func.count().filter(standing.c.outcome == str(Outcome.CORRECT))
        due = func.count().filter(cards.c.due <= today.isoformat())
        with translated(self.path), self.engine.connect() as connection:
            attempts, correct = connection.execute(select(func.count(), right).select_from(standing)).one()
            kept, waiting = connection.execute(select(func.count(), due).select_from(cards)).one()
        return Counts(attempts, correct, kept, waiting)

    def attempt_numbers(self) -> dict[str, int]:
        """How many attempts of each item stand."""
        standing = _standing().subquery()
        statement = select(standing.c.item, func.count()).group_by(standing.c.item)
        with translated(self.path), self.engine.connect() as connection:
            return {item: number for item, number in connection.execute(statement)}


def card_of(attempt: Attempt) -> str:
    """The id of the card that an attempt belongs to: ``item#form:band``."""
    return f"{attempt.item}#{attempt.form}:{band_of(attempt.level)}"


def next_state(before: CardState | None, rating: Rating, day: date) -> CardState:
    """A card after an attempt on learner-day ``day``. A clock that jumped back counts as no time passed."""
    elapsed = max((day - before.last_day).days, 0) if before else 0
    memory, interval = review(before.memory if before else None, rating, elapsed)
    forgotten = rating is Rating.AGAIN and before is not None
    return CardState(
        memory,
        due=day + timedelta(days=interval),
        last_day=max(day, before.last_day) if before else day,
        reps=(before.reps if before else 0) + 1,
        lapses=(before.lapses if before else 0) + forgotten,
    )


# --- rows -----------------------------------------------------------------------------------------------------


def _standing():  # type: ignore[no-untyped-def]  # SQLAlchemy's type of a select over all columns says nothing
    """The attempts that were not taken back."""
    undone = select(events.c.undoes).where(events.c.undoes.is_not(None))
    return select(events).where(events.c.kind == "attempt", events.c.id.not_in(undone))


def _replayed(connection: Connection, card_id: str | None = None) -> dict[str, CardState]:
    statement = _standing().order_by(events.c.at, events.c.id)
    if card_id is not None:
        statement = statement.where(events.c.card_id == card_id)
    states: dict[str, CardState] = {}
    for row in connection.execute(statement).mappings():
        day = date.fromisoformat(row["learner_day"])
        state = next_state(states.get(row["card_id"]), Rating(row["rating"]), day)
        # The day that was chosen then stands, also if the rule for choosing it has changed since.
        due = date.fromisoformat(row["due"])
        states[row["card_id"]] = CardState(state.memory, due, state.last_day, state.reps, state.lapses)
    return states


def _card(connection: Connection, card_id: str) -> CardState | None:
    row = connection.execute(select(cards).where(cards.c.id == card_id)).mappings().first()
    return _card_state(row) if row else None


def _card_state(row: RowMapping) -> CardState:
    return CardState(
        MemoryState(row["stability"], row["difficulty"]),
        date.fromisoformat(row["due"]),
        date.fromisoformat(row["last_day"]),
        row["reps"],
        row["lapses"],
    )


def _put_card(connection: Connection, card_id: str, state: CardState) -> None:
    item, _, rest = card_id.partition("#")
    form, _, band = rest.partition(":")
    values = {
        "item": item,
        "form": form,
        "band": int(band),
        "stability": state.memory.stability,
        "difficulty": state.memory.difficulty,
        "due": state.due.isoformat(),
        "last_day": state.last_day.isoformat(),
        "reps": state.reps,
        "lapses": state.lapses,
    }
    statement = upsert(cards).values(id=card_id, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))


_DETAILS = ("given", "read_as", "hints_used", "elapsed_ms", "gave_up")


def _attempt_row(attempt: Attempt, due: date) -> dict[str, object]:
    return {
        "kind": "attempt",
        "card_id": card_of(attempt),
        "item": attempt.item,
        "version": attempt.version,
        "form": attempt.form,
        "level": attempt.level,
        "topic": attempt.topic,
        "question_id": attempt.question_id,
        "outcome": str(attempt.outcome),
        "score": attempt.score,
        "rating": int(attempt.rating),
        "misconception": attempt.misconception,
        "due": due.isoformat(),
        # ASCII: what was typed may hold halves of surrogate pairs, which SQLite cannot store.
        "details": json.dumps({name: getattr(attempt, name) for name in _DETAILS}, ensure_ascii=True),
    }


def _attempt(row: RowMapping) -> Attempt:
    details = json.loads(row["details"])
    return Attempt(
        question_id=row["question_id"],
        item=row["item"],
        version=row["version"],
        level=row["level"],
        topic=row["topic"],
        outcome=Outcome(row["outcome"]),
        score=row["score"],
        rating=Rating(row["rating"]),
        misconception=row["misconception"],
        form=row["form"],
        **details,
    )


def _when(at: datetime) -> dict[str, object]:
    offset = at.utcoffset() or timedelta()
    return {
        "at": _milliseconds(at),
        "utc_offset": int(offset.total_seconds() // 60),
        "learner_day": learner_day(at).isoformat(),
    }


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)
