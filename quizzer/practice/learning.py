"""What has been learnt for good: items that are mastered, and wrong beliefs that were mended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizzer.progress.store import Store

RIGHT_DAYS = 3
TYPED_DAYS = 1
"""An item is mastered once it was right on so many different learner-days, and typed on so many of them."""

MENDED_DAYS = 7
"""What was mended today or on the six days before was mended "this week"."""


@dataclass(frozen=True, slots=True)
class Mastery:
    """Items that were attempted; those right on three days; those of them that are mastered, for one was typed."""

    items: int = 0
    three_days: int = 0
    mastered: int = 0

    def __add__(self, other: Mastery) -> Mastery:
        return Mastery(self.items + other.items, self.three_days + other.three_days, self.mastered + other.mastered)


@dataclass(frozen=True, slots=True)
class Mended:
    """A belief that showed last on the day ``shown``, at ``item``, which was answered right on the day ``mended``."""

    misconception: str
    item: str
    shown: date
    mended: date


def is_mastered(right_days: int, typed_days: int) -> bool:
    """Whether an item is mastered that was right on so many learner-days, typed on so many of them."""
    return right_days >= RIGHT_DAYS and typed_days >= TYPED_DAYS


def mastery(store: Store) -> Mapping[str, Mastery]:
    """How far the items of each topic are mastered, by topic. DatabaseProblem."""
    from sqlalchemy import func, select

    from quizzer.progress.schema import items

    lasting = items.c.right_days >= RIGHT_DAYS
    asked = (
        select(
            items.c.topic,
            func.count(),
            func.count().filter(lasting),
            func.count().filter(lasting, items.c.typed_days >= TYPED_DAYS),
        )
        .where(items.c.attempts > 0)
        .group_by(items.c.topic)
    )
    with store.database.reading() as connection:
        return {topic or "": Mastery(*numbers) for topic, *numbers in connection.execute(asked)}


def mastered_items(store: Store) -> set[str]:
    """The items that are mastered. DatabaseProblem."""
    from sqlalchemy import select

    from quizzer.progress.schema import items

    asked = select(items.c.item).where(items.c.right_days >= RIGHT_DAYS, items.c.typed_days >= TYPED_DAYS)
    with store.database.reading() as connection:
        return set(connection.scalars(asked))


def mended(store: Store, today: date) -> list[Mended]:
    """The beliefs that were mended in the MENDED_DAYS up to ``today``, the latest first. DatabaseProblem.

    A belief is mended on the learner-day on which the item at which it showed last is answered right for the first
    time since, on a later day than it showed: the same day would only tell that the solution was just read. A belief
    that shows again, at whatever item, is no longer mended.
    """
    from sqlalchemy import and_, or_, select

    from quizzer.progress.log import not_undone
    from quizzer.progress.schema import daily, events

    beliefs = select(daily.c.value).where(daily.c.dimension == "misconception").distinct().subquery()
    showing, shown, answer = (events.alias(name) for name in ("showing", "shown", "answer"))
    last_showing = (
        select(showing.c.seq)
        .where(showing.c.misconception == beliefs.c.value, showing.c.kind == "attempt", not_undone(showing))
        .order_by(showing.c.at.desc(), showing.c.id.desc())
        .limit(1)
        .correlate(beliefs)
        .scalar_subquery()
    )
    later = or_(answer.c.at > shown.c.at, and_(answer.c.at == shown.c.at, answer.c.id > shown.c.id))
    first_right = (
        select(answer.c.learner_day)
        .where(answer.c.item == shown.c.item, answer.c.kind == "attempt", answer.c.outcome == "correct")
        .where(answer.c.at >= shown.c.at, later, answer.c.learner_day > shown.c.learner_day, not_undone(answer))
        .order_by(answer.c.at, answer.c.id)
        .limit(1)
        .correlate(shown)
        .scalar_subquery()
    )
    asked = select(shown.c.misconception, shown.c.item, shown.c.learner_day, first_right).select_from(
        beliefs.join(shown, shown.c.seq == last_showing)
    )
    week = today - timedelta(days=MENDED_DAYS - 1)
    with store.database.reading() as connection:
        rows = connection.execute(asked).all()
    found = [
        Mended(slip, item, date.fromisoformat(day), date.fromisoformat(right))
        for slip, item, day, right in rows
        if right is not None and week <= date.fromisoformat(right) <= today
    ]
    return sorted(found, key=lambda one: (-one.mended.toordinal(), one.misconception))
