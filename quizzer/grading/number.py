"""Numbers: arithmetic is worked out exactly, a unit may follow, and the question's tolerances decide."""

from __future__ import annotations

import functools
import math
import re
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from quizzer.expressions.evaluation import EvaluationError
from quizzer.expressions.parser import ParseError
from quizzer.expressions.printing import print_decimal, print_number
from quizzer.grading.number_text import is_range, joined_groups, read_number
from quizzer.grading.reading import Reading, Unreadable, read, shown
from quizzer.grading.units import Unit, UnknownUnit
from quizzer.questions.answers import NumberSpec, Value
from quizzer.questions.verdict import Outcome, Reason, Verdict, invalid

FLOAT_NOISE = Fraction(1, 10**9)
"""Relative error allowed to values that came out of exp, log or a root."""
LONGEST_RANGE = 60
_QUOTIENT = re.compile(r"[\s\d.,+-]*[/÷∕⁄／][\s\d.,]*")


def grade_number(spec: NumberSpec, expected: Value, typed: str) -> Verdict:
    """The verdict on ``typed`` where ``expected`` is right. Never raises; the work is bounded by caps."""
    found = value_of(spec, typed)
    if isinstance(found, Reason):
        spaced = _spaced_thousands(spec, expected, typed) if found.code == "two_numbers" else None
        return spaced or Verdict(Outcome.INVALID, 0.0, "", found)
    value, unit = found
    verdict = _judged(spec, expected, value, unit, echo(value, typed))
    # A difference only where that is right: 147712–128, but not 5–6.
    asks = verdict.outcome is not Outcome.CORRECT and len(typed) < LONGEST_RANGE and is_range(typed)
    return invalid("range") if asks else verdict


def value_of(spec: NumberSpec, typed: str) -> tuple[Value, Unit] | Reason:
    """The number that ``typed`` spells in base units and its unit, or why it spells none. Never raises."""
    try:
        reading = read(typed)
    except Unreadable as problem:
        return Reason(problem.reason, {"subject": problem.subject}, problem.position)
    try:
        return read_number(reading, spec)
    except ParseError as problem:
        return Reason(problem.reason, {"subject": problem.subject}, reading.place(problem.position))
    except EvaluationError as problem:
        return Reason(problem.reason, {"subject": problem.subject})
    except UnknownUnit as problem:
        if not problem.unit[:1].isdigit():
            return Reason("unknown_unit", {"subject": problem.unit})
        thousands = _joined(spec, reading)
        return thousands or Reason("two_numbers", {"subject": shown(reading.text)})


def echo(value: Value, typed: str) -> str:
    """How ``value`` is shown to who ``typed`` it: a decimal where that is short and exact, unless a fraction stood."""
    if isinstance(value, Fraction) and not _QUOTIENT.fullmatch(typed):
        decimal = print_decimal(value)
        if "e" not in decimal and Fraction(decimal.replace("−", "-").replace(",", "")) == value:
            return decimal
    return print_number(value)


def _judged(spec: NumberSpec, expected: Value, value: Value, unit: Unit, read_as: str) -> Verdict:
    if matches(spec, value, expected):
        return Verdict(Outcome.CORRECT, 1.0, read_as)
    # Nobody counts parameters in units of 2^20, unless the prefix says so.
    two_bases = unit.prefix_base == 1024 or (unit.prefix_base == 1000 and spec.unit == "B")
    if two_bases and matches(spec, _with_other_base(value, unit), expected):
        return Verdict(Outcome.PARTIAL, 0.5, read_as, Reason("wrong_prefix_base"))
    code = _near_miss(spec, value, expected)
    return Verdict(Outcome.INCORRECT, 0.0, read_as, Reason(code) if code else None)


