"""How attempts and cards are written as rows, and read back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from quizzer.progress.attempts import Attempt
from quizzer.progress.cards import CardKey, CardState, LoggedReview
from quizzer.questions.verdict import Outcome
from quizzer.scheduling.learner_day import learner_day
from quizzer.scheduling.memory import MemoryState
from quizzer.scheduling.ratings import Rating

if TYPE_CHECKING:
    from sqlalchemy import RowMapping

_DETAILS = ("given", "read_as", "hints_used", "elapsed_ms", "gave_up")


def milliseconds(at: datetime) -> int:
    """Whole milliseconds from 1970 in UTC to ``at``, without the rounding of a float."""
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def as_json(details: Mapping[str, object]) -> str:
    """JSON in ASCII: a terminal can deliver half characters, which SQLite refuses as text."""
    return json.dumps(details, separators=(",", ":"))


def moment_row(at: datetime, rollover_hours: int) -> dict[str, object]:
    """The columns of an event that say when it was. ValueError if ``at`` has no zone."""
    day = learner_day(at, rollover_hours)
    offset = at.utcoffset() or timedelta()
    return {
        "at": milliseconds(at),
        "utc_offset": offset // timedelta(minutes=1),
        "learner_day": day.isoformat(),
    }


def attempt_row(attempt: Attempt, key: CardKey, due: date) -> dict[str, object]:
    """The columns of an event that say what was asked, answered and decided."""
    return {
        "kind": "attempt",
        "card_id": str(key),
        "item": attempt.item,
        "version": attempt.version,
        "form": attempt.form,
        "band": key.band,
        "level": attempt.level,
        "topic": attempt.topic,
        "question_id": attempt.question_id,
        "outcome": attempt.outcome.value,
        "score": attempt.score,
        "rating": attempt.rating.value,
        "misconception": attempt.misconception,
        "due": due.isoformat(),
        "details": as_json({name: getattr(attempt, name) for name in _DETAILS}),
    }


def attempt_of(row: RowMapping) -> Attempt:
    """The attempt that an event records."""
    details = json.loads(row["details"])
    return Attempt(
        question_id=row["question_id"],
        item=row["item"],
        version=row["version"],
        form=row["form"],
        level=row["level"],
        topic=row["topic"],
        outcome=Outcome(row["outcome"]),
        score=row["score"],
        rating=Rating(row["rating"]),
        misconception=row["misconception"],
        **{name: details[name] for name in _DETAILS},
    )


def key_of(row: RowMapping) -> CardKey:
    """The card that an attempt's event, or a row of the cards, is about."""
    return CardKey(row["item"], row["form"], row["band"])


def review_of(row: RowMapping) -> LoggedReview:
    """What an attempt's event says of its card."""
    return LoggedReview(Rating(row["rating"]), date.fromisoformat(row["learner_day"]), date.fromisoformat(row["due"]))


def card_row(card: CardState) -> dict[str, object]:
    """A card as a row."""
    return {
        "id": str(card.key),
        "item": card.key.item,
        "form": card.key.form,
        "band": card.key.band,
        "stability": card.memory.stability,
        "difficulty": card.memory.difficulty,
        "due": card.due.isoformat(),
        "last_day": card.last_day.isoformat(),
        "reps": card.reps,
        "lapses": card.lapses,
    }


def card_of(row: RowMapping) -> CardState:
    """The card that a row holds."""
    return CardState(
        key_of(row),
        MemoryState(row["stability"], row["difficulty"]),
        date.fromisoformat(row["due"]),
        date.fromisoformat(row["last_day"]),
        row["reps"],
        row["lapses"],
    )
