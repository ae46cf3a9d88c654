"""What crosses the border to the database: an attempt going in, and what was decided about it coming back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from quizzer.questions.verdict import Outcome
from quizzer.scheduling.ratings import Rating


@dataclass(frozen=True, slots=True)
class Attempt:
    """One graded answer. ``elapsed_ms`` is the time from showing the question to its verdict."""

    question_id: str
    item: str
    version: int
    level: int
    topic: str
    outcome: Outcome
    score: float
    rating: Rating
    given: str
    read_as: str
    misconception: str | None
    hints_used: int
    elapsed_ms: int
    gave_up: bool
    form: str = "forward"


@dataclass(frozen=True, slots=True)
class Recorded:
    """An attempt that is on disk: the id of its event and the day on which its card is due."""

    event_id: str
    due: date
    first_time: bool
