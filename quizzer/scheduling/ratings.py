"""The rating that an outcome deserves. A wrong answer is never more than AGAIN; EASY is only the learner's to give."""

from __future__ import annotations

from enum import IntEnum

from quizzer.questions.verdict import Outcome


class Rating(IntEnum):
    """How well an item was remembered, in the numbers of FSRS."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


def rating_of(outcome: Outcome, hints_used: int) -> Rating:
    """The rating of an attempt. ValueError for an invalid answer, which is asked again and never rated."""
    if outcome is Outcome.INVALID:
        raise ValueError("an invalid answer is no attempt")
    if outcome is not Outcome.CORRECT:
        return Rating.AGAIN
    return Rating.HARD if hints_used > 0 else Rating.GOOD
