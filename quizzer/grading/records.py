"""Answer kinds as public records: JSON ``spec`` and ``expected`` of ``quizzer grade`` as the types of a question."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from quizzer.expressions.equality import Variable, points
from quizzer.expressions.evaluation import EvaluationError, evaluate
from quizzer.expressions.formula import parse_formula
from quizzer.expressions.parser import parse
from quizzer.grading.units import BASE_UNITS
from quizzer.questions.answers import (
    AnswerSpec,
    Blank,
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
    Value,
)
from quizzer.questions.question import QuestionPart

Spec = Mapping[str, Any]


# An exponent of a few digits: 1e999999999 would take the memory of the machine.
_WRITTEN = re.compile(r"[+-]?\d{1,400}(\.\d{0,400})?([eE][+-]?\d{1,3})?(/\d{1,400})?", re.ASCII)
MOST_DIGITS = 50
MOST_KEY_POINTS = 50


class UnknownKind(ValueError):
    """There is no answer kind of this name."""


def read_kind(kind: str, spec: Spec, expected: Any) -> tuple[AnswerSpec, Expected]:
    """Specification and expected value of a record.

    Raises UnknownKind; KeyError, TypeError, ValueError or ArithmeticError where the record does not fit its kind.
    """
    if kind not in _READERS:
        raise UnknownKind(kind)
    return _READERS[kind](spec, expected)


def read_parts(spec: Spec, expected: Any) -> list[QuestionPart]:
    """The parts of a record of kind ``parts``: each ``{"id", "kind", "spec", "follows"}``; ``expected`` is a list."""
    read = [
        (str(part["id"]), *read_kind(part["kind"], part.get("spec", {}), value), str(part.get("follows", "")))
        for part, value in zip(spec["parts"], expected, strict=True)
    ]
    right = {name: value for name, _, value, _ in read}
    return [QuestionPart(name, kind, value, carried=_follows(text, right)) for name, kind, value, text in read]


def _follows(text: str, right: Mapping[str, Expected]) -> Callable[[Mapping[str, Value]], Expected | None] | None:
    """What ``text``, an expression over the names of parts, gives for other answers to them."""
    if not text:
        return None
    node = parse(text, list(right))
    numbers = {name: value for name, value in right.items() if isinstance(value, int | float | Fraction)}

    def carried(given: Mapping[str, Value]) -> Expected | None:
        try:
            return evaluate(node, {**numbers, **given})
        except EvaluationError:
            return None

    return carried


def exact(value: Any) -> Value:
    """A number of JSON or of a text such as "3/7" or "0.25", exactly."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError(value)
    if not _WRITTEN.fullmatch(str(value)):
        raise ValueError("a number is expected")
    number = Fraction(str(value))
    return number.numerator if number.denominator == 1 else number


def _fraction(value: Any) -> Fraction | None:
    return None if value is None else Fraction(exact(value))


def _number(spec: Spec, expected: Any) -> tuple[AnswerSpec, Expected]:
    if spec.get("unit") and spec["unit"] not in BASE_UNITS:
        raise ValueError(f"there is no unit {spec['unit']}")
    if any(not 0 <= (spec.get(name) or 0) <= MOST_DIGITS for name in ("sigfigs", "decimals")):
        raise ValueError(f"sigfigs and decimals are at most {MOST_DIGITS}")
    read = NumberSpec(
        integer=bool(spec.get("integer", False)),
        absolute=_fraction(spec.get("abs")),
        relative=_fraction(spec.get("rel")),
        sigfigs=spec.get("sigfigs"),
        decimals=spec.get("decimals"),
        unit=str(spec.get("unit") or ""),
        percent_ok=bool(spec.get("percent_ok", False)),
    )
    return read, exact(expected)


def _members(ordered: bool) -> Callable[[Spec, Any], tuple[AnswerSpec, Expected]]:
    return lambda spec, expected: (MembersSpec(tuple(spec["universe"]), ordered), tuple(expected))


