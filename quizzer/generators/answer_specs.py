"""The answer of a numeric item: how it is read, the key as it is expected, and when two answers are the same."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any, cast

from quizzer.bank.fields import NumberRule
from quizzer.bank.numeric_items import Ask, CasePart, VariableRange
from quizzer.expressions.equality import Variable, difference
from quizzer.expressions.formula import parse_formula
from quizzer.generators.drawing import Values, compute
from quizzer.questions.answers import (
    AnswerSpec,
    ChoiceSpec,
    Expected,
    FormulaSpec,
    MembersSpec,
    NumberSpec,
    ShapeSpec,
    tolerance,
)
from quizzer.questions.question import Choice, Misconception
from quizzer.questions.text import Text


def answer_spec(ask: Ask | CasePart, values: Values, seed: int) -> AnswerSpec:
    """How the answer to these drawn values is read."""
    answer = ask.answer
    match answer.kind:
        case "number":
            return number_spec(answer.rule)
        case "shape":
            return ShapeSpec(answer.axes)
        case "formula" if isinstance(ask, Ask) and ask.formula:
            variables = tuple(_variable(name, given) for name, given in ask.formula.vars.items())
            return FormulaSpec(variables, ask.formula.where, seed)
        case "choice":
            return ChoiceSpec(tuple(_keys(ask)), single=True, texts=tuple(answer.options.values()))
    members = tuple(answer.members) or tuple(range(int(compute(answer.universe, values))))
    return MembersSpec(members, ordered=answer.kind == "list")


@lru_cache(1000)
def number_spec(rule: NumberRule) -> NumberSpec:
    """A rule of a bank file as a specification; its decimals become exact."""

    def exact(value: float | None) -> Fraction | None:
        return None if value is None else Fraction(str(value))

    return NumberSpec(
        integer=rule.integer,
        absolute=exact(rule.abs),
        relative=exact(rule.rel),
        sigfigs=rule.sigfigs,
        decimals=rule.decimals,
        unit=rule.unit,
        percent_ok=rule.percent_ok,
    )


def _variable(name: str, given: VariableRange) -> Variable:
    def exact(value: int | float) -> int | Fraction:
        return value if isinstance(value, int) else Fraction(str(value))

    return Variable(name, exact(given.min), exact(given.max), given.real, tuple(given.values))


def _keys(ask: Ask | CasePart) -> dict[str, str]:
    """The letter of each option of a choice, with the result that it stands for."""
    return {chr(ord("A") + place): result for place, result in enumerate(ask.answer.options)}


def key_of(ask: Ask | CasePart, result: Any) -> Expected:
    """A result of a calculator as the expected value of the answer kind."""
    if ask.answer.kind == "choice":
        found = str(result).lower()
        return next(key for key, name in _keys(ask).items() if name.lower() == found)
    key = _exact(result)
    if ask.answer.kind != "shape":
        return key
    return tuple(_flat(key)) if isinstance(key, tuple) else (key,)


def _flat(values: tuple[Expected, ...]) -> Iterator[Expected]:
    """A matrix row by row."""
    for value in values:
        if isinstance(value, tuple):
            yield from _flat(value)
        else:
            yield value


def _exact(result: Any) -> Expected:
    if type(result) is int:
        return result
    if isinstance(result, list | tuple):
        return tuple(_exact(part) for part in result)
    if isinstance(result, Fraction) and result.denominator == 1:
        return result.numerator
    return cast(Expected, result)


def choices_of(ask: Ask, key: Expected, feedback: Text, slips: Mapping[Expected, Misconception]) -> tuple[Choice, ...]:
    """The options as shown; a wrong one says what its slip says, else the explanation."""
    if ask.answer.kind != "choice":
        return ()
    texts = zip(_keys(ask), ask.answer.options.values(), strict=True)
    return tuple(
        Choice(letter, text, letter == key, slips[letter].repair, slips[letter].id)
        if letter in slips
        else Choice(letter, text, letter == key, feedback)
        for letter, text in texts
    )


def spell(key: Expected) -> str:
    """The key as a text that, typed back, is correct."""
    if isinstance(key, tuple):
        return ", ".join(spell(part) for part in key) or "[]"
    return f"{key:.12g}" if isinstance(key, float) else str(key)


LARGEST_DENOMINATOR = 10_000
"""A longer fraction is typed as a decimal, where the rule takes one."""


def spell_key(key: Expected, spec: AnswerSpec) -> str:
    """As :func:`spell`; an unwieldy fraction as a decimal, where that is right too."""
    if isinstance(key, Fraction) and key.denominator > LARGEST_DENOMINATOR and isinstance(spec, NumberSpec):
        decimal = f"{float(key):.6g}"
        if abs(Fraction(decimal) - key) * 10 <= tolerance(spec, key):
            return decimal
    return spell(key)


def comparable(spec: AnswerSpec, answer: Expected) -> bool:
    """Whether ``answer`` could be typed at all: a finite number, members of the universe, whole numbers of a shape."""
    match spec:
        case NumberSpec():
            is_number = isinstance(answer, int | float | Fraction) and not isinstance(answer, bool)
            return is_number and math.isfinite(cast(float, answer))
        case MembersSpec():
            return isinstance(answer, tuple) and set(answer) <= set(spec.universe)
        case ShapeSpec():
            parts = answer if isinstance(answer, tuple) else (answer,)
            return all(isinstance(part, int) for part in parts)
    return True


def same_answer(spec: AnswerSpec, answer: Expected, other: Expected) -> bool:
    """Whether the grader could take one for the other: they differ by at most twice the tolerance."""
    match spec:
        case NumberSpec():
            if answer == other or not (spec.absolute or spec.relative or spec.sigfigs or spec.decimals is not None):
                return answer == other
            if _far_apart(spec, cast(float, answer), cast(float, other)):
                return False
            wrong, right = Fraction(cast(Fraction, answer)), Fraction(cast(Fraction, other))
            return abs(wrong - right) <= _reach(spec, right)
        case MembersSpec() if not spec.ordered:
            return set(cast(tuple[int, ...], answer)) == set(cast(tuple[int, ...], other))
        case FormulaSpec():
            return _equal_formulas(str(answer), str(other), spec.variables, spec.where)
        case ShapeSpec():
            return _as_tuple(answer) == _as_tuple(other)
    return answer == other


def _far_apart(spec: NumberSpec, answer: float, other: float) -> bool:
    """Whether two numbers differ by more than any tolerance could allow, found quickly; False where that is unclear."""
    try:
        size, distance = abs(float(other)), abs(float(answer) - float(other))
    except OverflowError:
        return False
    if spec.sigfigs is not None and distance <= size * 10.0 ** (1 - spec.sigfigs) * _CLEARLY:
        return False
    if spec.absolute is not None and distance <= 2 * float(spec.absolute) * _CLEARLY:
        return False
    if spec.relative is not None and distance <= 2 * size * float(spec.relative) * _CLEARLY:
        return False
    return spec.decimals is None or distance > 10.0**-spec.decimals * _CLEARLY


_CLEARLY = 1.01
"""Floats round; what is so near a limit is compared exactly."""


@lru_cache(64)
def _reach(spec: NumberSpec, expected: Fraction) -> Fraction:
    """Twice the tolerance, for one expected value that many answers are compared with."""
    return 2 * tolerance(spec, expected)


@lru_cache(4096)
def _equal_formulas(answer: str, other: str, variables: tuple[Variable, ...], where: str) -> bool:
    domain = FormulaSpec(variables, where).domain
    first, second = parse_formula(answer, domain.names), parse_formula(other, domain.names)
    return difference(first, second, domain, 0) is None


def _as_tuple(shape: Expected) -> tuple[Expected, ...]:
    return shape if isinstance(shape, tuple) else (shape,)
