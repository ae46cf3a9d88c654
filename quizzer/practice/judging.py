"""What became of each question of a finished interview, and what of it goes into the review log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from quizzer.bank.loading import Bank
from quizzer.generators.making import make_question
from quizzer.grading.grade import grade
from quizzer.practice.evidence import SURE, attempt_of
from quizzer.practice.interview_state import Reply, State
from quizzer.practice.two_slips import name_two_slips
from quizzer.questions.answers import FreeSpec
from quizzer.questions.question import Question, QuestionId
from quizzer.questions.verdict import Outcome, Verdict

if TYPE_CHECKING:
    from quizzer.practice.interviewing import Interview


class Standing(StrEnum):
    """How an answer counts. SKIPPED was seen and left; UNREACHED never seen; UNTICKED said aloud and never compared."""

    CORRECT = "correct"
    PARTIAL = "partial"
    INCORRECT = "incorrect"
    SKIPPED = "skipped"
    UNREACHED = "unreached"
    UNTICKED = "unticked"


NOT_KNOWN = Verdict(Outcome.INCORRECT, 0.0, "")


@dataclass(frozen=True, slots=True)
class Judged:
    """A slot with its verdict: None where nothing was answered, and ``question`` where nothing was asked."""

    number: int
    question: Question | None
    reply: Reply
    verdict: Verdict | None
    standing: Standing
    planned_ms: int
    cell: int

    @property
    def unsure(self) -> bool:
        """Whether the candidate said not to be sure."""
        return self.reply.confidence is not None and self.reply.confidence < SURE


def judged(bank: Bank, state: State, planned: Sequence[int]) -> list[Judged]:
    """Every slot of an interview with what became of it."""
    slots = zip(state.paper.slots, state.replies, planned, strict=True)
    return [_judge(bank, number, slot.cell, reply, ms) for number, (slot, reply, ms) in enumerate(slots, 1)]


def verdict_of(bank: Bank, question: Question, reply: Reply) -> Verdict | None:
    """The verdict on a reply; None where there is nothing to judge."""
    aloud = isinstance(question.spec, FreeSpec)
    if not reply.answered or (aloud and reply.ticks is None):
        return None
    return name_two_slips(bank, question, grade(question, reply.as_typed), reply.as_typed)


def _judge(bank: Bank, number: int, cell: int, reply: Reply, planned_ms: int) -> Judged:
    question = make_question(bank, QuestionId.parse(reply.question)) if reply.question else None
    verdict = None if question is None else verdict_of(bank, question, reply)
    if verdict is not None:
        standing = Standing(verdict.outcome)
    elif reply.answered:
        standing = Standing.UNTICKED
    else:
        standing = Standing.SKIPPED if reply.seen and question is not None else Standing.UNREACHED
    return Judged(number, question, reply, verdict, standing, planned_ms, cell)


def record(interview: Interview, answers: Sequence[Judged]) -> None:
    """Append the attempts, those that are in the log already left out. Raises DatabaseProblem.

    Wrong, partly right, unsure and skipped ones come tomorrow; what was right and sure is noted outside the schedule.
    What was never seen or never compared says nothing.
    """
    keeper = interview.store
    paper = interview.paper
    details = {"interview": interview.id, "blueprint": paper.blueprint, "seed": paper.seed}
    session = keeper.session_of(interview.id, interview.started_at, details)
    known = keeper.recorded_in(session)
    for one in answers:
        if one.question is None or one.standing in (Standing.UNREACHED, Standing.UNTICKED):
            continue
        if str(one.question.id) in known:
            continue
        tomorrow = one.standing is not Standing.CORRECT or one.unsure
        attempt = attempt_of(
            one.question,
            "" if one.verdict is None else one.reply.as_typed,
            one.verdict or NOT_KNOWN,
            elapsed_ms=one.reply.used_ms,
            gave_up=one.verdict is None,
            confidence=None if one.verdict is None else one.reply.confidence,
            scheduled=tomorrow,
        )
        keeper.store.record(attempt, session, interview.now(), at_most_days=1)
    keeper.store.end_session(session, interview.now())
