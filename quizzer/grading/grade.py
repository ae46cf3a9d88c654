"""The one door: a question and what was typed -> a verdict, with the slip named where the numbers tell it."""

from __future__ import annotations

from dataclasses import replace

from quizzer.grading.naming import named_verdict
from quizzer.grading.parts import grade_together
from quizzer.grading.values import grade_value
from quizzer.questions.answers import OrderingSpec, TruthReasonSpec
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
    if question.patterns:
        return _with_patterns(question, verdict)
    if question.false_claims:
        return _with_false_claims(question, verdict)
    if question.choices:
        return _with_chosen_options(question, verdict)
    return named_verdict(question.spec, question.misconceptions, verdict, typed)


def _with_patterns(question: Question, verdict: Verdict) -> Verdict:
    """Attach what the order or the pairs show; the first pattern's slip stands for the answer."""
    given = verdict.read_as.split(", ")
    if isinstance(question.spec, OrderingSpec):
        shown = [one for one in question.patterns if given.index(one.first) < given.index(one.second)]
    else:
        shown = [one for one in question.patterns if f"{one.first}={one.second}" in given]
    slip = shown[0].misconception if shown else None
    return replace(verdict, feedback=tuple(one.feedback for one in shown), slip_id=slip)


def _with_false_claims(question: Question, verdict: Verdict) -> Verdict:
    """Attach the false claims that the learner found in the own answer."""
    numbers = [-int(piece) for piece in verdict.read_as.split(", ") if piece.startswith("-")]
    claims = [question.false_claims[number - 1] for number in numbers]
    slip = claims[0].misconception if claims else None
    return replace(verdict, feedback=tuple(claim.text for claim in claims), slip_id=slip)


def _with_chosen_options(question: Question, verdict: Verdict) -> Verdict:
    """Attach the wrong options that were picked; the first one's slip stands for the answer."""
    keys = set(verdict.read_as.replace(",", " ").split())
    if isinstance(question.spec, TruthReasonSpec):
        keys = {verdict.read_as.split()[1]}
    chosen = tuple(choice for choice in question.choices if choice.key in keys and not choice.correct)
    slip = next((choice.misconception for choice in chosen if choice.misconception), None)
    return replace(verdict, chosen=chosen, slip_id=slip)
