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
    which counts as incorrect, from a wrong answer. ``answer_kind`` is number, choice and so on; ``typed`` is False
    where options were shown. ``confidence``, 1 to 3, was said before the answer, if at all. ``scheduled`` is False in
    a cram, which leaves the schedule alone.
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
    answer_kind: str = ""
    typed: bool = True
    confidence: int | None = None
    scheduled: bool = True


@dataclass(frozen=True, slots=True)
class Recorded:
    """An attempt, or a change of its rating, that is on disk.

    ``due`` is the day its card comes back, ``interval`` the days until then, ``fuzz`` by how many days that is off the
    model's own interval; all None in a cram. ``first_time`` tells whether the card is new. ``recall``, 0 to 1, was
    predicted before the answer; None for a new card.
    """

    event_id: str
    due: date | None
    first_time: bool
    interval: int | None = None
    fuzz: int | None = None
    recall: float | None = None


@dataclass(frozen=True, slots=True)
class Undone:
    """An event that was taken back: its id and kind, the item it is about, and the attempt if it was one."""

    event_id: str
    kind: str
    item: str | None
    attempt: Attempt | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures of the home screen. Undone attempts do not count; suspended cards are never due."""

    attempts: int
    correct: int
    cards: int
    due: int
