"""The memory model: FSRS-6, in whole learner-days.

The engine is Anki's own (fsrs-rs). It takes nonsense silently (a rating of 7, a retention of 1.5), so everything is
checked here first. It is fed with whole days: in 24-hour blocks an answer at 23:00 and one at 08:00 would be "the
same day".
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from quizzer.scheduling.ratings import Rating

if TYPE_CHECKING:
    import fsrs_rs_python as fsrs

LONGEST_DAYS = 36_500
"""No stability and no interval is longer: a hundred years."""

NUMBER_OF_WEIGHTS = 21


@dataclass(frozen=True, slots=True)
class MemoryState:
    """What is known of one memory: ``stability`` in days until recall falls to 90 %, ``difficulty`` from 1 to 10."""

    stability: float
    difficulty: float


@dataclass(frozen=True, slots=True)
class Parameters:
    """What the model is run with: 21 weights, the share (0 to 1) to be recalled when due, and a ``tag`` for the two.

    ValueError for a retention that is not between 0 and 1 and for anything but 21 finite weights.
    """

    tag: str
    weights: tuple[float, ...]
    retention: float = 0.9

    def __post_init__(self) -> None:
        if not 0 < self.retention < 1:
            raise ValueError(f"a retention of {self.retention} is not between 0 and 1")
        if len(self.weights) != NUMBER_OF_WEIGHTS or not all(map(math.isfinite, self.weights)):
            raise ValueError(f"FSRS-6 has {NUMBER_OF_WEIGHTS} finite weights, not {self.weights}")

    def wanting(self, retention: float) -> Parameters:
        """The same weights with another share, 0 to 1, to be recalled. ValueError as above."""
        return replace(self, tag=f"{self.tag.partition('@')[0]}@{retention:g}", retention=retention)


DEFAULT_PARAMETERS = Parameters(
    "fsrs-6",
    (
        *(0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629),
        *(1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542),
    ),
)
"""The weights that both FSRS libraries begin with; written out, so that no later one changes what the tag means."""


def review(
    state: MemoryState | None, rating: Rating, elapsed_days: int, parameters: Parameters = DEFAULT_PARAMETERS
) -> tuple[MemoryState, int]:
    """The memory after a review, and the days (1 to 36,500) until recall falls to the desired retention.

    ``state`` is None at the first review, where ``elapsed_days`` has no effect; 0 days means again on the same day.
    ValueError for a rating that is none and for negative days.
    """
    rating = Rating(rating)
    if elapsed_days < 0:
        raise ValueError(f"{elapsed_days} days cannot have passed")
    import fsrs_rs_python as fsrs  # the faces import this module long before they need the engine

    before = None if state is None else fsrs.MemoryState(state.stability, state.difficulty)
    after = _engine(parameters.weights).next_states(before, parameters.retention, elapsed_days)
    if rating is Rating.AGAIN:
        chosen = after.again
    elif rating is Rating.HARD:
        chosen = after.hard
    else:
        chosen = after.good if rating is Rating.GOOD else after.easy
    memory = MemoryState(min(chosen.memory.stability, float(LONGEST_DAYS)), chosen.memory.difficulty)
    return memory, min(max(round(chosen.interval), 1), LONGEST_DAYS)


def recall(stability: float, elapsed_days: int, parameters: Parameters = DEFAULT_PARAMETERS) -> float:
    """The share, 0 to 1, that the model expects to be recalled ``elapsed_days`` after the last review."""
    decay = parameters.weights[20]
    factor = 0.9 ** (-1 / decay) - 1
    return float((1 + factor * max(elapsed_days, 0) / stability) ** -decay)


@lru_cache(maxsize=16)
def _engine(weights: tuple[float, ...]) -> fsrs.FSRS:
    import fsrs_rs_python as fsrs

    return fsrs.FSRS(list(weights))
