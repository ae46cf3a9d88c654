"""The functions of the mathematics over int, Fraction and float: exact where the result is, a float elsewhere."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction

from quizzer.expressions.tree import Scalar


def whole(value: Scalar) -> Scalar:
    """``value``, a Fraction without denominator as int."""
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value


def divide(above: Scalar, below: Scalar) -> Scalar:
    """``above / below``: exact for int and Fraction, a float if either is one. ZeroDivisionError for 0."""
    if isinstance(above, int) and isinstance(below, int):
        return Fraction(above, below)
    return above / below


def square_root(number: Scalar) -> Scalar:
    """The root of ``number``, exact for squares of fractions. ValueError below 0."""
    if isinstance(number, int | Fraction) and number >= 0:
        exact = Fraction(math.isqrt(number.numerator), math.isqrt(number.denominator))
        if exact * exact == number:
            return whole(exact)
    return math.sqrt(number)


def exponential(number: Scalar) -> Scalar:
    """e to the power of ``number``; exp(0) is the exact 1."""
    return 1 if number == 0 else math.exp(number)


def natural_log(number: Scalar) -> Scalar:
    """The natural logarithm; log(1) is the exact 0. ValueError at 0 and below."""
    return 0 if number == 1 else math.log(number)


def binary_log(number: Scalar) -> Scalar:
    """The logarithm to base 2, exact for powers of two. ValueError at 0 and below."""
    if isinstance(number, int) and number > 0 and number & (number - 1) == 0:
        return number.bit_length() - 1
    return math.log2(number)


def summed(*numbers: Scalar) -> Scalar:
    """The sum from left to right."""
    return sum(numbers)


def sign(number: Scalar) -> int:
    """−1, 0 or 1."""
    return (number > 0) - (number < 0)


def round_down(number: Scalar) -> int:
    """The largest whole number that is not above ``number``; a float within noise of a whole one is that one."""
    return _near_whole(number, math.floor)


def round_up(number: Scalar) -> int:
    """The smallest whole number that is not below ``number``, as :func:`round_down`."""
    return _near_whole(number, math.ceil)


def _near_whole(number: Scalar, rounding: Callable[[Scalar], int]) -> int:
    if isinstance(number, float) and abs(number - round(number)) <= FLOAT_NOISE * max(1.0, abs(number)):
        return round(number)
    return rounding(number)


FLOAT_NOISE = 1e-9
"""Relative error allowed to what came out of exp, log or a root; everything else is exact."""

FUNCTIONS: Mapping[str, Callable[..., Scalar]] = {
    "max": max,
    "min": min,
    "sum": summed,
    "floor": round_down,
    "ceil": round_up,
    "round": round,
    "abs": abs,
    "sign": sign,
    "sqrt": square_root,
    "exp": exponential,
    "log": natural_log,
    "ln": natural_log,
    "log2": binary_log,
    "tanh": math.tanh,
    "erf": math.erf,
    "atan": math.atan,
}
