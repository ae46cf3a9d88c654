"""The one door: a question and what was typed -> a verdict, with the slip named where the numbers tell it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from quizzer.grading.arranging import grade_matching, grade_ordering
from quizzer.grading.choice import grade_choice, grade_spot_error, grade_truth_reason
from quizzer.grading.cloze import grade_cloze
from quizzer.grading.formula import grade_formula
from quizzer.grading.free import grade_free
from quizzer.grading.members import grade_members, grade_shape
from quizzer.grading.number import grade_number
from quizzer.questions.answers import (
    AnswerSpec,
    ChoiceSpec,
    ClozeSpec,
    Expected,
    FormulaSpec,
    FreeSpec,
    MatchingSpec,
    MembersSpec,
    NumberSpec,
    OrderingSpec,
    ShapeSpec,
    SpotErrorSpec,
    TruthReasonSpec,
)
from quizzer.questions.question import Misconception, Question
from quizzer.questions.verdict import Outcome, Verdict


def grade(question: Question, typed: str) -> Verdict:
    """The verdict on ``typed`` as an answer to ``question``. Never raises, whatever the text is."""
    verdict = grade_value(question.spec, question.expected, typed)
    if verdict.outcome in (Outcome.CORRECT, Outcome.INVALID):
        return verdict
    if question.choices:
        return _with_chosen_options(question, verdict)
    return _with_misconception(question, verdict, typed)


def _grade_pairs(spec: MatchingSpec, expected: tuple[str, ...], typed: str) -> Verdict:
    return grade_matching(spec, dict(zip(spec.prompts, expected, strict=True)), typed)


_GRADERS: Mapping[type, Callable[..., Verdict]] = {
    NumberSpec: grade_number,
    ShapeSpec: grade_shape,
    MembersSpec: grade_members,
    ChoiceSpec: grade_choice,
    TruthReasonSpec: grade_truth_reason,
    ClozeSpec: lambda spec, expected, typed: grade_cloze(spec, typed),
    FormulaSpec: grade_formula,
    OrderingSpec: grade_ordering,
    MatchingSpec: _grade_pairs,
    SpotErrorSpec: grade_spot_error,
    FreeSpec: lambda spec, expected, typed: grade_free(spec, typed),
}


def grade_value(spec: AnswerSpec, expected: Expected, typed: str) -> Verdict:
    """The verdict on ``typed`` for an answer kind and the value that is right, without naming slips."""
    return _GRADERS[type(spec)](spec, expected, typed)


def _with_misconception(question: Question, verdict: Verdict, typed: str) -> Verdict:
    """Name the misconception whose answer this is: the answer would be right if that belief were."""
    for misconception in question.misconceptions:
        if _is_answer_of(question.spec, misconception, typed):
            return replace(verdict, misconception=misconception, slip_id=misconception.id)
    return verdict


def _is_answer_of(spec: AnswerSpec, misconception: Misconception, typed: str) -> bool:
    # A wrong size may be a fraction, which "integer" would compare exactly: that is what is wanted here.
    return grade_value(spec, misconception.answer, typed).outcome is Outcome.CORRECT


def _with_chosen_options(question: Question, verdict: Verdict) -> Verdict:
    """Attach the wrong options that were picked; the first one's slip stands for the answer."""
    keys = set(verdict.read_as.replace(",", " ").split())
    if isinstance(question.spec, TruthReasonSpec):
        keys = {verdict.read_as.split()[1]}
    chosen = tuple(choice for choice in question.choices if choice.key in keys and not choice.correct)
    slip = next((choice.misconception for choice in chosen if choice.misconception), None)
    return replace(verdict, chosen=chosen, slip_id=slip)
