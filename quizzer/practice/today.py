"""Today at a glance, for Home and the end of a session.

It is read with the standard library alone, for SQLAlchemy takes as long to import as the first screen to paint; and
only from sums, heads of indexes and small tables, so that it costs the same however many cards there are. The figures
are those of the statistics, which the tests hold it against.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from quizzer.practice.streaks import streak
from quizzer.practice.tallies import Tally
from quizzer.progress.inspection import connect

WEEK_DAYS = 7
MONTH_DAYS = 30
WEAKEST = 2
FEWEST_ANSWERS = 3
"""A topic with fewer answers is not called weak."""
TIMED = 100
"""The median is that of so many answers, the latest ones."""
BUSY_SECONDS = 0.2
"""A first look does not wait long; whoever opens the database for good does."""


@dataclass(frozen=True, slots=True)
class Today:
    """The learner-day ``day``.

    ``attempts`` is the number ever; ``due`` counts the cards whose day has come and ``forecast`` those of each of the
    WEEK_DAYS after it. ``reviewed`` and ``begun`` are the reviews and new cards of today, ``seconds`` is the median
    time of the latest answers. ``week`` has the answers of each of the WEEK_DAYS up to today. ``weakest`` are topics
    with the tally of their MONTH_DAYS, ``slip`` the one that showed most often in these, and how often.
    """

    day: date
    attempts: int = 0
    due: int = 0
    forecast: tuple[int, ...] = (0,) * WEEK_DAYS
    seconds: float | None = None
    streak: int = 0
    week: tuple[Tally, ...] = (Tally(),) * WEEK_DAYS
    month: Tally = field(default_factory=Tally)
    weakest: tuple[tuple[str, Tally], ...] = ()
    slip: tuple[str, int] | None = None

    @property
    def answered(self) -> Tally:
        """The attempts of today."""
        return self.week[-1]

    @property
    def this_week(self) -> Tally:
        """The attempts of the last seven days."""
        return sum(self.week, Tally())

    def minutes(self, questions: int) -> int | None:
        """About how many whole minutes so many questions take; None where nothing tells."""
        return None if self.seconds is None or not questions else max(round(questions * self.seconds / 60), 1)


def today_in(path: Path, day: date) -> Today | None:
    """What the database at ``path`` has of the learner-day ``day``; nothing but the day where there is no file yet.

    None where it cannot be read like this (locked, damaged, of another version): opening it for good says why.
    """
    if not path.exists():
        return Today(day)
    try:
        with closing(connect(path, BUSY_SECONDS)) as connection:
            connection.execute("BEGIN")  # one state of the database throughout
            return _read(connection, day)
    except (sqlite3.Error, OSError, ValueError):
        return None


def _read(connection: sqlite3.Connection, day: date) -> Today:
    days = {date.fromisoformat(one): tally for one, tally in _tallies(connection, "day", "all", date.min, date.max)}
    month = (day - timedelta(days=MONTH_DAYS - 1), day)
    slips = [(slip, tally.attempts) for slip, tally in _tallies(connection, "value", "misconception", *month)]
    due, forecast = _due(connection, day)
    return Today(
        day,
        attempts=sum(tally.attempts for tally in days.values()),
        due=due,
        forecast=forecast,
        seconds=_median_seconds(connection),
        streak=streak(days, day).current,
        week=tuple(days.get(day - timedelta(days=back), Tally()) for back in range(WEEK_DAYS - 1, -1, -1)),
        month=sum((tally for one, tally in days.items() if month[0] <= one <= day), Tally()),
        weakest=_weakest(dict(_tallies(connection, "value", "topic", *month))),
        slip=min(slips, key=lambda one: (-one[1], one[0]), default=None),
    )


def _tallies(
    connection: sqlite3.Connection, by: str, dimension: str, first: date, last: date
) -> Iterator[tuple[str, Tally]]:
    """The daily figures along a dimension, added up by "day" or by "value". What was undone leaves nothing."""
    asked = (
        f"SELECT {by}, sum(attempts), sum(correct), sum(reviews), sum(remembered) FROM daily "  # noqa: S608
        f"WHERE dimension = ? AND day BETWEEN ? AND ? GROUP BY {by}"
    )
    for found, attempts, correct, reviews, remembered in connection.execute(
        asked, [dimension, first.isoformat(), last.isoformat()]
    ):
        if attempts:
            yield found, Tally(attempts=attempts, correct=correct, reviews=reviews, remembered=remembered)


def _due(connection: sqlite3.Connection, day: date) -> tuple[int, tuple[int, ...]]:
    """The cards whose day has come, and those of each day after."""
    days = [(day + timedelta(days=after)).isoformat() for after in range(WEEK_DAYS + 1)]
    [(due,)] = connection.execute("SELECT sum(cards) FROM due_days WHERE day <= ?", days[:1])
    found = dict(connection.execute("SELECT day, cards FROM due_days WHERE day > ? AND day <= ?", [days[0], days[-1]]))
    return due or 0, tuple(found.get(one, 0) for one in days[1:])


def _median_seconds(connection: sqlite3.Connection) -> float | None:
    asked = "SELECT elapsed_ms FROM events WHERE kind = 'attempt' ORDER BY seq DESC LIMIT ?"
    times = sorted(ms for (ms,) in connection.execute(asked, [TIMED]))
    return times[len(times) // 2] / 1000 if times else None


def _weakest(topics: Mapping[str, Tally]) -> tuple[tuple[str, Tally], ...]:
    """Those with the least share of right answers; one in which everything was right is not weak."""
    usual = sum(topics.values(), Tally()).right or 0.0
    found = [(t, one) for t, one in topics.items() if FEWEST_ANSWERS <= one.attempts > one.correct]
    return tuple(sorted(found, key=lambda pair: (pair[1].careful(usual), pair[0]))[:WEAKEST])
