"""Daily figures: what was answered on each learner-day, counted along several dimensions.

``contributions`` says what one attempt adds; ``write_anew`` adds everything up in SQL. The two are written apart, so
that ``db check`` can hold the one against the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    delete,
    func,
    insert,
    literal,
    select,
    union_all,
)
from sqlalchemy.dialects.sqlite import insert as insert_or_add

from quizzer.progress.log import last_rating, standing_attempts
from quizzer.progress.prepared import Prepared
from quizzer.progress.schema import COUNTERS, daily, events
from quizzer.scheduling.ratings import Rating

DIMENSIONS = ("all", "topic", "kind", "level", "stage", "misconception", "confidence", "recall")
"""``all`` has the value "", ``kind`` is the kind of answer, ``recall`` the twentieth (0 to 19) in which the predicted
recall of a review lies. An attempt for which a dimension has no value does not appear in it."""

REVIEW_STAGES = ("young", "mature")
RECALL_BINS = 20
MILLION = 1_000_000


def contributions(row: Mapping[str, object], rating: Rating, sign: int = 1) -> list[dict[str, object]]:
    """What an attempt (a row of the events) and its last ``rating`` adds to ``daily``; takes away if ``sign`` is -1."""
    review = row["stage"] in REVIEW_STAGES
    recall = float(str(row["recall"])) if review else 0.0
    counters = {
        "attempts": 1,
        "correct": int(row["outcome"] == "correct"),
        "partial": int(row["outcome"] == "partial"),
        "gave_up": int(str(row["gave_up"])),
        "elapsed_ms": int(str(row["elapsed_ms"])),
        "reviews": int(review),
        "remembered": int(review and rating > Rating.AGAIN),
        "predicted": int(recall * MILLION + 0.5),
    }
    signed = {name: sign * number for name, number in counters.items()}
    values = {
        "all": "",
        "topic": row["topic"],
        "kind": row["answer_kind"],
        "level": row["level"],
        "stage": row["stage"],
        "misconception": row["misconception"],
        "confidence": row["confidence"],
        "recall": min(int(recall * RECALL_BINS), RECALL_BINS - 1) if review else None,
    }
    key = {"day": row["learner_day"]}
    return [
        {"dimension": dimension, "value": str(value)} | key | signed
        for dimension, value in values.items()
        if value is not None
    ]


_new = insert_or_add(daily)
_add = Prepared(
    _new.on_conflict_do_update(
        index_elements=["dimension", "day", "value"],
        set_={counter: daily.c[counter] + _new.excluded[counter] for counter in COUNTERS},
    )
)
_drop_empty = Prepared(
    delete(daily).where(
        daily.c.attempts == 0, *(daily.c[name] == bindparam(f"the_{name}") for name in ("dimension", "day", "value"))
    )
)


def add(connection: Connection, changes: Iterable[Mapping[str, object]]) -> None:
    """Add contributions to the figures, and drop a day's figure that comes to nothing."""
    rows = list(changes)
    _add.run_many(connection, rows)
    taken = [row for row in rows if int(str(row["attempts"])) < 0]
    keys = [{f"the_{name}": row[name] for name in ("dimension", "day", "value")} for row in taken]
    _drop_empty.run_many(connection, keys)


def write_anew(connection: Connection) -> None:
    """Make all figures anew from the log."""
    connection.execute(delete(daily))
    connection.execute(insert(daily).from_select(["dimension", "day", "value", *COUNTERS], from_log()))


@cache
def from_log() -> Select[tuple[object, ...]]:
    """The rows that ``daily`` should hold, as the log alone gives them."""
    attempts = _measured()
    parts = [_along(attempts, dimension) for dimension in DIMENSIONS]
    every = union_all(*parts).subquery()
    return select(every.c.dimension, every.c.day, every.c.value, *(every.c[counter] for counter in COUNTERS))


def _measured() -> CTE:
    """Each attempt with its dimensions and counters."""
    review = events.c.stage.in_(REVIEW_STAGES)
    one_or_none: dict[str, ColumnElement[Any]] = {
        "attempts": literal(1, literal_execute=True),
        "correct": events.c.outcome == "correct",
        "partial": events.c.outcome == "partial",
        "gave_up": events.c.gave_up,
        "elapsed_ms": events.c.elapsed_ms,
        "reviews": case((review, 1), else_=0),
        "remembered": case((and_(review, last_rating() > int(Rating.AGAIN)), 1), else_=0),
        "predicted": case((review, cast(events.c.recall * MILLION + 0.5, Integer)), else_=0),
    }
    values: dict[str, ColumnElement[Any]] = {
        "all": literal("", literal_execute=True),
        "topic": events.c.topic,
        "kind": events.c.answer_kind,
        "level": cast(events.c.level, String),
        "stage": events.c.stage,
        "misconception": events.c.misconception,
        "confidence": cast(events.c.confidence, String),
        "recall": case(
            (review, cast(func.min(cast(events.c.recall * RECALL_BINS, Integer), RECALL_BINS - 1), String)),
        ),
    }
    named = [value.label(f"by_{name}") for name, value in values.items()]
    counted = [counter.label(name) for name, counter in one_or_none.items()]
    return standing_attempts(events.c.learner_day, *named, *counted).cte("measured")


def _along(attempts: CTE, dimension: str) -> Select[tuple[object, ...]]:
    value = attempts.c[f"by_{dimension}"]
    return (
        select(
            literal(dimension, literal_execute=True).label("dimension"),
            attempts.c.learner_day.label("day"),
            value.label("value"),
            *(func.sum(attempts.c[counter]).label(counter) for counter in COUNTERS),
        )
        .where(value.is_not(None))
        .group_by(attempts.c.learner_day, value)
    )
