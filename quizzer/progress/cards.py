"""Cards: what an attempt does to a memory, and how a card follows from its attempts. Pure.

The memory is what replaying the attempts gives; the due day is the one that was stored with the last of them, so that
a later change of parameters does not move days that the learner has been told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from quizzer.progress.attempts import Attempt
from quizzer.scheduling.bands import band_of
from quizzer.scheduling.memory import MemoryState, review
from quizzer.scheduling.ratings import Rating


@dataclass(frozen=True, slots=True)
class CardKey:
    """What a card is about: one item, in one form, in one band of levels. ``str`` gives the id of the card."""

    item: str
    form: str
    band: int

    def __str__(self) -> str:
        return f"{self.item}#{self.form}:{self.band}"

    @classmethod
    def of(cls, attempt: Attempt) -> CardKey:
        """The card that an attempt belongs to. ValueError for a level that there is not."""
        return cls(attempt.item, attempt.form, band_of(attempt.level))


@dataclass(frozen=True, slots=True)
class CardState:
    """A card after its attempts. ``lapses`` counts the times it was forgotten after the first attempt."""

    key: CardKey
    memory: MemoryState
    due: date
    last_day: date
    reps: int
    lapses: int


@dataclass(frozen=True, slots=True)
class LoggedReview:
    """What the log says of an attempt, as far as a card depends on it."""

    rating: Rating
    day: date
    due: date


def after_review(before: CardState | None, key: CardKey, rating: Rating, day: date) -> CardState:
    """The card after one more attempt on the learner-day ``day``. A day before the last one counts as the same."""
    if before is None:
        memory, interval = review(None, rating, 0)
        return CardState(key, memory, day + timedelta(days=interval), day, reps=1, lapses=0)
    last_day = max(day, before.last_day)
    memory, interval = review(before.memory, rating, (last_day - before.last_day).days)
    lapses = before.lapses + (rating is Rating.AGAIN)
    return CardState(key, memory, day + timedelta(days=interval), last_day, before.reps + 1, lapses)


def replayed(key: CardKey, reviews: Iterable[LoggedReview]) -> CardState | None:
    """The card that its attempts, in the order of the log, lead to. None if there are none."""
    card: CardState | None = None
    for logged in reviews:
        card = replace(after_review(card, key, logged.rating, logged.day), due=logged.due)
    return card
