"""The one door: a question and what was typed -> a verdict, with the slip named where the numbers tell it."""

from __future__ import annotations

from dataclasses import replace

from quizzer.grading.naming import named_verdict
from quizzer.grading.parts import grade_together
from quizzer.grading.values import grade_value
from quizzer.questions.answers import TruthReasonSpec
from quizzer.questions.question import Question
from quizzer.questions.verdict import Outcome, Verdict

__all__ = ["grade", "grade_value"]


def grade(question: Question, typed: str) -> Verdict:
    """The verdict on ``typed`` as an answer to ``question``. Never raises, whatever the text is."""
    if question.parts:
        return grade_together(question.parts, typed)
    verdict = grade_value(question.spec, question.expected, typed)
    if verdict.outcome in (Outcome.CORRECT, Outcome.INVALID):
        return verdict
    if question.choices:
        return _with_chosen_options(question, verdict)
    return named_verdict(question.spec, question.misconceptions, verdict, typed)


def _with_chosen_options(question: Question, verdict: Verdict) -> Verdict:
    """Attach the wrong options that were picked; the first one's slip stands for the answer."""
    keys = set(verdict.read_as.replace(",", " ").split())
    if isinstance(question.spec, TruthReasonSpec):
        keys = {verdict.read_as.split()[1]}
    chosen = tuple(choice for choice in question.choices if choice.key in keys and not choice.correct)
    slip = next((choice.misconception for choice in chosen if choice.misconception), None)
    return replace(verdict, chosen=chosen, slip_id=slip)
