"""A session: it asks, grades, records and sums up. Clock, store and choice of questions are given to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from quizzer.bank.conceptual_items import SpotErrorItem
from quizzer.bank.loading import Bank
from quizzer.bank.numeric_items import CaseItem, NumericItem
from quizzer.generators.making import make_question
from quizzer.generators.options import answer_behind, options_of
from quizzer.grading.grade import grade
from quizzer.grading.understanding import Understood, understood
from quizzer.practice.answers import LONGEST_ANSWER, Answered, AttemptStore, Listener, Summary, TakenBack, summary_of
from quizzer.practice.evidence import SURE, attempt_of
from quizzer.practice.resuming import replayed
from quizzer.practice.two_slips import name_two_slips
from quizzer.progress.attempts import Attempt, Recorded
from quizzer.progress.cards import CardKey
from quizzer.progress.problems import DatabaseProblem
from quizzer.questions.question import Choice, Question, QuestionId
from quizzer.questions.text import Text
from quizzer.questions.verdict import Outcome, Verdict
from quizzer.scheduling.learner_day import learner_day
from quizzer.scheduling.ratings import Rating, may_be_easy, may_be_lucky

__all__ = ["Answered", "AttemptStore", "Now", "Session", "Summary", "TakenBack"]

Now = Callable[[], datetime]
"""The clock: an aware moment in the learner's zone."""

CLAIM_SUCCESSES = 2
"""On so many days a wrong statement was seen through; from then on the item that teaches the right one is enough."""
LEECH_LAPSES = 8
"""An item forgotten so often is not asked any more until the learner wants it."""


