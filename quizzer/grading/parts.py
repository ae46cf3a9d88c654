"""Questions in several parts, with follow-through: a part that is right for the learner's own earlier answer is right.

So one slip costs one part, and only the skill that broke is rated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from quizzer.expressions.evaluation import EvaluationError, evaluate
from quizzer.expressions.parser import ParseError, parse
from quizzer.expressions.tree import names_in
from quizzer.grading.grade import grade_value
from quizzer.grading.number import read_number
from quizzer.grading.reading import Unreadable, read
from quizzer.grading.units import UnknownUnit
from quizzer.questions.answers import AnswerSpec, Expected, NumberSpec, Value
from quizzer.questions.verdict import Outcome, Reason, Verdict

LEAST_CARRIED = 2
"""A carried 0, 1 or negative number would make the rest trivial; then the part is judged by the right value alone."""


@dataclass(frozen=True)
class Part:
    """A part by its name; ``follows`` computes its answer from earlier parts, as text over their names."""

    name: str
    spec: AnswerSpec
    expected: Expected
    follows: str = ""


def grade_parts(parts: Sequence[Part], answers: Sequence[str]) -> list[Verdict]:
    """The verdict on each part in turn; parts without an answer are left out."""
    given: dict[str, Value] = {}
    verdicts = []
    for part, typed in zip(parts, answers, strict=False):
        verdicts.append(grade_part(part, parts, given, typed))
        value = _value(part, typed)
        if value is not None:
            given[part.name] = value
    return verdicts


def grade_part(part: Part, parts: Sequence[Part], given: Mapping[str, Value], typed: str) -> Verdict:
    """The verdict on one part, where ``given`` are the learner's answers to earlier ones."""
    verdict = grade_value(part.spec, part.expected, typed)
    if verdict.outcome not in (Outcome.PARTIAL, Outcome.INCORRECT):
        return verdict
    carried = carried_value(part, parts, given)
    if carried is not None and grade_value(part.spec, carried, typed).outcome is Outcome.CORRECT:
        return replace(verdict, outcome=Outcome.CORRECT, score=1.0, reason=Reason("follow_through"))
    return verdict


def carried_value(part: Part, parts: Sequence[Part], given: Mapping[str, Value]) -> Value | None:
    """What would be right for the learner's own wrong earlier answers; None where that cannot or must not count."""
    if not part.follows:
        return None
    right = {other.name: other.expected for other in parts}
    try:
        node = parse(part.follows, list(right))
        used = set(names_in(node))
        wrong = {name for name in used if name in given and given[name] != right[name]}
        if not wrong or any(given[name] < LEAST_CARRIED for name in wrong):
            return None
        values = {name: given.get(name, right[name]) for name in used}
        return evaluate(node, values)  # type: ignore[arg-type]
    except (ParseError, EvaluationError):
        return None


def _value(part: Part, typed: str) -> Value | None:
    if not isinstance(part.spec, NumberSpec):
        return None
    try:
        value, _ = read_number(read(typed), part.spec)
    except (Unreadable, ParseError, EvaluationError, UnknownUnit):
        return None
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value
