"""A mock interview: it asks a paper against the clock, keeps every reply, and says nothing until its end.

``question`` is stripped of its key (see ``as_asked``), and no verdict leaves an :class:`Interview` before
:meth:`Interview.finish`. The one exception is a question that is said aloud: once it was said, its own model answer
and key points are there to be compared and ticked, while the clock stands still.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from quizzer.bank.conceptual_items import FreeItem
from quizzer.bank.loading import Bank
from quizzer.generators.making import item_behind, make_question
from quizzer.grading.grade import grade
from quizzer.practice.as_asked import as_asked
from quizzer.practice.interview_state import MOST_SKIPS, Reply, State, with_ticks
from quizzer.practice.pace import Pace, planned_times
from quizzer.practice.papers import Paper
from quizzer.practice.session import Now
from quizzer.practice.stopwatch import Monotonic, Stopwatch
from quizzer.progress.problems import DatabaseProblem
from quizzer.questions.question import Question, QuestionId
from quizzer.questions.verdict import Outcome, Reason

if TYPE_CHECKING:
    from quizzer.practice.interview_report import Report
    from quizzer.progress.interviews import InterviewStore, KeptInterview

SPEAKING_MS = 120_000
"""So long an answer that is said aloud may take."""

SAVED_EVERY_MS = 1_000
"""A kill loses no more of the time used than this."""


class Closed(ValueError):
    """A question that cannot be gone to.

    ``reason``: ``number`` (there is none of that number), ``final`` (its follow-up was asked, or it was compared with
    its model answer), ``waiting`` (it follows from an answer that was not given), ``over`` (the time is).
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def begin_interview(
    bank: Bank, store: InterviewStore, now: Now, monotonic: Monotonic, paper: Paper, *, scheduled: bool = True
) -> Interview:
    """Begin the interview of ``paper``; ``scheduled`` False leaves the schedule alone. Raises DatabaseProblem."""
    state = State.of(paper, scheduled=scheduled)
    name = store.begin(paper.blueprint, paper.seed, now(), msgspec.to_builtins(state))
    kept = store.get(name)
    if kept is None:
        raise LookupError(name)
    return Interview(bank, store, now, monotonic, kept)


