"""Exact evaluation of a tree, with its cost bounded before any work is done."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, cast

from quizzer.expressions import functions
from quizzer.expressions.functions import divide, square_root
from quizzer.expressions.tree import Name, Node, Number, Operation, Scalar, Step

MAX_BITS = 4096
"""The largest numerator or denominator that is computed; about 1,233 decimal digits."""


class EvaluationError(ValueError):
    """The expression has no value. ``reason``: division_by_zero, too_large, undefined, not_whole, unknown_name."""

    def __init__(self, reason: str, subject: str = "") -> None:
        super().__init__(f"{reason} {subject}".rstrip())
        self.reason = reason
        self.subject = subject


def evaluate(node: Node, values: Mapping[str, Scalar] | None = None) -> Scalar:
    """The value of ``node``; names are looked up in ``values`` first, then in the trace.

    Sums, products, quotients and roots of squares stay exact (int or Fraction); ``exp``, ``log`` and other roots
    give floats. Comparisons and ``and or not`` give bools. Raises :class:`EvaluationError`.
    """
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Name):
        value = (values or {}).get(node.name, node.value)
        if value is None:
            raise EvaluationError("unknown_name", node.name)
        return value
    if isinstance(node, Step):
        return evaluate(node.body, values)
    operands = [evaluate(operand, values) for operand in node.operands]
    return _bounded(_operate(node, operands))


def _operate(node: Operation, operands: list[Scalar]) -> Scalar:
    try:
        return cast(Scalar, OPERATIONS[node.operator](*operands))
    except EvaluationError:
        raise
    except KeyError:
        raise EvaluationError("unknown_name", node.operator) from None
    except ZeroDivisionError:
        raise EvaluationError("division_by_zero") from None
    except OverflowError:
        raise EvaluationError("too_large") from None
    except (ValueError, TypeError):
        raise EvaluationError("undefined") from None


def _bounded(value: Scalar) -> Scalar:
    if isinstance(value, complex):
        raise EvaluationError("undefined")
    if isinstance(value, float):
        if not math.isfinite(value):
            raise EvaluationError("undefined")
        return value
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > MAX_BITS:
        raise EvaluationError("too_large")
    if isinstance(value, Fraction) and value.denominator == 1:
        return value.numerator
    return value


def _power(base: Scalar, exponent: Scalar) -> Scalar:
    if isinstance(exponent, Fraction) and exponent == Fraction(1, 2):
        return square_root(base)
    if isinstance(base, int | Fraction) and isinstance(exponent, int):
        bits = max(base.numerator.bit_length(), base.denominator.bit_length())
        if bits > 1 and bits * abs(exponent) > MAX_BITS + bits:
            raise EvaluationError("too_large")
        return base**exponent if isinstance(base, int) and exponent >= 0 else Fraction(base) ** exponent
    return cast(float, float(base) ** float(exponent))


OPERATIONS: dict[str, Callable[..., Any]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": divide,
    "//": lambda a, b: a // b,
    "%": lambda a, b: a % b,
    "ceil/": lambda a, b: -(-a // b),
    "**": _power,
    "neg": lambda a: -a,
    **functions.FUNCTIONS,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "and": lambda a, b: bool(a) and bool(b),
    "or": lambda a, b: bool(a) or bool(b),
    "not": lambda a: not a,
}

FUNCTIONS: Mapping[str, range] = {
    "max": range(1, 9),
    "min": range(1, 9),
    **dict.fromkeys(("floor", "ceil", "abs", "sqrt", "exp", "log", "ln", "log2", "tanh"), range(1, 2)),
}
"""The functions that may be written, each with the numbers of arguments it takes."""