def _choice(spec: Spec, expected: Any) -> tuple[AnswerSpec, Expected]:
    read = ChoiceSpec(tuple(map(str, spec["options"])), bool(spec.get("single", isinstance(expected, str))))
    named = [expected] if isinstance(expected, str) else list(expected)
    if not set(map(str, named)) <= set(read.options):
        raise ValueError("expected is no option")
    if read.single:
        return read, expected if isinstance(expected, str) else str(expected[0])
    return read, (expected,) if isinstance(expected, str) else tuple(expected)


def _cloze(spec: Spec, expected: Any) -> tuple[AnswerSpec, Expected]:
    accepted = spec.get("accepted", expected)
    blanks = [accepted] if accepted and isinstance(accepted[0], str) else accepted
    return ClozeSpec(tuple(Blank(tuple(map(str, forms))) for forms in blanks)), ()


def _variable(name: str, given: Spec) -> Variable:
    if exact(given.get("min", 0)) > exact(given.get("max", 0)):
        raise ValueError(f"{name}: min is above max")
    return Variable(
        name,
        exact(given.get("min", 0)),
        exact(given.get("max", 0)),
        bool(given.get("real", False)),
        tuple(exact(value) for value in given.get("values") or ()),
    )


def _formula(spec: Spec, expected: Any) -> tuple[AnswerSpec, Expected]:
    domain = spec.get("domain", {})
    variables = tuple(_variable(name, domain.get(name, {"min": 1, "max": 20})) for name in spec["vars"])
    read = FormulaSpec(variables, str(spec.get("where") or ""))
    parse_formula(str(expected), read.domain.names)
    if not points(read.domain, read.seed):
        raise ValueError("the domain is empty")
    return read, str(expected)


def _truth_reason(spec: Spec, expected: Any) -> tuple[AnswerSpec, Expected]:
    truth, reason = expected
    right = truth if isinstance(truth, bool) else str(truth).strip().casefold() in ("t", "true")
    return TruthReasonSpec(tuple(map(str, spec["reasons"]))), (right, str(reason))


def _matching(spec: Spec, expected: Any) -> tuple[AnswerSpec, Expected]:
    read = MatchingSpec(tuple(map(str, spec["prompts"])), tuple(map(str, spec["targets"])))
    targets = [expected[prompt] for prompt in read.prompts] if isinstance(expected, Mapping) else expected
    if len(targets) != len(read.prompts):
        raise ValueError(expected)
    return read, tuple(map(str, targets))


def _spot_error(spec: Spec, expected: Any) -> tuple[AnswerSpec, Expected]:
    read = SpotErrorSpec(tuple(map(str, spec["parts"])), tuple(map(str, spec["corrections"])))
    return read, (expected,) if isinstance(expected, str) else tuple(map(str, expected))


def _free(spec: Spec, expected: Any) -> tuple[AnswerSpec, Expected]:
    points = spec["key_points"]
    count = points if isinstance(points, int) else len(points)
    claims = spec.get("false_claims", 0)
    if not 1 <= count <= MOST_KEY_POINTS or not isinstance(claims, int) or not 0 <= claims <= MOST_KEY_POINTS:
        raise ValueError(points)
    return FreeSpec(count, claims), ()


_READERS: Mapping[str, Callable[[Spec, Any], tuple[AnswerSpec, Expected]]] = {
    "number": _number,
    "shape": lambda spec, expected: (ShapeSpec(str(spec.get("axes") or "")), tuple(map(int, expected))),
    "set": _members(ordered=False),
    "list": _members(ordered=True),
    "choice": _choice,
    "cloze": _cloze,
    "formula": _formula,
    "truth_reason": _truth_reason,
    "ordering": lambda spec, expected: (OrderingSpec(tuple(map(str, spec["items"]))), tuple(map(str, expected))),
    "matching": _matching,
    "spot_error": _spot_error,
    "free": _free,
}
KINDS = (*_READERS, "parts")
"""Every answer kind by its public name."""
