"""Days in a row. Apart from the rest of the statistics, for Home shows it before they are imported."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Streak:
    """Days in a row with at least one attempt: up to today, or up to yesterday while today has none; and the most."""

    current: int
    longest: int


def streak(days: Iterable[date], today: date) -> Streak:
    """The streaks of the ``days`` on which there was an attempt."""
    longest = current = 0
    before: date | None = None
    for day in sorted(day for day in days if day <= today):
        current = current + 1 if before is not None and day - before == timedelta(days=1) else 1
        longest, before = max(longest, current), day
    return Streak(current if before is not None and (today - before).days <= 1 else 0, longest)
