"""Questions in several parts, with follow-through: a part that is right for the learner's own earlier answer is right.

So one slip costs one part, and only the skill that broke is rated.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from quizzer.expressions.evaluation import EvaluationError
from quizzer.expressions.parser import ParseError
from quizzer.grading.naming import named_verdict
from quizzer.grading.number_text import read_number
from quizzer.grading.reading import Unreadable, read
from quizzer.grading.units import UnknownUnit
from quizzer.grading.values import grade_value
from quizzer.questions.answers import Expected, NumberSpec, Value
from quizzer.questions.question import QuestionPart
from quizzer.questions.verdict import Outcome, Reason, Verdict, invalid

LEAST_CARRIED = 2
"""A carried 0, 1 or negative number would make the rest trivial; then the part is judged by the right value alone."""


def grade_together(parts: Sequence[QuestionPart], typed: str) -> Verdict:
    """One verdict on all parts, typed on lines of their own or separated by ``|``."""
    answers = [answer.strip() for answer in re.split(r"[\n|｜]", typed.strip("\n"))]
    if len(answers) != len(parts) or not all(answers):
        return invalid("part_count", subject=str(len(parts)))
    verdicts = grade_parts(parts, answers)
    for part, verdict in zip(parts, verdicts, strict=True):
        if verdict.reason and not verdict.is_attempt:
            return replace(invalid("part_invalid", part=part.name), parts=tuple(verdicts))
    score = sum(verdict.score for verdict in verdicts) / len(parts)
    outcome = Outcome.CORRECT if score == 1 else Outcome.PARTIAL if score else Outcome.INCORRECT
    slip = next((verdict.slip_id for verdict in verdicts if verdict.slip_id), None)
    read_as = " | ".join(verdict.read_as for verdict in verdicts)
    return Verdict(outcome, score, read_as, parts=tuple(verdicts), slip_id=slip)


def grade_parts(parts: Sequence[QuestionPart], answers: Sequence[str]) -> list[Verdict]:
    """The verdict on each part in turn; parts without an answer are left out."""
    right = {part.name: part.expected for part in parts}
    given: dict[str, Value] = {}
    verdicts = []
    for part, typed in zip(parts, answers, strict=False):
        verdicts.append(_grade_part(part, right, given, typed))
        value = _value(part, typed)
        if value is not None:
            given[part.name] = value
    return verdicts


def _grade_part(part: QuestionPart, right: Mapping[str, Expected], given: Mapping[str, Value], typed: str) -> Verdict:
    verdict = grade_value(part.spec, part.expected, typed)
    if verdict.outcome not in (Outcome.PARTIAL, Outcome.INCORRECT):
        return verdict
    carried = _carried(part, {name: value for name, value in given.items() if value != right[name]})
    if carried is not None and grade_value(part.spec, carried, typed).outcome is Outcome.CORRECT:
        return replace(verdict, outcome=Outcome.CORRECT, score=1.0, reason=Reason("follow_through"))
    return named_verdict(part.spec, part.misconceptions, verdict, typed)


def _carried(part: QuestionPart, wrong: Mapping[str, Value]) -> Expected | None:
    """What follows from the learner's wrong earlier answers; None where nothing does or it must not count."""
    if part.carried is None or not wrong:
        return None
    for name, value in wrong.items():
        if value < LEAST_CARRIED and part.carried({name: value}) != part.expected:
            return None
    found = part.carried(wrong)
    return None if found == part.expected else found


def _value(part: QuestionPart, typed: str) -> Value | None:
    if not isinstance(part.spec, NumberSpec):
        return None
    try:
        value, _ = read_number(read(typed), part.spec)
    except (Unreadable, ParseError, EvaluationError, UnknownUnit):
        return None
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value
