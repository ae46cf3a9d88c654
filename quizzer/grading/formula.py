"""Formulas: equal to the right one on their whole domain, or not, with a point that shows it."""

from __future__ import annotations

import re
from functools import lru_cache

from quizzer.expressions.equality import Difference, difference
from quizzer.expressions.evaluation import EvaluationError
from quizzer.expressions.formula import aliases, has_floor_brackets, parse_formula
from quizzer.expressions.parser import ParseError
from quizzer.expressions.printing import print_decimal, print_formula, print_number
from quizzer.expressions.tree import Node, Scalar
from quizzer.grading.reading import Reading, Unreadable, read
from quizzer.questions.answers import FormulaSpec
from quizzer.questions.verdict import Outcome, Reason, Verdict, invalid

_NAME = r"\\(?:text|mathrm|operatorname)\{([^{}]*)\}|([^\W\d_]\w*(?:_\{[^{}]*\})?)"
_LEAD_IN = re.compile(rf"(?:{_NAME})?(?:\([^()]*\))?\s*=(?!=)\s*")


def grade_formula(spec: FormulaSpec, expected: str, typed: str) -> Verdict:
    """The verdict on ``typed`` where the formula ``expected`` is right. Never raises; the work is bounded by caps."""
    node = formula_of(spec, typed)
    if isinstance(node, Reason):
        return Verdict(Outcome.INVALID, 0.0, "", node)
    try:
        found = _difference(node, spec, expected)
        reading = read(typed)
        if found and has_floor_brackets(reading.text):
            rounded = parse_formula(_body(reading, spec), spec.domain.names, floor_brackets=True)
            if _difference(rounded, spec, expected) is None:
                return invalid("floor_brackets")
    except EvaluationError as problem:
        return invalid(problem.reason, subject=problem.subject)
    if found is None:
        return Verdict(Outcome.CORRECT, 1.0, print_formula(node))
    return Verdict(Outcome.INCORRECT, 0.0, print_formula(node), _counter_example(found))


def formula_of(spec: FormulaSpec, typed: str) -> Node | Reason:
    """The formula that ``typed`` spells, or why it spells none. Never raises."""
    try:
        reading = read(typed)
    except Unreadable as problem:
        return Reason(problem.reason, {"subject": problem.subject}, problem.position)
    try:
        return parse_formula(_body(reading, spec), spec.domain.names)
    except ParseError as problem:
        return Reason(problem.reason, {"subject": problem.subject}, reading.place(problem.position))
    except EvaluationError as problem:
        return Reason(problem.reason, {"subject": problem.subject})


def _body(reading: Reading, spec: FormulaSpec) -> str:
    """What stands behind ``out =``, at the same places; a full stop at the end is dropped."""
    text = re.sub(r"(?<![\d.])\.$|[;]$", "", reading.text)
    match = _LEAD_IN.match(text)
    if match and (match[1] or match[2] or "") not in aliases(spec.domain.names):
        return " " * match.end() + text[match.end() :]
    return text


def _difference(node: Node, spec: FormulaSpec, expected: str) -> Difference | None:
    return difference(node, _parsed(expected, spec.domain.names), spec.domain, spec.seed)


@lru_cache(1000)
def _parsed(text: str, names: tuple[str, ...]) -> Node:
    return parse_formula(text, names)


def _counter_example(found: Difference) -> Reason:
    at = ", ".join(f"{name}={_shown(value)}" for name, value in found.values.items())
    if found.mine is None:
        return Reason("no_value_at", {"at": at, "right": _shown(found.theirs)})
    if found.theirs is None:
        return Reason("value_where_none", {"at": at, "given": _shown(found.mine)})
    given, right = _shown(found.mine), _shown(found.theirs)
    if given == right:
        given, right = f"{float(found.mine):.12g}", f"{float(found.theirs):.12g}"
    return Reason("counter_example", {"at": at, "given": given, "right": right})


def _shown(value: Scalar | None) -> str:
    """A value as a decimal, which is easier to compare than a fraction."""
    if value is None:
        return ""
    return print_number(value) if isinstance(value, int) else print_decimal(value)