@dataclass
class Session:
    """One sitting of ``count`` graded questions (None: without end) drawn from ``questions``.

    ``question`` is the one to answer. After a verdict it stays until :meth:`advance`; ``finished`` says that the
    count is reached, the time is over or nothing is left to ask. Nothing needs to be saved at the end: each attempt is
    durable when its verdict is returned. ``listener`` is told how each question went; ``scheduled`` is False in a
    cram, which leaves the schedule alone; ``waiting`` items are due and not asked today. A sitting that is taken up
    again has its ``id`` and what was ``answered``; a new one is begun with ``details``. StopIteration where there is no
    first question.
    """

    bank: Bank
    questions: Iterator[QuestionId]
    store: AttemptStore
    now: Now
    count: int | None = 10
    kind: str = "quiz"
    scheduled: bool = True
    minutes: float | None = None
    listener: Listener | None = None
    waiting: int = 0
    answered: list[Answered] = field(default_factory=list)
    hints_shown: int = 0
    options_shown: tuple[Choice, ...] = ()
    confidence: int | None = None
    id: str = ""
    details: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._waiting: list[Question] = []
        self._sure_and_wrong = {one.question.id.item for one in self.answered if one.sure_and_wrong}
        self._follows: set[str] = set()  # events that followed from an answer by themselves
        self._exhausted = False
        self._handed = 1
        self.question = make_question(self.bank, next(self.questions))
        begun = self.now()
        self.until = None if self.minutes is None else begun + timedelta(minutes=self.minutes)
        if not self.id:
            details = {"count": self.count, "minutes": self.minutes, **self.details}
            self.id = self.store.begin_session(self.kind, begun, details)
        self._start()

    @property
    def number(self) -> int:
        """The number of the current question, from 1; skipped ones do not count."""
        return len(self.answered) + (0 if self.is_answered else 1)

    @property
    def total(self) -> int | None:
        """How many questions this session will have, as far as can be told; None: without end."""
        left = None if self.listener is None else self.listener.left
        if left is None:
            return self.count
        expected = self.number + left + len(self._waiting)
        return expected if self.count is None else min(self.count, expected)

    @property
    def today(self) -> date:
        """The learner-day that it is now."""
        return learner_day(self.now(), self.store.rollover_hours)

    @property
    def is_answered(self) -> bool:
        """Whether the current question has its verdict."""
        return bool(self.answered) and self.answered[-1].question is self.question

    @property
    def finished(self) -> bool:
        """Whether there is nothing more to answer: the count is reached, the time over, or all asked."""
        if self._exhausted or (self.count is not None and len(self.answered) >= self.count):
            return True
        return self.until is not None and bool(self.answered) and self.now() >= self.until

    # --- asking and answering -------------------------------------------------------------------------------

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

    def understood(self, typed: str) -> Sequence[Understood]:
        """What grading understands of ``typed``, whatever the key is; nothing where the answer is not typed."""
        if self.options_shown:
            typed = answer_behind(self.question, self.options_shown, typed) or typed
        return understood(self.question, typed)

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

    def say_confidence(self, confidence: int | None) -> None:
        """How sure the learner is of the answer to come: 1 (a guess) to 3 (sure); None takes it back."""
        self.confidence = confidence

    def skip(self) -> None:
        """Put another question in the place of the current one; nothing is recorded."""
        self._ask_next()

    def advance(self) -> None:
        """Go on to the next question; where there is none the session is finished."""
        self._ask_next()

    @property
    def may_ask_similar(self) -> bool:
        """Whether the question that was answered can be asked with other numbers."""
        item = self.bank.items.get(self.question.id.item)
        return self.is_answered and self.listener is not None and isinstance(item, NumericItem | CaseItem)

    def ask_similar(self) -> bool:
        """Ask the question that was answered with other numbers, on top of the count; False where that cannot be."""
        similar = self.listener.similar(self.question.id) if self.may_ask_similar and self.listener else None
        if similar is None:
            return False
        self.count = None if self.count is None else self.count + 1
        self._exhausted = False
        self.question = make_question(self.bank, similar)
        self._start()
        return True

    # --- the learner's own word -----------------------------------------------------------------------------

    @property
    def may_say_easy(self) -> bool:
        """Whether the last answer may be called easy."""
        last = self.answered[-1].attempt if self.answered else None
        return (
            last is not None
            and last.scheduled
            and may_be_easy(last.outcome, last.answer_kind, typed=last.typed, hints_used=last.hints_used)
        )

    @property
    def may_say_lucky(self) -> bool:
        """Whether the last answer may be called a lucky guess."""
        last = self.answered[-1].attempt if self.answered else None
        return last is not None and last.scheduled and may_be_lucky(last.outcome)

    def say_easy(self) -> Answered | None:
        """Call the last answer easy; None where it may not be. Raises DatabaseProblem."""
        return self._rate_again(Rating.EASY) if self.may_say_easy else None

    def say_lucky(self) -> Answered | None:
        """Call the last answer a lucky guess, which counts as not known; None where it may not be."""
        return self._rate_again(Rating.AGAIN) if self.may_say_lucky else None

    def suspend(self, item: str) -> None:
        """Never ask ``item`` again, until that is taken back. Raises DatabaseProblem."""
        self.store.suspend(item, self.now(), self.id)
        self._drop(item)

    def bury(self, item: str) -> None:
        """Leave ``item`` alone until tomorrow. Raises DatabaseProblem."""
        self.store.bury(item, self.today + timedelta(days=1), self.now(), self.id)
        self._drop(item)

    def flag(self, item: str, reason: str) -> None:
        """Note what is wrong with ``item``. Raises DatabaseProblem."""
        self.store.flag(item, reason, self.now(), self.id)

    @property
    def key_changed(self) -> bool:
        """Whether the key of the current item is another one than when it was last answered."""
        asked = self.question.id
        state = self.store.item(asked.item)
        return state is not None and state.version is not None and state.version < asked.version

    def decide_key(self, keep: bool) -> None:
        """Say whether what was remembered of an item whose key changed still counts. Raises DatabaseProblem."""
        self.store.decide_key(self.question.id.item, self.question.id.version, keep, self.now(), self.id)

    def undo(self) -> TakenBack | None:
        """Take back the last thing that was done: in this session, else in the one before it.

        An answer that is taken back is asked again; the question that it displaces comes after it. None if there is
        nothing to take back. Raises DatabaseProblem.
        """
        undone = self.store.undo(self.now(), 1, self.id)
        own = bool(undone)
        if not undone and not self.answered:
            undone = self.store.undo(self.now(), 1)
        if not undone:
            return None
        last = undone[0]
        if last.event_id in self._follows:
            return self.undo()
        if last.attempt is None:
            self._after_decision(last.kind)
            return TakenBack(last.kind, last.item, earlier=not own)
        question = self._taken_back(last.attempt, own)
        return TakenBack(last.kind, last.item, question, earlier=not own)

    # --- the end --------------------------------------------------------------------------------------------

    @property
    def is_kept(self) -> bool:
        """Whether the session can be taken up again where it is now: something was answered, something is left."""
        return bool(self.answered) and not self.finished

    def finish(self) -> Summary:
        """Leave the session and sum it up; one in the middle is kept. Raises DatabaseProblem."""
        if self.is_kept:
            self.store.keep_session(self.id, self._left())
        else:
            self.store.end_session(self.id, self.now())
        return self.summary()

    def _left(self) -> dict[str, object]:
        """What is needed to go on, as JSON can hold it."""
        again = [] if self.listener is None else self.listener.again
        return {
            "number": len(self.answered) + 1,
            "total": self.total,
            "asked": str(self.question.id),
            "waiting": [str(question.id) for question in reversed(self._waiting)],
            "again": [str(question) for question in again],
            "handed": self._handed,
        }

    def summary(self) -> Summary:
        """What the session came to so far."""
        return summary_of(self.answered)

    # --- within ---------------------------------------------------------------------------------------------

    def _ask_next(self) -> None:
        if self._waiting:
            self.question = self._waiting.pop()
        else:
            following = next(self.questions, None)
            if following is None:
                self._exhausted = True
                return
            self._handed += 1
            self.question = make_question(self.bank, following)
        self._start()

    def _start(self) -> None:
        self.hints_shown = 0
        self.options_shown = ()
        self.confidence = None
        self._asked_at = self.now()
        # A kill loses nothing either. What cannot be noted now is no reason not to ask.
        if self.answered:
            with suppress(DatabaseProblem):
                self.store.keep_session(self.id, self._left())

    def _record(self, typed: str, verdict: Verdict, *, gave_up: bool) -> Answered:
        moment = self.now()
        attempt = attempt_of(
            self.question,
            typed,
            verdict,
            hints_used=self.hints_shown,
            elapsed_ms=self._elapsed_ms(moment),
            gave_up=gave_up,
            options_shown=bool(self.options_shown),
            confidence=None if gave_up else self.confidence,
            scheduled=self.scheduled,
        )
        sure_and_wrong = verdict.outcome is Outcome.INCORRECT and attempt.confidence == SURE
        if sure_and_wrong:
            self._sure_and_wrong.add(attempt.item)
        recorded = self.store.record(attempt, self.id, moment, at_most_days=self._at_most(attempt.item))
        self.answered.append(
            Answered(self.question, typed, verdict, recorded.due, gave_up, recorded.event_id, attempt, sure_and_wrong)
        )
        self._tell(attempt.rating)
        # The attempt is on disk: what follows from it may fail without taking the verdict back.
        with suppress(DatabaseProblem):
            self._draw_consequences(attempt, recorded)
        return self.answered[-1]

    def _elapsed_ms(self, moment: datetime) -> int:
        """The time since the question was shown, at most LONGEST_ANSWER: who closed the lid did not think on."""
        return int(min(max(moment - self._asked_at, timedelta()), LONGEST_ANSWER).total_seconds() * 1000)

    def _at_most(self, item: str) -> int | None:
        """What was sure and wrong in this session comes back tomorrow, however it went since."""
        return 1 if item in self._sure_and_wrong else None

    def _draw_consequences(self, attempt: Attempt, recorded: Recorded) -> None:
        """A leech rests, and a wrong statement that was seen through; undo takes that back with the answer."""
        leech = self._becomes_leech(attempt, recorded)
        if leech or self._is_seen_through(attempt):
            self._follows.add(self.store.suspend(attempt.item, self.now(), self.id))
            self._drop(attempt.item)
            self.answered[-1] = replace(self.answered[-1], leech=leech)

    def _becomes_leech(self, attempt: Attempt, recorded: Recorded) -> bool:
        """Whether this was the one time too many; it is said once, for a leech is suspended then."""
        if attempt.rating is not Rating.AGAIN or not attempt.scheduled or recorded.first_time:
            return False
        card = self.store.card(CardKey.of(attempt))
        return card is not None and card.lapses == LEECH_LAPSES

    def _is_seen_through(self, attempt: Attempt) -> bool:
        """Whether a wrong statement need not be shown any more: its sibling takes its place."""
        shows_wrong = isinstance(self.bank.items.get(attempt.item), SpotErrorItem)
        if not shows_wrong or not attempt.scheduled or attempt.outcome is not Outcome.CORRECT:
            return False
        state = self.store.item(attempt.item)
        return state is not None and state.right_days >= CLAIM_SUCCESSES and not state.suspended

    def _tell(self, rating: Rating) -> None:
        if self.listener is not None:
            self.listener.rated(self.answered[-1].question.id.item, rating)

    def _drop(self, item: str) -> None:
        if self.listener is not None:
            self.listener.dropped(item)

    def _rate_again(self, rating: Rating) -> Answered:
        last = self.answered[-1]
        at_most = self._at_most(last.question.id.item)
        recorded = self.store.rerate(last.event_id, rating, self.now(), self.id, at_most_days=at_most)
        self.answered[-1] = replace(last, due=recorded.due, rating=rating)
        self._tell(rating)
        return self.answered[-1]

    def _after_decision(self, kind: str) -> None:
        """A changed rating that was taken back: the last answer has the day and rating that it had before."""
        last = self.answered[-1] if self.answered else None
        if kind != "rerate" or last is None or last.attempt is None:
            return
        card = self.store.card(CardKey.of(last.attempt))
        self.answered[-1] = replace(last, due=card.due if card else last.due, rating=last.attempt.rating)
        self._tell(last.attempt.rating)

    def _taken_back(self, attempt: Attempt, own: bool) -> Question | None:
        """Ask the question of ``attempt`` again, and after it the one that it displaces."""
        displaced = None if self.is_answered or self._exhausted else self.question
        if own and self.answered:
            question: Question | None = self.answered.pop().question
            if self.listener is not None:
                self.listener.taken_back(attempt.item)
        else:
            question = replayed(self.bank, attempt.question_id)
            # It comes on top of what this session asks.
            if self.count is not None and question is not None and not own:
                self.count += 1
        if question is None:
            return None
        if displaced is not None:
            self._waiting.append(displaced)
        self.question, self._exhausted = question, False
        self._start()
        return question
