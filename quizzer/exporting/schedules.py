"""The learner's own schedule and review log, as a package for Anki carries them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from quizzer.exporting.cards import Card
from quizzer.progress.cards import CardKey, CardState
from quizzer.progress.reading import LoggedAttempt, Reader
from quizzer.scheduling.bands import band_of
from quizzer.scheduling.memory import Parameters

LONGEST_MILLISECONDS = 60_000
"""Anki counts no more for an answer."""


@dataclass(frozen=True, slots=True)
class Review:
    """An answer. ``at`` is in milliseconds since 1970; ``interval`` and the one before it are in days."""

    at: int
    rating: int
    interval: int
    interval_before: int
    milliseconds: int
    kind: int
    """As in Anki's log: 0 learning, 1 review, 3 without effect on the schedule."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """What is known of a card; ``parameters`` are those that the memory was computed with."""

    state: CardState
    suspended: bool
    parameters: Parameters
    reviews: tuple[Review, ...]

    @property
    def interval(self) -> int:
        """Days from the last answer to the day it is due."""
        return max((self.state.due - self.state.last_day).days, 1)

    @property
    def last_second(self) -> int:
        """When it was last answered with effect, in seconds since 1970; 0 where nothing is logged."""
        return max((review.at for review in self.reviews if review.kind != 3), default=0) // 1000


@dataclass(frozen=True, slots=True)
class Calendar:
    """Where days begin: Anki counts them from ``start``, at ``rollover`` o'clock in the zone of the learner."""

    zone: tzinfo
    rollover: int

    START = date(2025, 1, 1)

    @property
    def start(self) -> datetime:
        """The beginning of day 0."""
        return datetime(self.START.year, self.START.month, self.START.day, self.rollover, tzinfo=self.zone)

    def number(self, day: date) -> int:
        """The days from day 0 to ``day``."""
        return (day - self.START).days


@dataclass(frozen=True, slots=True)
class Learner:
    """Whose schedule goes along: what is known of each card, and where days begin."""

    schedule: Callable[[Card], Schedule | None]
    calendar: Calendar


def schedules_of(store: Reader) -> Callable[[Card], Schedule | None]:
    """The schedule of each card that is asked for; None where it is new. Raises DatabaseProblem.

    The variants of a generator share their memory here: the first of them carries it, the others are new in Anki.
    """
    parameters, items = store.parameters(), store.items()
    carried: set[str] = set()

    def schedule(card: Card) -> Schedule | None:
        made = card.question.id
        if made.item not in items:
            return None
        band = band_of(made.level)
        state = next((state for state in store.cards_of(made.item) if state.key.band == band), None)
        if state is None or str(state.key) in carried:
            return None
        carried.add(str(state.key))
        history = [one for one in store.history(made.item) if not one.undone and CardKey.of(one.attempt) == state.key]
        return Schedule(state, items[made.item].suspended, parameters, _reviews(history))

    return schedule


def _reviews(history: list[LoggedAttempt]) -> tuple[Review, ...]:
    reviews: list[Review] = []
    before, last_day = 0, None
    for logged in history:
        interval = logged.interval if logged.interval is not None else before
        scheduled = logged.attempt.scheduled
        kind = 3 if not scheduled else 1 if last_day is not None and logged.day > last_day else 0
        milliseconds = min(max(logged.attempt.elapsed_ms, 0), LONGEST_MILLISECONDS)
        at = (logged.at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
        reviews.append(Review(at, int(logged.rating), interval, before, milliseconds, kind))
        if scheduled:
            before, last_day = interval, logged.day
    return tuple(reviews)
