"""The statistics: every figure of the screen, of ``quizzer stats`` and of its JSON.

All of it follows from the log: from the daily figures, which are sums over the log that ``db check`` verifies, and
from the due days of the cards. ``docs/statistics.md`` says the same for learners. Days are learner-days; what was
undone never counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from quizzer.practice.calibration import Calibration, calibration
from quizzer.practice.learning import Mastery, Mended, mastery, mended
from quizzer.practice.streaks import Streak, streak
from quizzer.practice.tallies import Tally

if TYPE_CHECKING:
    from quizzer.progress.reading import DayFigures
    from quizzer.progress.store import Store

FORECAST_DAYS = 30
DAYS_SHOWN = 30
WEEKS_SHOWN = 12
MONTHS_SHOWN = 12
YEAR_WEEKS = 53
"""A year touches so many weeks."""

PERIODS: tuple[int | None, ...] = (30, 90, 365, None)
"""Over how many days, today among them, topics, slips, times and calibration are counted; None is everything."""


@dataclass(frozen=True, slots=True)
class Load:
    """What is to be asked: ``overdue`` before today, ``today``, and on each of the FORECAST_DAYS from today on.

    A card counts on the day on which it may be asked; suspended cards never do, buried ones on the day they return.
    The forecast is of what is scheduled by now: answers to come will add to it.
    """

    overdue: int
    days: tuple[tuple[date, int], ...]

    @property
    def today(self) -> int:
        """The cards whose day is today."""
        return self.days[0][1]

    @property
    def due(self) -> int:
        """All that may be asked today."""
        return self.overdue + self.today


@dataclass(frozen=True, slots=True)
class Retention:
    """Reviews day by day, week by week (from Monday) and month by month, each with its first day, up to today.

    ``young`` and ``mature`` are those of the period after an interval of less than 21 days, and of 21 days or more.
    ``target`` is the share at which cards are to come back.
    """

    target: float
    days: tuple[tuple[date, Tally], ...]
    weeks: tuple[tuple[date, Tally], ...]
    months: tuple[tuple[date, Tally], ...]
    young: Tally
    mature: Tally


@dataclass(frozen=True, slots=True)
class Slip:
    """A misconception, how often it showed, and the last day on which it did."""

    misconception: str
    times: int
    last_day: date


@dataclass(frozen=True, slots=True)
class Statistics:
    """Everything. ``days`` is the period; what is not of the period says so.

    ``attempts`` and ``ever`` are of all time, ``period`` sums up the period; ``confidence`` goes by 1 (a guess) to 3
    (sure); ``year`` holds the attempts of every day from the Monday 52 weeks ago to today; mastery is of all time.
    """

    today: date
    days: int | None
    attempts: int
    cards: int
    load: Load
    ever: Tally
    period: Tally
    answered_today: Tally
    retention: Retention
    calibration: Calibration
    confidence: Mapping[int, Tally]
    topics: Mapping[str, Tally]
    kinds: Mapping[str, Tally]
    levels: Mapping[int, Tally]
    slips: tuple[Slip, ...]
    mended: tuple[Mended, ...]
    streak: Streak
    year: tuple[tuple[date, int], ...]
    mastery: Mapping[str, Mastery]

    @property
    def mastered(self) -> Mastery:
        """The mastery of all topics together."""
        return sum(self.mastery.values(), Mastery())


def statistics_of(store: Store, today: date, days: int | None = PERIODS[0]) -> Statistics:
    """The statistics on the learner-day ``today``, over a period of ``days``. DatabaseProblem."""
    first = _first_of(today, days)

    def along(dimension: str) -> dict[str, DayFigures]:
        return store.totals(dimension, first, today)

    by_day = {one.day: Tally.of(one) for one in store.figures("all")}
    ever = sum(by_day.values(), Tally())
    slips = [Slip(name, one.attempts, one.day) for name, one in along("misconception").items()]
    stages = along("stage")
    return Statistics(
        today=today,
        days=days,
        attempts=ever.attempts,
        cards=store.counts(today).cards,
        load=_load(store, today),
        ever=ever,
        period=sum((tally for day, tally in by_day.items() if first <= day <= today), Tally()),
        answered_today=by_day.get(today, Tally()),
        retention=_retention(by_day, today, stages, store.parameters().retention),
        calibration=calibration((int(place), Tally.of(one)) for place, one in along("recall").items()),
        confidence={int(said): tally for said, tally in _tallies(along("confidence"))},
        topics=dict(_tallies(along("topic"))),
        kinds=dict(_tallies(along("kind"))),
        levels={int(level): tally for level, tally in _tallies(along("level"))},
        slips=tuple(sorted(slips, key=lambda one: (-one.times, one.misconception))),
        mended=tuple(mended(store, today)),
        streak=streak(by_day, today),
        year=tuple(
            (day, by_day.get(day, Tally()).attempts)
            for day in _each_day(_monday(today) - timedelta(weeks=YEAR_WEEKS - 1), today)
        ),
        mastery=mastery(store),
    )


def _first_of(today: date, days: int | None) -> date:
    return date.min if days is None else today - timedelta(days=days - 1)


def _tallies(found: Mapping[str, DayFigures]) -> Iterator[tuple[str, Tally]]:
    return ((value, Tally.of(one)) for value, one in sorted(found.items()))


def _load(store: Store, today: date) -> Load:
    last = today + timedelta(days=FORECAST_DAYS - 1)
    found = store.due_by_day(date.min, last)
    overdue = sum(number for day, number in found.items() if day < today)
    return Load(overdue, tuple((day, found.get(day, 0)) for day in _each_day(today, last)))


def _retention(by_day: Mapping[date, Tally], today: date, stages: Mapping[str, DayFigures], target: float) -> Retention:
    days = list(_each_day(today - timedelta(days=DAYS_SHOWN - 1), today))
    weeks = [_monday(today) - timedelta(weeks=back) for back in range(WEEKS_SHOWN - 1, -1, -1)]
    months = [_month(today, back) for back in range(MONTHS_SHOWN - 1, -1, -1)]
    young, mature = (Tally.of(stages[stage]) if stage in stages else Tally() for stage in ("young", "mature"))
    by_days, by_weeks, by_months = (_reviews_in(by_day, starts, today) for starts in (days, weeks, months))
    return Retention(target, by_days, by_weeks, by_months, young, mature)


def _reviews_in(by_day: Mapping[date, Tally], starts: list[date], today: date) -> tuple[tuple[date, Tally], ...]:
    """What was answered from each start up to the next one, the last up to ``today``."""
    ends = [*(start - timedelta(days=1) for start in starts[1:]), today]
    return tuple((start, _sum(by_day, start, end)) for start, end in zip(starts, ends, strict=True))


def _sum(by_day: Mapping[date, Tally], first: date, last: date) -> Tally:
    total = Tally()
    for day in _each_day(first, last):
        if day in by_day:
            total += by_day[day]
    return total


def _each_day(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month(today: date, back: int) -> date:
    """The first day of the month ``back`` months before that of ``today``."""
    year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
    return date(year, month + 1, 1)
