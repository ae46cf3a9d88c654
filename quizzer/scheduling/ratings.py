"""The rating that an answer deserves, from verdict and hints; time never counts.

A wrong answer is never more than AGAIN; EASY is only the learner's to give.
"""

from __future__ import annotations

from enum import IntEnum

from quizzer.questions.verdict import Outcome

RECOGNISED = frozenset({"choice", "truth_reason", "spot_error", "matching"})
"""Answer kinds where the right answer is on the screen: recognising it is never easy."""


class Rating(IntEnum):
    """How well an item was remembered, in the numbers of FSRS."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


def rating_of(outcome: Outcome, hints_used: int, *, slight: bool = False) -> Rating:
    """The rating of an attempt. ``slight`` tells a slip of one axis or of notation from one of understanding.

    ValueError for an invalid answer, which is asked again and never rated.
    """
    if outcome is Outcome.INVALID:
        raise ValueError("an invalid answer is no attempt")
    if outcome is Outcome.PARTIAL and slight:
        return Rating.HARD
    if outcome is not Outcome.CORRECT:
        return Rating.AGAIN
    return Rating.HARD if hints_used > 0 else Rating.GOOD


def may_be_easy(outcome: Outcome, answer_kind: str, *, typed: bool, hints_used: int) -> bool:
    """Whether the learner may call an answer easy: it was right, typed, and came without help."""
    return outcome is Outcome.CORRECT and typed and hints_used == 0 and answer_kind not in RECOGNISED


def may_be_lucky(outcome: Outcome) -> bool:
    """Whether the learner may call an answer a lucky guess, which counts as not known."""
    return outcome is Outcome.CORRECT
