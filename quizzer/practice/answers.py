"""What passes between a session, its store, its queue and the faces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from quizzer.progress.attempts import Attempt, Recorded, Undone
from quizzer.progress.cards import CardKey, CardState, ItemState
from quizzer.questions.question import Question, QuestionId
from quizzer.questions.verdict import Outcome, Verdict
from quizzer.scheduling.ratings import Rating

LONGEST_ANSWER = timedelta(minutes=15)
"""More than this no answer takes; the clock jumped, the lid was closed or the learner away."""


class AttemptStore(Protocol):
    """Where attempts and decisions go. When a method returns, what it was given is on disk.

    ``rollover_hours`` is how long after midnight the learner's day begins.
    """

    rollover_hours: int

    def begin_session(self, kind: str, at: datetime, details: dict[str, object]) -> str: ...

    def end_session(self, session_id: str, at: datetime) -> None: ...

    def keep_session(self, session_id: str, left: Mapping[str, object]) -> None: ...

    def record(
        self, attempt: Attempt, session_id: str | None, at: datetime, *, at_most_days: int | None = None
    ) -> Recorded: ...

    def rerate(
        self,
        event_id: str,
        rating: Rating,
        at: datetime,
        session_id: str | None = None,
        *,
        at_most_days: int | None = None,
    ) -> Recorded: ...

    def suspend(self, item: str, at: datetime, session_id: str | None = None) -> str: ...

    def bury(self, item: str, until: date, at: datetime, session_id: str | None = None) -> str: ...

    def flag(self, item: str, reason: str, at: datetime, session_id: str | None = None) -> str: ...

    def decide_key(self, item: str, version: int, keep: bool, at: datetime, session_id: str | None = None) -> str: ...

    def undo(self, at: datetime, number: int = 1, session_id: str | None = None) -> list[Undone]: ...

    def card(self, key: CardKey) -> CardState | None: ...

    def item(self, item: str) -> ItemState | None: ...


class Listener(Protocol):
    """What chooses the questions hears how they went."""

    @property
    def left(self) -> int | None:
        """How many questions are still to come; None: without end."""

    @property
    def again(self) -> Sequence[QuestionId]:
        """The questions that come back after others, in their order."""

    def similar(self, asked: QuestionId) -> QuestionId | None:
        """Another question like one that was asked; None where it did not come from here."""

    def rated(self, item: str, rating: Rating) -> None:
        """The question of ``item`` that was asked last has this rating; a later word replaces an earlier one."""

    def dropped(self, item: str) -> None:
        """``item`` is not to be asked any more."""

    def taken_back(self, item: str) -> None:
        """The last answer to ``item`` does not count."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer with its verdict.

    ``due`` is the day the item is next due; None for an invalid answer and in a cram. ``attempt`` is what was
    recorded; None for an invalid answer. ``rating`` is the learner's own where it was changed. ``leech`` tells that
    the item was forgotten once too often and is suspended from now on.
    """

    question: Question
    typed: str
    verdict: Verdict
    due: date | None = None
    gave_up: bool = False
    event_id: str = ""
    attempt: Attempt | None = None
    sure_and_wrong: bool = False
    leech: bool = False
    rating: Rating | None = None

    @property
    def minutes_at_most(self) -> int:
        """The minutes that are counted where more passed before the answer; 0 where it came sooner."""
        capped = self.attempt is not None and self.attempt.elapsed_ms >= LONGEST_ANSWER.total_seconds() * 1000
        return int(LONGEST_ANSWER.total_seconds() // 60) if capped else 0


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What an undo took back: the kind of event and its item.

    ``question`` is asked again; None for a decision, and for an answer of ``earlier`` sessions that cannot be asked
    as it was any more.
    """

    kind: str
    item: str | None
    question: Question | None = None
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """What a session came to. ``slips`` counts the misconceptions that showed, most frequent first."""

    answered: tuple[Answered, ...]
    slips: tuple[tuple[str, int], ...]

    def count(self, outcome: Outcome) -> int:
        """How many answers had ``outcome``."""
        return sum(answer.verdict.outcome is outcome for answer in self.answered)

    @property
    def missed(self) -> tuple[Answered, ...]:
        """The answers that were not right, in the order in which they were given."""
        return tuple(a for a in self.answered if a.verdict.outcome is not Outcome.CORRECT)


def summary_of(answered: Sequence[Answered]) -> Summary:
    """What ``answered`` comes to."""
    slips = Counter(a.verdict.slip_id for a in answered if a.verdict.slip_id)
    return Summary(tuple(answered), tuple(slips.most_common()))
