"""What an answer shows: from a verdict to the attempt that the log keeps."""

from __future__ import annotations

from quizzer.progress.attempts import Attempt
from quizzer.questions.question import Question
from quizzer.questions.verdict import Outcome, Verdict
from quizzer.scheduling.ratings import rating_of

SURE = 3
"""The highest confidence, of 1 to 3."""


def is_slight(question: Question, verdict: Verdict) -> bool:
    """Whether an answer is off by one axis of a shape or by the base of a unit's prefix, and by nothing else."""
    if verdict.outcome is not Outcome.PARTIAL or verdict.reason is None:
        return False
    if verdict.reason.code == "wrong_prefix_base":
        return True
    if verdict.reason.code != "first_wrong_axis" or not isinstance(question.expected, tuple):
        return False
    axes = len(question.expected)
    return round(verdict.score * axes) == axes - 1


def attempt_of(
    question: Question,
    typed: str,
    verdict: Verdict,
    *,
    hints_used: int = 0,
    elapsed_ms: int = 0,
    gave_up: bool = False,
    options_shown: bool = False,
    confidence: int | None = None,
    scheduled: bool = True,
) -> Attempt:
    """What is kept of a graded answer. The time is kept and never rated; options shown count as not typed."""
    return Attempt(
        question_id=str(question.id),
        item=question.id.item,
        version=question.id.version,
        level=question.id.level,
        topic=question.topic,
        outcome=verdict.outcome,
        score=verdict.score,
        rating=rating_of(verdict.outcome, hints_used, slight=is_slight(question, verdict)),
        given=typed,
        read_as=verdict.read_as,
        misconception=verdict.slip_id,
        hints_used=hints_used,
        elapsed_ms=elapsed_ms,
        gave_up=gave_up,
        answer_kind=question.spec.kind,
        typed=not options_shown and question.spec.kind != "choice",
        confidence=confidence,
        scheduled=scheduled,
    )
