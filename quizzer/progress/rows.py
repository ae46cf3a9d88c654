"""How events, items and cards are written as rows, and read back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from math import frexp
from typing import Any

from quizzer.progress.attempts import Attempt
from quizzer.progress.cards import CardKey, CardState, ItemState, LoggedEvent
from quizzer.questions.verdict import Outcome
from quizzer.scheduling.learner_day import learner_day
from quizzer.scheduling.memory import MemoryState, Parameters
from quizzer.scheduling.ratings import Rating

_DETAILS = ("given", "read_as")
_PLAIN = (
    *("question_id", "item", "version", "form", "level", "topic", "score", "misconception"),
    *("confidence", "hints_used", "elapsed_ms"),
)

ITEM_COLUMNS = [
    "id",
    "kind",
    "learner_day",
    "item",
    "form",
    "band",
    "rating",
    "due",
    "scheduled",
    "outcome",
    "typed",
    "topic",
    "version",
    "target",
    "value",
]
"""The columns of an event that ``logged_event_of`` takes, in its order."""


def milliseconds(at: datetime) -> int:
    """Whole milliseconds from 1970 in UTC to ``at``, without the rounding of a float."""
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def as_json(details: Mapping[str, object]) -> str:
    """JSON in ASCII: a terminal can deliver half characters, which SQLite refuses as text."""
    return json.dumps(details, separators=(",", ":"))


def zone_name(at: datetime) -> str | None:
    """The name of the zone of ``at``: Europe/Berlin where it is known, else such as CET or UTC+08:00."""
    return getattr(at.tzinfo, "key", None) or at.tzname()


def moment_row(at: datetime, rollover_hours: int) -> dict[str, object]:
    """The columns of an event that say when it was. ValueError if ``at`` has no zone."""
    day = learner_day(at, rollover_hours)
    offset = at.utcoffset() or timedelta()
    return {
        "at": milliseconds(at),
        "utc_offset": offset // timedelta(minutes=1),
        "zone": zone_name(at),
        "learner_day": day.isoformat(),
    }


def attempt_row(attempt: Attempt, key: CardKey) -> dict[str, object]:
    """The columns of an event that say what was asked and answered."""
    row: dict[str, object] = {name: getattr(attempt, name) for name in _PLAIN}
    return row | {
        "kind": "attempt",
        "card_id": str(key),
        "band": key.band,
        "answer_kind": attempt.answer_kind or None,
        "typed": int(attempt.typed),
        "outcome": attempt.outcome.value,
        "rating": attempt.rating.value,
        "gave_up": int(attempt.gave_up),
        "scheduled": int(attempt.scheduled),
        "details": as_json({name: getattr(attempt, name) for name in _DETAILS}),
    }


def attempt_of(row: Mapping[str, Any]) -> Attempt:
    """The attempt that an event records."""
    details = json.loads(row["details"])
    return Attempt(
        **{name: row[name] for name in _PLAIN},
        outcome=Outcome(row["outcome"]),
        rating=Rating(row["rating"]),
        gave_up=bool(row["gave_up"]),
        answer_kind=row["answer_kind"] or "",
        typed=row["typed"] != 0,
        scheduled=bool(row["scheduled"]),
        **{name: details[name] for name in _DETAILS},
    )


def logged_event_of(row: Sequence[object]) -> LoggedEvent:
    """What an event says of its item; ``row`` has the ITEM_COLUMNS."""
    event_id, kind, day, item, form, band, rating, due, scheduled, outcome, typed, topic, version, target, value = row
    return LoggedEvent(
        str(event_id),
        str(kind),
        date.fromisoformat(str(day)),
        None if form is None else CardKey(str(item), str(form), int(str(band))),
        None if rating is None else Rating(int(str(rating))),
        _day_or_none(due),
        scheduled != 0,
        outcome == "correct",
        typed != 0,
        _text_or_none(topic),
        None if version is None else int(str(version)),
        _text_or_none(target),
        _text_or_none(value),
    )


def card_row(card: CardState, item: ItemState) -> dict[str, object]:
    """A card as a row."""
    return {
        "id": str(card.key),
        "item": card.key.item,
        "form": card.key.form,
        "band": card.key.band,
        "stability": card.memory.stability,
        "difficulty": card.memory.difficulty,
        "pace": pace_of(card.memory.stability),
        "due": card.due.isoformat(),
        "ask_on": item.ask_on(card).isoformat(),
        "last_day": card.last_day.isoformat(),
        "reps": card.reps,
        "lapses": card.lapses,
    }


def pace_of(stability: float) -> int:
    """The binary order of magnitude of a stability in days: 1 from 1 day on, 2 from 2 days on, 3 from 4 on."""
    return frexp(stability)[1]


def card_of(row: Mapping[str, Any]) -> CardState:
    """The card that a row holds."""
    return CardState(
        CardKey(row["item"], row["form"], row["band"]),
        MemoryState(row["stability"], row["difficulty"]),
        date.fromisoformat(row["due"]),
        date.fromisoformat(row["last_day"]),
        row["reps"],
        row["lapses"],
    )


def item_row(item: ItemState) -> dict[str, object]:
    """An item as a row."""
    return {
        "item": item.item,
        "topic": item.topic,
        "version": item.version,
        "attempts": item.attempts,
        "right_days": item.right_days,
        "typed_days": item.typed_days,
        "last_day": item.last_day and item.last_day.isoformat(),
        "suspended": int(item.suspended),
        "buried_until": item.buried_until and item.buried_until.isoformat(),
        "flag": item.flag,
    }


def item_of(row: Mapping[str, Any]) -> ItemState:
    """The item that a row holds."""
    days = {name: _day_or_none(row[name]) for name in ("last_day", "buried_until")}
    return ItemState(**dict(row) | days | {"suspended": bool(row["suspended"])})


def parameters_row(parameters: Parameters, evidence: Mapping[str, object]) -> dict[str, object]:
    """The columns of an event that say which parameters are in force, and why."""
    details = {"weights": parameters.weights, "retention": parameters.retention} | dict(evidence)
    return {"kind": "parameters", "value": parameters.tag, "details": as_json(details)}


def parameters_of(row: Mapping[str, Any]) -> Parameters:
    """The parameters that an event put in force."""
    details = json.loads(row["details"])
    return Parameters(row["value"], tuple(details["weights"]), details["retention"])


def _day_or_none(value: object) -> date | None:
    return None if value is None else date.fromisoformat(str(value))


def _text_or_none(value: object) -> str | None:
    return None if value is None else str(value)
