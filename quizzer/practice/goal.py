"""The day of an interview, the minutes until then, and how the learner goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from quizzer.practice.lookup import REVIEW_STAGES
from quizzer.scheduling.planning import FARTHEST_DAYS, Pace

if TYPE_CHECKING:
    from quizzer.practice.preferences import Preferences
    from quizzer.progress.reading import DayFigures
    from quizzer.progress.store import Store

READING_SECONDS = 10.0
"""So long a verdict is read; the log holds only the time until the answer."""
PACE_DAYS = 90
"""The pace is that of so many days."""
MOST_MINUTES = 240
"""Nobody is advised to practise longer a day."""
USUAL_COUNTS = 20
"""The usual pace counts as much as so many answers."""


@dataclass(frozen=True, slots=True)
class Goal:
    """An interview on the learner-day ``day``, prepared with ``minutes`` a day; ``where`` selects what it is about."""

    day: date
    minutes: int
    where: str = ""

    def reached_from(self, today: date) -> bool:
        """Whether there is a plan ``today``: the day has not passed and is not too far."""
        return 0 <= (self.day - today).days <= FARTHEST_DAYS


class DayRefused(ValueError):
    """A day that cannot be planned to; ``reason`` is "date" for what is none, "past" for one that has passed."""

    def __init__(self, reason: str, given: str) -> None:
        super().__init__(f"{reason}: {given}")
        self.reason = reason
        self.given = given


def day_wished(given: str, today: date) -> date:
    """The day that ``given`` names, from ``today`` on. Raises :class:`DayRefused`."""
    try:
        day = date.fromisoformat(given.strip())
    except ValueError:
        raise DayRefused("date", given) from None
    if day < today:
        raise DayRefused("past", day.isoformat())
    return day


def goal_of(preferences: Preferences) -> Goal | None:
    """The interview that the learner prepares for; None where there is none."""
    if preferences.interview_on is None:
        return None
    return Goal(preferences.interview_on, preferences.minutes_per_day, preferences.plan_where)


def pace_of(store: Store, today: date) -> Pace:
    """How the learner went in the PACE_DAYS up to ``today``, near the usual where little is known. DatabaseProblem."""
    stages = store.totals("stage", today - timedelta(days=PACE_DAYS), today)
    usual, first = Pace(), stages.get("new")
    begun, right = (first.attempts, first.correct) if first else (0, 0)
    return Pace(
        _seconds(usual.new, stages, "new"),
        _seconds(usual.review, stages, *REVIEW_STAGES),
        _seconds(usual.repeat, stages, "repeat"),
        (usual.first_right * USUAL_COUNTS + right) / (USUAL_COUNTS + begun),
    )


def _seconds(usual: float, stages: Mapping[str, DayFigures], *names: str) -> float:
    found = [stages[name] for name in names if name in stages]
    attempts = sum(one.attempts for one in found)
    return (usual * USUAL_COUNTS + sum(map(_took, found))) / (USUAL_COUNTS + attempts)


def seconds_spent(store: Store, today: date) -> float:
    """How long was practised today, with reading. DatabaseProblem."""
    return sum(map(_took, store.totals("all", today, today).values()))


def _took(figures: DayFigures) -> float:
    return figures.elapsed_ms / 1000 + READING_SECONDS * figures.attempts
