"""The verdict on a typed answer by its kind alone, without naming slips."""

from __future__ import annotations

from collections.abc import Callable, Mapping

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
from quizzer.questions.verdict import Verdict


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
    """The verdict on ``typed`` for an answer kind and the value that is right; kind parts has a door of its own."""
    return _GRADERS[type(spec)](spec, expected, typed)
