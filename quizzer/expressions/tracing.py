"""Numbers that remember how they came about.

A calculator is an ordinary function over ``+ - * // %`` and the helpers below. Called with ints it returns an
int. Called with :class:`Traced` numbers it takes the same path through the same code, and the result carries the
tree in the order written (concolic tracing): branches, ``maximum`` and loops run on the concrete values.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from typing import TypeVar, cast

from quizzer.expressions.tree import Node, Number, Operation, Scalar, Step

T = TypeVar("T")


class Traced:
    """A number together with the expression that made it.

    It has no ``__index__``: ``int(x)``, ``range(x)`` or ``[0] * x`` would lose the trace without a word, so they
    raise. Counts of loops are passed to a calculator as plain values.
    """

    __slots__ = ("node", "value")

    def __init__(self, value: Scalar, node: Node) -> None:
        self.value = value
        self.node = node

    def __repr__(self) -> str:
        return f"Traced({self.value!r})"

    def __add__(self, other: object) -> Traced:
        return _combine("+", self, other)

    def __radd__(self, other: object) -> Traced:
        return _combine("+", other, self)

    def __sub__(self, other: object) -> Traced:
        return _combine("-", self, other)

    def __rsub__(self, other: object) -> Traced:
        return _combine("-", other, self)

    def __mul__(self, other: object) -> Traced:
        return _combine("*", self, other)

    def __rmul__(self, other: object) -> Traced:
        return _combine("*", other, self)

    def __floordiv__(self, other: object) -> Traced:
        return _combine("//", self, other)

    def __rfloordiv__(self, other: object) -> Traced:
        return _combine("//", other, self)

    def __mod__(self, other: object) -> Traced:
        return _combine("%", self, other)

    def __rmod__(self, other: object) -> Traced:
        return _combine("%", other, self)

    def __pow__(self, other: object) -> Traced:
        return _combine("**", self, other)

    def __neg__(self) -> Traced:
        return Traced(-self.value, Operation("neg", (self.node,)))

    def __truediv__(self, other: object) -> Traced:
        raise TypeError("a traced number has no '/': write ratio(a, b), which stays exact")

    def __eq__(self, other: object) -> bool:
        return bool(self.value == value_of(other))

    def __lt__(self, other: object) -> bool:
        return _number(self) < _number(other)

    def __le__(self, other: object) -> bool:
        return _number(self) <= _number(other)

    def __gt__(self, other: object) -> bool:
        return _number(self) > _number(other)

    def __ge__(self, other: object) -> bool:
        return _number(self) >= _number(other)

    def __hash__(self) -> int:
        return hash(self.value)

    def __bool__(self) -> bool:
        return bool(self.value)


def ratio(above: T, below: T) -> T:
    """The exact quotient ``above / below`` as a Fraction. ZeroDivisionError for a zero denominator."""
    return _apply("/", above, below)


def exact_div(above: T, below: T) -> T:
    """``above / below`` where it is known to come out whole. ArithmeticError where it does not."""
    if value_of(above) % value_of(below):
        raise ArithmeticError(f"{value_of(above)} is not a multiple of {value_of(below)}")
    quotient = _apply("/", above, below)
    if isinstance(quotient, Traced):
        quotient.value = int(quotient.value)
        return quotient
    return cast(T, int(cast(Fraction, quotient)))


def ceil_div(above: T, below: T) -> T:
    """``above / below`` rounded up."""
    return _apply("ceil/", above, below)


def maximum(*numbers: T) -> T:
    """The largest of ``numbers``; unlike built-in ``max`` the trace keeps the ones that lost."""
    return _apply("max", *numbers)


def minimum(*numbers: T) -> T:
    """The smallest of ``numbers``; unlike built-in ``min`` the trace keeps the ones that lost."""
    return _apply("min", *numbers)


def named(label: str, number: T, index: int | None = None) -> T:
    """``number`` itself; in a traced call it also becomes a line of the worked solution called ``label``."""
    if isinstance(number, Traced):
        return cast(T, Traced(number.value, Step(label, number.node, number.value, index)))
    return number


def lift(value: object) -> object:
    """``value`` with every number in it traced; lists and tuples are lifted element by element."""
    if isinstance(value, bool | str | Traced) or value is None:
        return value
    if isinstance(value, int | float | Fraction):
        return Traced(value, Number(value))
    if isinstance(value, list | tuple):
        return type(value)(lift(element) for element in value)
    raise TypeError(f"{type(value).__name__} cannot be traced")


def plain(value: object) -> object:
    """``value`` with every traced number replaced by what it stands for; the inverse of :func:`lift`."""
    if isinstance(value, Traced):
        return value.value
    if isinstance(value, list | tuple):
        return type(value)(plain(element) for element in value)
    return value


def value_of(number: object) -> Scalar:
    """The concrete value of a plain or traced number."""
    return number.value if isinstance(number, Traced) else cast(Scalar, number)


def _number(number: object) -> int:
    # The union of exact and floating numbers is ordered, but mypy wants one type on both sides.
    return cast(int, value_of(number))


def _node(number: object) -> Node:
    return number.node if isinstance(number, Traced) else Number(cast(Scalar, number))


def _exact_quotient(above: int, below: int) -> Fraction:
    return Fraction(above) / Fraction(below)


_OPERATIONS: dict[str, Callable[..., Scalar]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "//": operator.floordiv,
    "%": operator.mod,
    "**": operator.pow,
    "/": _exact_quotient,
    "ceil/": lambda above, below: -(-above // below),
    "max": max,
    "min": min,
}


def _apply(symbol: str, *numbers: T) -> T:
    value = _OPERATIONS[symbol](*(value_of(number) for number in numbers))
    if any(isinstance(number, Traced) for number in numbers):
        return cast(T, Traced(value, Operation(symbol, tuple(_node(number) for number in numbers))))
    return cast(T, value)


def _combine(symbol: str, *numbers: object) -> Traced:
    if not all(isinstance(number, Traced | int | float | Fraction) for number in numbers):
        return cast(Traced, NotImplemented)
    return cast(Traced, _apply(symbol, *numbers))