class Interview:
    """One interview, new or taken up again from what was ``kept`` of it.

    A face calls :meth:`tick` every second or oftener, asks ``question`` until it is ``over``, has what was said aloud
    compared (``to_compare``), and calls :meth:`finish`. Every reply is on disk when the method that took it returns.
    Raises ReplayError where the bank no longer has what the paper asks.
    """

    def __init__(self, bank: Bank, store: InterviewStore, now: Now, monotonic: Monotonic, kept: KeptInterview) -> None:
        self.bank, self.store, self.now = bank, store, now
        self.id, self.started_at = kept.id, kept.started_at.astimezone(now().tzinfo)
        self.state = msgspec.convert(kept.state, State)
        self.paper = self.state.paper
        self._questions = lru_cache(maxsize=None)(lambda name: make_question(bank, QuestionId.parse(name)))
        self._planned = planned_times(bank, self.paper)
        for slot in self.paper.slots:
            for name in filter(None, (slot.question, slot.deeper, slot.sideways)):
                item_behind(bank, QuestionId.parse(name))
        self._watch = Stopwatch(monotonic, kept.used_ms)
        self._saved_ms = kept.used_ms
        self._comparing: int | None = None
        self._look_at(self.state.place)
        if self.over:
            self._watch.pause()
        elif self.to_compare:
            self.compare(self.to_compare[0])

    # --- where it stands ------------------------------------------------------------------------------------

    @property
    def total(self) -> int:
        """How many questions the interview has."""
        return len(self.paper.slots)

    @property
    def number(self) -> int | None:
        """The number of the current question, from 1; None where every question is dealt with, or it is over."""
        return None if self.over or self.state.place is None else self.state.place + 1

    @property
    def question(self) -> Question | None:
        """The current question without anything that tells what is right; None where ``number`` is."""
        return None if self.number is None else self.asked(self.number)

    def asked(self, number: int) -> Question:
        """The question ``number`` as it is asked. Raises :class:`Closed` where it is not known yet."""
        name = self._reply(number).question
        if not name:
            raise Closed("waiting")
        return as_asked(self._questions(name))

    @property
    def given(self) -> str:
        """What was answered to the current question before it was gone back to; "" where it is new."""
        return "" if self.number is None else self._reply(self.number).typed

    @property
    def confidence(self) -> int | None:
        """How sure the candidate said to be of the current question."""
        return None if self.number is None else self._reply(self.number).confidence

    @property
    def answered(self) -> int:
        """How many questions have an answer."""
        return sum(reply.answered for reply in self.state.replies)

    @property
    def skipped(self) -> list[int]:
        """The numbers of the questions that were skipped and have no answer."""
        return [number for number, reply in enumerate(self.state.replies, 1) if reply.skips and not reply.answered]

    @property
    def used_ms(self) -> int:
        """The time used, in milliseconds, apart from pauses."""
        return min(self._watch.used_ms, self.limit_ms)

    @property
    def limit_ms(self) -> int:
        """The time of the whole interview in milliseconds."""
        return round(self.paper.minutes * 60_000)

    @property
    def left_ms(self) -> int:
        """The time that is left in milliseconds, 0 when it is over."""
        return self.limit_ms - self.used_ms

    def planned_ms(self, number: int) -> int:
        """The milliseconds planned for the question ``number``."""
        return self._planned[number - 1]

    @property
    def pace(self) -> Pace:
        """Whether the candidate is ahead of the time planned for the questions dealt with, on it, or behind it."""
        replies, place = self.state.replies, self.state.place
        done = sum(ms for ms, reply in zip(self._planned, replies, strict=True) if reply.is_done)
        here = 0 if place is None or replies[place].is_done else self._planned[place]
        return Pace.of(self.used_ms, done, here)

    @property
    def paused(self) -> bool:
        """Whether the clock stands still."""
        return not self._watch.running

    @property
    def over(self) -> bool:
        """Whether no more answers are taken: the time is used up, or the candidate ended it."""
        return self.state.ended or self.left_ms <= 0

    @property
    def timed_out(self) -> bool:
        """Whether the time was used up."""
        return self.left_ms <= 0

    # --- the clock ------------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Let time pass; at most once a second it is noted on disk. A database that is busy is tried again later."""
        self._let_time_pass()
        if self.used_ms - self._saved_ms >= SAVED_EVERY_MS:
            with suppress(DatabaseProblem):
                self.store.tick(self.id, self.used_ms, self.now())
                self._saved_ms = self.used_ms

    def pause(self) -> None:
        """Stop the clock. Raises DatabaseProblem."""
        self._let_time_pass()
        self._watch.pause()
        self._save()

    def resume(self) -> None:
        """Let the clock go on, unless it is over or something is being compared."""
        if self._comparing is None and not self.over:
            self._watch.resume()

    # --- replying -------------------------------------------------------------------------------------------

    def say_confidence(self, confidence: int | None) -> None:
        """How sure the candidate is of the answer to come: 1 (a guess) to 3 (sure); None takes it back."""
        if self.number is not None:
            self._reply(self.number).confidence = confidence

    def begin_speaking(self) -> None:
        """Begin the two minutes of a question that is said aloud; once begun they go on. Raises DatabaseProblem."""
        self._let_time_pass()
        if self.number is not None and self._reply(self.number).spoke_from_ms is None:
            with self._changing():
                self._reply(self.number).spoke_from_ms = self.used_ms

    @property
    def speaking_left_ms(self) -> int | None:
        """What is left of the two minutes, 0 when they are over; None while nobody speaks."""
        begun = None if self.number is None else self._reply(self.number).spoke_from_ms
        return None if begun is None else max(0, SPEAKING_MS - (self.used_ms - begun))

    def answer(self, typed: str) -> Reason | None:
        """Take ``typed`` as the answer to the current question and go on; a reason where it cannot be read at all.

        A question that is said aloud takes any text, none too, and is then ``comparing``. Raises DatabaseProblem, with
        the reply not taken, and :class:`Closed` when it is over.
        """
        self._let_time_pass()
        if self.number is None:
            raise Closed("over")
        number = self.number
        question = self._questions(self._reply(number).question)
        aloud = self._is_aloud(self._reply(number))
        verdict = None if aloud else grade(question, typed)
        if verdict is not None and not verdict.is_attempt:
            return verdict.reason
        with self._changing():
            if verdict is not None:
                self._open_follow_up(number, verdict.outcome is Outcome.CORRECT)
            reply = self._reply(number)
            reply.typed, reply.answered = typed, True
            if not aloud:
                self._go_on()
        if aloud:
            self.compare(number)
        return None

    def skip(self, *, for_good: bool = False) -> None:
        """Leave the current question. An unanswered one comes again once, behind the others, unless left ``for_good``.

        Raises DatabaseProblem.
        """
        self._let_time_pass()
        if self.number is not None:
            with self._changing():
                reply = self._reply(self.number)
                if not reply.answered:
                    reply.skips = MOST_SKIPS if for_good else reply.skips + 1
                self._go_on()

    def go_to(self, number: int) -> None:
        """Go to the question ``number``, from 1, to answer it or to change its answer.

        Raises :class:`Closed` where that cannot be, DatabaseProblem.
        """
        self._let_time_pass()
        if self.over:
            raise Closed("over")
        reason = self.why_closed(number)
        if reason:
            raise Closed(reason)
        with self._changing():
            self._look_at(number - 1)

    def why_closed(self, number: int) -> str:
        """Why the question ``number`` cannot be gone to: a reason of :class:`Closed`; "" where it can."""
        if not 1 <= number <= self.total:
            return "number"
        reply = self._reply(number)
        if not reply.question:
            return "waiting"
        follows = number < self.total and self.paper.slots[number].follows_up and self._reply(number + 1).question
        return "final" if follows or (reply.answered and self._is_aloud(reply)) else ""

    def end(self) -> None:
        """End it before its time is up: no more answers. Raises DatabaseProblem."""
        self._let_time_pass()
        self._watch.pause()
        with self._changing():
            self.state.ended = True

    # --- what was said aloud --------------------------------------------------------------------------------

    @property
    def comparing(self) -> Question | None:
        """The question whose answer is being compared: as asked, with its model answer and key points."""
        if self._comparing is None:
            return None
        whole = self._questions(self._reply(self._comparing).question)
        points = {"key_points": whole.key_points, "false_claims": whole.false_claims}
        return replace(as_asked(whole), model_answer=whole.model_answer, **points)  # type: ignore[arg-type]

    @property
    def to_compare(self) -> list[int]:
        """The numbers of the questions that were said aloud and not ticked yet."""
        return [
            number
            for number, reply in enumerate(self.state.replies, 1)
            if reply.answered and reply.ticks is None and self._is_aloud(reply)
        ]

    def compare(self, number: int) -> None:
        """Compare the answer ``number`` of ``to_compare``, while the clock stands still. Raises :class:`Closed`."""
        if number not in self.to_compare:
            raise Closed("waiting")
        self._comparing = number
        self._watch.pause()

    def tick_points(self, ticks: str) -> Reason | None:
        """Take the numbers of the key points that the compared answer held, such as ``1,3,-1``, 0 for none; go on.

        A reason where they cannot be read. Raises DatabaseProblem.
        """
        if self._comparing is None:
            return None
        reply = self._reply(self._comparing)
        verdict = grade(self._questions(reply.question), with_ticks(reply.typed, ticks))
        if not verdict.is_attempt:
            return verdict.reason
        with self._changing():
            self._reply(self._comparing).ticks = ticks.strip()
            self._go_on()
        self._comparing = None
        self.resume()
        return None

    # --- the end --------------------------------------------------------------------------------------------

    def finish(self) -> Report:
        """End it, grade and record every reply, and keep the report. Raises DatabaseProblem; then it may be repeated.

        What was wrong, unsure or skipped comes tomorrow; what was right and sure stays where it is in the schedule.
        """
        from quizzer.practice.interview_report import report_of
        from quizzer.practice.judging import judged, record

        self.end()
        answers = judged(self.bank, self.state, self._planned)
        if self.state.scheduled:
            record(self, answers)
        report = report_of(self, answers)
        self.store.finish(self.id, msgspec.to_builtins(self.state), self.used_ms, report.as_json(), self.now())
        return report

    # --- within ---------------------------------------------------------------------------------------------

    def _reply(self, number: int) -> Reply:
        return self.state.replies[number - 1]

    def _is_aloud(self, reply: Reply) -> bool:
        return isinstance(item_behind(self.bank, QuestionId.parse(reply.question)), FreeItem)

    def _let_time_pass(self) -> None:
        before = self.used_ms
        self._watch.look()
        if self.state.place is not None:
            self.state.replies[self.state.place].used_ms += self.used_ms - before

    def _open_follow_up(self, number: int, right: bool) -> None:
        """The question behind the answer ``number``: deeper when it was right, else sideways. Chosen once."""
        if number < self.total and self.paper.slots[number].follows_up:
            slot, reply = self.paper.slots[number], self._reply(number + 1)
            reply.question = reply.question or (slot.deeper if right else slot.sideways)

    def _go_on(self) -> None:
        """To the next question that is open, first of all behind the current one."""
        here = -1 if self.state.place is None else self.state.place
        order = [*range(here + 1, self.total), *range(here + 1)]
        self._look_at(next((place for place in order if self.state.replies[place].is_open), None))

    def _look_at(self, place: int | None) -> None:
        self.state.place = place
        if place is not None:
            self.state.replies[place].seen = True

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """What is changed within is on disk afterwards, or not changed at all."""
        before = msgspec.to_builtins(self.state)
        try:
            yield
            self._save()
        except DatabaseProblem:
            self.state = msgspec.convert(before, State)
            raise

    def _save(self) -> None:
        self.store.save(self.id, msgspec.to_builtins(self.state), self.used_ms, self.now())
        self._saved_ms = self.used_ms