def _joined(spec: NumberSpec, reading: Reading, fewest: int = 3) -> tuple[Value, Unit] | None:
    """The number behind ``1 048 576``; None where there are not so many groups, or no number in them."""
    joined = joined_groups(reading.text)
    if joined is None or joined[1] < fewest:
        return None
    try:
        return read_number(Reading(joined[0], range(len(joined[0]))), spec)
    except (ParseError, EvaluationError, UnknownUnit):
        return None


def _spaced_thousands(spec: NumberSpec, expected: Value, typed: str) -> Verdict | None:
    """The verdict on ``147 584``, which could be two numbers as well and so only counts where it hits."""
    found = _joined(spec, read(typed), fewest=2)
    if found is None:
        return None
    verdict = _judged(spec, expected, *found, print_number(found[0]))
    return verdict if verdict.outcome is Outcome.CORRECT else None


def _near_miss(spec: NumberSpec, value: Value, expected: Value) -> str | None:
    """What the number shows by itself, whatever the question: a fraction, off by one, half, double, bits for bytes."""
    if spec.integer and not is_whole(value):
        return "not_whole"
    mine, right = _exact(value), _exact(expected)
    if spec.unit == "FLOPs" and matches(spec, 2 * mine, expected):
        return "macs_for_flops"
    if spec.unit == "MACs" and matches(spec, mine / 2, expected):
        return "flops_for_macs"
    if spec.unit == "B" and matches(spec, mine / 8, expected):
        return "bits_for_bytes"
    if spec.integer and right > 1 and abs(mine - right) == 1:
        return "one_too_many" if mine > right else "one_too_few"
    return None


def matches(spec: NumberSpec, value: Value, expected: Value) -> bool:
    """Whether ``value`` is ``expected`` within any of the tolerances of ``spec``."""
    if _equal(value, expected):
        return True
    if spec.integer and not is_rounded(spec):
        return False
    wrong, right = _exact(value), _exact(expected)
    return (
        (spec.absolute is not None and abs(wrong - right) <= spec.absolute)
        or (spec.relative is not None and abs(wrong - right) <= spec.relative * abs(right))
        or (spec.sigfigs is not None and _significant(wrong, spec.sigfigs) == _significant(right, spec.sigfigs))
        or (spec.decimals is not None and round(wrong, spec.decimals) == round(right, spec.decimals))
    )


def is_rounded(spec: NumberSpec) -> bool:
    """Whether a number near the right one will do."""
    return bool(spec.sigfigs or spec.relative or spec.absolute or spec.decimals is not None)


def _equal(value: Value, expected: Value) -> bool:
    if isinstance(value, float) or isinstance(expected, float):
        return abs(_exact(value) - _exact(expected)) <= FLOAT_NOISE * max(Fraction(1), abs(_exact(expected)))
    return value == expected


def _exact(value: Value) -> Fraction:
    if isinstance(value, Fraction):
        return value
    return Fraction(value) if not isinstance(value, float) or math.isfinite(value) else Fraction(0)


def _significant(value: Fraction, digits: int) -> Decimal:
    """``value`` rounded half to even to ``digits`` significant digits."""
    exact = _wide(digits).divide(Decimal(value.numerator), Decimal(value.denominator))
    return _narrow(digits).plus(exact)


@functools.cache
def _wide(digits: int) -> Context:
    return Context(prec=digits + 60)


@functools.cache
def _narrow(digits: int) -> Context:
    return Context(prec=digits, rounding=ROUND_HALF_EVEN)


def _with_other_base(value: Value, unit: Unit) -> Value:
    """``value`` as it would be with 1024 for every 1000 of its prefix, or the other way round."""
    thousands = round(math.log(float(unit.factor), unit.prefix_base)) or 1
    swap = Fraction(1024, 1000) if unit.prefix_base == 1000 else Fraction(1000, 1024)
    return _exact(value) * swap**thousands


def is_whole(value: Value) -> bool:
    """Whether ``value`` has no fraction."""
    return float(value).is_integer() if isinstance(value, float) else value.denominator == 1
