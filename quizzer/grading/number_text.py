"""From the text of a number to its value: arithmetic, a unit behind it, lead-ins, LaTeX and implicit products."""

from __future__ import annotations

import math
import re
from fractions import Fraction

from quizzer.expressions.evaluation import EvaluationError, evaluate
from quizzer.expressions.formula import parse_formula
from quizzer.expressions.parser import ParseError, parse_leading
from quizzer.expressions.tree import Node, Operation
from quizzer.grading.reading import Reading
from quizzer.grading.units import NO_UNIT, Unit, UnknownUnit, read_unit
from quizzer.questions.answers import NumberSpec, Value

_PLAIN = re.compile(r"[+-]?\d{1,30}(\.\d{1,30})?", re.ASCII)
_ABOUT = re.compile(r"(?:about|approx\.?|approximately|roughly|around|ca\.?|约为|大约|约|≈|~)\s*", re.IGNORECASE)
_LEAD_IN = re.compile(r"(?:=>?|答案是|答案|answer:?|[^\W\d_][^\W\d_ ]{0,20}\s*=)\s*", re.IGNORECASE)
_MIXED_FRACTION = re.compile(r"(?:(?<![\w.])[\d.]+|\))\s*\(\d+/\d+\)|(?<!\w)\d+\s+\d+/\d+")
_TIMES = re.compile(r"(?<=[\d)])\s*[xX]\s*(?=[\d(])")
_FULL_STOP = re.compile(r"(?<=[^\s.])\s*\.$")
_DECIMAL_AND_STOP = re.compile(r".*\d\.\d+\.")
_RANGE = re.compile(r"\s*\d[\d.,]*\s*[–—~～]\s*\d[\d.,]*\s*[^\d\s]*\s*")
_SPACED = re.compile(r"(?P<number>\d{1,3}(?: \d{3})+(?:\.\d+)?)(?P<unit>(?: ?[^\d\s].*)?)", re.ASCII)
_NO_FORMULA = {"mixed_fraction", "decimal_comma", "bad_grouping", "too_long", "too_many_signs", "too_large", "too_deep"}


def is_range(typed: str) -> bool:
    """Whether ``typed`` is two numbers with a dash between them, rather than a difference."""
    return _RANGE.fullmatch(typed) is not None


def read_number(reading: Reading, spec: NumberSpec) -> tuple[Value, Unit]:
    """The number that ``reading`` spells in base units, and the unit it came with.

    Raises ParseError, EvaluationError, UnknownUnit.
    """
    text = reading.text
    if _PLAIN.fullmatch(text):
        return _whole(Fraction(text)), NO_UNIT
    text = _without_words(text)
    if _MIXED_FRACTION.search(text):
        raise ParseError("mixed_fraction", 0, text.strip())
    try:
        return _with_unit(*parse_leading(text), text, spec)
    except (ParseError, UnknownUnit) as problem:
        node = None if getattr(problem, "reason", "") in _NO_FORMULA else _as_formula(text)
        if node is None:
            raise
        return evaluate(node), NO_UNIT


def _without_words(text: str) -> str:
    """``text`` without what leads in, at the same places; x between numbers is a product."""
    for opening in (_LEAD_IN, _ABOUT):
        match = opening.match(text)
        if match:
            text = " " * match.end() + text[match.end() :]
    if not text.lstrip().lower().startswith("0x"):
        text = _TIMES.sub(lambda times: "*".center(len(times[0])), text)
    stop = text.endswith(".") and (not text[-2:-1].isdigit() or _DECIMAL_AND_STOP.fullmatch(text))
    return _FULL_STOP.sub("", text) if stop else text


def _with_unit(node: Node, stop: int, text: str, spec: NumberSpec) -> tuple[Value, Unit]:
    unit = read_unit(text[stop:], spec.unit)
    value = evaluate(node)
    if unit is NO_UNIT:
        return value, unit
    if unit.factor != 1 and isinstance(node, Operation) and node.operator in ("+", "-"):
        raise ParseError("unit_scope", stop, text[stop:].strip())
    if isinstance(value, float):
        scaled = value * float(unit.factor)
        if not math.isfinite(scaled):
            raise EvaluationError("too_large")
        return scaled, unit
    return _whole(Fraction(value * unit.factor)), unit


def _as_formula(text: str) -> Node | None:
    """``text`` as a formula without variables, for LaTeX, rounding brackets, roots, e and products without a sign."""
    # 2e and e-4 are numbers in scientific notation that lack a part.
    if re.search(r"\d\s*e(?!\^|\*\*)|(?<![^\W\d_])e\s*[-+]", text):
        return None
    try:
        node = parse_formula(text.replace("{,}", ""), ())
        evaluate(node)
    except (ParseError, EvaluationError):
        return None
    return node


def _whole(value: Fraction) -> Value:
    return value.numerator if value.denominator == 1 else value


def joined_groups(text: str) -> tuple[str, int] | None:
    """A number whose thousands stand apart, ``147 584``, with its unit in one piece, and how many groups it has."""
    match = _SPACED.fullmatch(text)
    if match is None:
        return None
    return match["number"].replace(" ", "") + match["unit"], match["number"].count(" ") + 1
