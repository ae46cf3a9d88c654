"""What crosses the border of this room. Nothing here needs a database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from quizzer.questions.verdict import Outcome
from quizzer.scheduling.ratings import Rating


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One graded answer.

    ``question_id`` replays the question. ``score`` is 0 to 1. ``given`` is the text as typed and ``read_as`` how it
    was understood. ``misconception`` is the id of the slip that the answer shows. ``gave_up`` tells "don't know",
    which counts as incorrect, from a wrong answer.
    """

    question_id: str
    item: str
    version: int
    form: str = "forward"
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


@dataclass(frozen=True, slots=True)
class Recorded:
    """An attempt that is on disk: its event, the day its card comes back, and whether that card is new."""

    event_id: str
    due: date
    first_time: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures of the home screen. Undone attempts do not count."""

    attempts: int
    correct: int
    cards: int
    due: int
