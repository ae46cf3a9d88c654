"""The memory model: FSRS-6 with its default parameters, in whole learner-days.

The engine is Anki's own (fsrs-rs). It takes nonsense silently (a rating of 7, a retention of 1.5), so everything is
checked here first. It is fed with whole days: in 24-hour blocks an answer at 23:00 and one at 08:00 would be "the
same day".
"""

from __future__ import annotations

from dataclasses import dataclass

import fsrs_rs_python as fsrs

from quizzer.scheduling.ratings import Rating

LONGEST_DAYS = 36_500
"""No stability and no interval is longer: a hundred years."""

_MODEL = fsrs.FSRS(list(fsrs.DEFAULT_PARAMETERS))


@dataclass(frozen=True, slots=True)
class MemoryState:
    """What is known of one memory: ``stability`` in days until recall falls to 90 %, ``difficulty`` from 1 to 10."""

    stability: float
    difficulty: float


def review(
    state: MemoryState | None, rating: Rating, elapsed_days: int, retention: float = 0.9
) -> tuple[MemoryState, int]:
    """The memory after a review, and the days (1 to 36,500) until recall falls to ``retention``.

    ``state`` is None at the first review, where ``elapsed_days`` has no effect; 0 days means again on the same day.
    ValueError for a rating that is none, for negative days, and for a retention that is not between 0 and 1.
    """
    rating = Rating(rating)
    if elapsed_days < 0:
        raise ValueError(f"{elapsed_days} days cannot have passed")
    if not 0 < retention < 1:
        raise ValueError(f"a retention of {retention} is not between 0 and 1")
    before = None if state is None else fsrs.MemoryState(state.stability, state.difficulty)
    after = _MODEL.next_states(before, retention, elapsed_days)
    chosen = {
        Rating.AGAIN: after.again,
        Rating.HARD: after.hard,
        Rating.GOOD: after.good,
        Rating.EASY: after.easy,
    }[rating]
    memory = MemoryState(min(chosen.memory.stability, float(LONGEST_DAYS)), chosen.memory.difficulty)
    return memory, min(max(round(chosen.interval), 1), LONGEST_DAYS)
