"""What grading says of an answer. Reasons are codes with values; the faces put them into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from quizzer.questions.question import Choice, Misconception
from quizzer.questions.text import Text


class Outcome(StrEnum):
    """How an answer was judged. INVALID could not be read: it is asked again and never an attempt."""

    CORRECT = "correct"
    PARTIAL = "partial"
    INCORRECT = "incorrect"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, as a code of the wording with its values; ``position`` points into the typed text for a caret."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of one answer.

    ``score`` is 0 to 1. ``read_as`` is how the answer was understood, free of control characters.
    ``misconception`` names the slip whose answer this is, ``together`` two that lead to it only at once.
    ``parts`` are the verdicts on the parts of a question that has several.
    ``chosen`` are the wrong options that were picked, ``feedback`` what they or a near miss of a blank say.
    """

    outcome: Outcome
    score: float
    read_as: str
    reason: Reason | None = None
    misconception: Misconception | None = None
    together: tuple[Misconception, ...] = ()
    parts: tuple[Verdict, ...] = ()
    chosen: tuple[Choice, ...] = ()
    feedback: tuple[Text, ...] = ()
    slip_id: str | None = None

    @property
    def is_attempt(self) -> bool:
        """Whether the answer counts: everything but an invalid one."""
        return self.outcome is not Outcome.INVALID


def invalid(code: str, position: int | None = None, **values: str) -> Verdict:
    """The verdict on an answer that cannot be read."""
    return Verdict(Outcome.INVALID, 0.0, "", Reason(code, values, position))
