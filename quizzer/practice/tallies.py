"""Sums of answers, and the shares that follow from them: no face computes a share anywhere else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizzer.progress.reading import DayFigures


CAREFUL = 4


@dataclass(frozen=True, slots=True)
class Tally:
    """What some attempts, none of them undone, add up to.

    ``partial`` are partly right, ``gave_up`` are "don't know"; both are not ``correct``. ``reviews`` are attempts at a
    card after a night or more, within the schedule; ``remembered`` are those of them that were rated hard or better in
    the end; ``predicted`` is the sum of the recall that the model predicted before each review.
    """

    attempts: int = 0
    correct: int = 0
    partial: int = 0
    gave_up: int = 0
    elapsed_ms: int = 0
    reviews: int = 0
    remembered: int = 0
    predicted: float = 0.0

    @classmethod
    def of(cls, one: DayFigures) -> Tally:
        """Daily figures, or a sum of them."""
        return cls(
            one.attempts,
            one.correct,
            one.partial,
            one.gave_up,
            one.elapsed_ms,
            one.reviews,
            one.remembered,
            one.predicted,
        )

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.attempts + other.attempts,
            self.correct + other.correct,
            self.partial + other.partial,
            self.gave_up + other.gave_up,
            self.elapsed_ms + other.elapsed_ms,
            self.reviews + other.reviews,
            self.remembered + other.remembered,
            self.predicted + other.predicted,
        )

    @property
    def right(self) -> float | None:
        """The share of the attempts that were right; None without attempts."""
        return self.correct / self.attempts if self.attempts else None

    @property
    def seconds(self) -> float | None:
        """Mean seconds from question to answer; None without attempts."""
        return self.elapsed_ms / self.attempts / 1000 if self.attempts else None

    @property
    def retention(self) -> float | None:
        """True retention: the share of the reviews that were remembered; None without reviews."""
        return self.remembered / self.reviews if self.reviews else None

    @property
    def expected(self) -> float | None:
        """The retention that the model predicted for the same reviews; None without reviews."""
        return self.predicted / self.reviews if self.reviews else None

    def careful(self, usual: float) -> float:
        """The share that was right, as if CAREFUL more attempts had gone as ``usual``: a few attempts tell little."""
        return (self.correct + CAREFUL * usual) / (self.attempts + CAREFUL)
