"""A session: it asks, grades, records and sums up. Clock, store and choice of questions are given to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from quizzer.bank.loading import Bank
from quizzer.generators.making import make_question
from quizzer.generators.options import answer_behind, options_of
from quizzer.grading.grade import grade
from quizzer.practice.two_slips import name_two_slips
from quizzer.progress.attempts import Attempt, Recorded
from quizzer.questions.question import Choice, Question, QuestionId
from quizzer.questions.text import Text
from quizzer.questions.verdict import Outcome, Verdict
from quizzer.scheduling.learner_day import learner_day
from quizzer.scheduling.ratings import rating_of

Now = Callable[[], datetime]
"""The clock: an aware moment in the learner's zone."""


class AttemptStore(Protocol):
    """Where attempts go. When ``record`` returns, the attempt is on disk."""

    def begin_session(self, kind: str, at: datetime, details: dict[str, object]) -> str: ...

    def end_session(self, session_id: str, at: datetime) -> None: ...

    def record(self, attempt: Attempt, session_id: str | None, at: datetime) -> Recorded: ...

    def undo_last(self, session_id: str, at: datetime) -> Attempt | None: ...


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer with its verdict. ``due`` is the day the item is next due; None for an invalid answer."""

    question: Question
    typed: str
    verdict: Verdict
    due: date | None = None
    gave_up: bool = False


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


@dataclass
class Session:
    """One sitting of ``count`` graded questions (None: without end) drawn from ``questions``.

    ``question`` is the one to answer. After a verdict it stays until :meth:`advance`; ``finished`` says that the
    count is reached. Nothing needs to be saved at the end: each attempt is durable when its verdict is returned.
    """

    bank: Bank
    questions: Iterator[QuestionId]
    store: AttemptStore
    now: Now
    count: int | None = 10
    kind: str = "quiz"
    answered: list[Answered] = field(default_factory=list)
    hints_shown: int = 0
    options_shown: tuple[Choice, ...] = ()

    def __post_init__(self) -> None:
        self.id = self.store.begin_session(self.kind, self.now(), {"count": self.count})
        self._ask_next()

    @property
    def number(self) -> int:
        """The number of the current question, from 1; skipped ones do not count."""
        return len(self.answered) + (0 if self.is_answered else 1)

    @property
    def today(self) -> date:
        """The learner-day that it is now."""
        return learner_day(self.now())

    @property
    def is_answered(self) -> bool:
        """Whether the current question has its verdict."""
        return bool(self.answered) and self.answered[-1].question is self.question

    @property
    def finished(self) -> bool:
        """Whether all questions of the session are graded."""
        return self.count is not None and len(self.answered) >= self.count

    def answer(self, typed: str) -> Answered:
        """Grade ``typed``. An attempt is on disk when this returns; an invalid answer changes nothing.

        Raises DatabaseProblem; then the answer does not count and may be given again.
        """
        if self.options_shown:
            typed = answer_behind(self.question, self.options_shown, typed) or typed
        verdict = name_two_slips(self.bank, self.question, grade(self.question, typed), typed)
        if not verdict.is_attempt:
            return Answered(self.question, typed, verdict)
        return self._record(typed, verdict, gave_up=False)

    def give_up(self) -> Answered:
        """ "Don't know": recorded as incorrect, so that the item comes back soon. Raises DatabaseProblem."""
        return self._record("", Verdict(Outcome.INCORRECT, 0.0, ""), gave_up=True)

    def hint(self) -> Text | None:
        """The next hint of the current question, or None when there is no further one."""
        if self.hints_shown >= len(self.question.hints):
            return None
        self.hints_shown += 1
        return self.question.hints[self.hints_shown - 1]

    def options(self) -> tuple[Choice, ...]:
        """Show the question as a choice: from now on a letter answers it too. None where too few slips differ."""
        self.options_shown = options_of(self.question)
        return self.options_shown

    def skip(self) -> None:
        """Put another question in the place of the current one; nothing is recorded."""
        self._ask_next()

    def advance(self) -> None:
        """Go on to the next question."""
        self._ask_next()

    def undo(self) -> Answered | None:
        """Take back the last answer of this session and ask its question again. Raises DatabaseProblem."""
        if not self.answered or self.store.undo_last(self.id, self.now()) is None:
            return None
        taken_back = self.answered.pop()
        self.question = taken_back.question
        self._start()
        return taken_back

    def finish(self) -> Summary:
        """End the session, early or not, and sum it up. Raises DatabaseProblem."""
        self.store.end_session(self.id, self.now())
        return self.summary()

    def summary(self) -> Summary:
        """What the session came to so far."""
        slips = Counter(a.verdict.slip_id for a in self.answered if a.verdict.slip_id)
        return Summary(tuple(self.answered), tuple(slips.most_common()))

    def _ask_next(self) -> None:
        self.question = make_question(self.bank, next(self.questions))
        self._start()

    def _start(self) -> None:
        self.hints_shown = 0
        self.options_shown = ()
        self._asked_at = self.now()

    def _record(self, typed: str, verdict: Verdict, *, gave_up: bool) -> Answered:
        moment = self.now()
        attempt = attempt_of(
            self.question,
            typed,
            verdict,
            hints_used=self.hints_shown,
            elapsed_ms=max(0, int((moment - self._asked_at).total_seconds() * 1000)),
            gave_up=gave_up,
            options_shown=bool(self.options_shown),
        )
        recorded = self.store.record(attempt, self.id, moment)
        answered = Answered(self.question, typed, verdict, recorded.due, gave_up)
        self.answered.append(answered)
        return answered


def attempt_of(
    question: Question,
    typed: str,
    verdict: Verdict,
    *,
    hints_used: int = 0,
    elapsed_ms: int = 0,
    gave_up: bool = False,
    options_shown: bool = False,
) -> Attempt:
    """What is kept of a graded answer."""
    return Attempt(
        question_id=str(question.id),
        item=question.id.item,
        version=question.id.version,
        level=question.id.level,
        topic=question.topic,
        outcome=verdict.outcome,
        score=verdict.score,
        rating=rating_of(verdict.outcome, hints_used),
        given=typed,
        read_as=verdict.read_as,
        misconception=verdict.slip_id,
        hints_used=hints_used,
        elapsed_ms=elapsed_ms,
        gave_up=gave_up,
        answer_kind=question.spec.kind,
        typed=not options_shown and question.spec.kind != "choice",
    )
