"""Numbers that remember how they came about.

A calculator is an ordinary function over ``+ - * // %`` and the helpers below. Called with ints it returns an
int. Called with :class:`Traced` numbers it takes the same path through the same code, and the result carries the
tree in the order written (concolic tracing): branches, ``maximum`` and loops run on the concrete values.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import TypeVar, cast

from quizzer.expressions.functions import FUNCTIONS, divide
from quizzer.expressions.tree import Name, Node, Number, Operation, Scalar, Step

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
    """The quotient ``above / below``: an exact Fraction, or a float if either is one. ZeroDivisionError for 0."""
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


def sqrt(number: T) -> T:
    """The square root, exact for squares of whole numbers and fractions."""
    return _apply("sqrt", number)


def exp(number: T) -> T:
    """e to the power of ``number``."""
    return _apply("exp", number)


def log(number: T) -> T:
    """The natural logarithm."""
    return _apply("log", number)


def log2(number: T) -> T:
    """The logarithm to base 2."""
    return _apply("log2", number)


def tanh(number: T) -> T:
    """The hyperbolic tangent."""
    return _apply("tanh", number)


def erf(number: T) -> T:
    """The error function."""
    return _apply("erf", number)


def arctan(number: T) -> T:
    """The inverse tangent, in radians."""
    return _apply("atan", number)


def absolute(number: T) -> T:
    """``number`` without its sign."""
    return _apply("abs", number)


def sign(number: T) -> T:
    """−1, 0 or 1."""
    return _apply("sign", number)


def rounded(number: T) -> T:
    """The nearest whole number, halves to the even one."""
    return _apply("round", number)


def floor(number: T) -> T:
    """The largest whole number that is not above ``number``."""
    return _apply("floor", number)


def ceil(number: T) -> T:
    """The smallest whole number that is not below ``number``."""
    return _apply("ceil", number)


def total(numbers: Iterable[T]) -> T:
    """The sum of ``numbers`` as one sum over all of them; 0 for none."""
    return _apply("sum", *numbers)


def mean(numbers: Sequence[T]) -> T:
    """The arithmetic mean. ZeroDivisionError for none."""
    return ratio(total(numbers), cast(T, len(numbers)))


def product(numbers: Iterable[T]) -> T:
    """The product of ``numbers``; 1 for none."""
    return functools.reduce(operator.mul, numbers, cast(T, 1))


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


def noted(label: str, number: T, *near: object) -> T:
    """``number``, found without the trace (by counting, say); traced under its name if any of ``near`` is traced."""
    if any(isinstance(value_near, Traced) for value_near in near):
        return cast(T, Traced(cast(Scalar, number), Name(label, cast(Scalar, number))))
    return number


def lift(value: object, symbol: str | Sequence[str] = "") -> object:
    """``value`` with every number in it traced; lists and tuples are lifted element by element.

    With a ``symbol`` the numbers get names: ``x``, or ``x_1``, ``x_2`` … for the elements of a list, or the given
    names one by one.
    """
    if isinstance(value, bool | str | Traced) or value is None:
        return value
    if isinstance(value, int | float | Fraction):
        name = symbol if isinstance(symbol, str) else symbol[0]
        return Traced(value, Name(name, value) if name else Number(value))
    if isinstance(value, list | tuple):
        return type(value)(lift(element, _element_name(symbol, place)) for place, element in enumerate(value, 1))
    if isinstance(value, dict):
        suffix = symbol.partition("_")[2] if isinstance(symbol, str) else ""
        names = {key: f"{key}_{suffix}" if suffix else str(key) for key in value}
        return {key: lift(element, names[key] if symbol else "") for key, element in value.items()}
    raise TypeError(f"{type(value).__name__} cannot be traced")


def _element_name(symbol: str | Sequence[str], place: int) -> str:
    if not isinstance(symbol, str):
        return symbol[place - 1] if place <= len(symbol) else f"{symbol[-1]}_{place}"
    if not symbol:
        return ""
    return f"{symbol},{place}" if "_" in symbol else f"{symbol}_{place}"


def plain(value: object) -> object:
    """``value`` with every traced number replaced by what it stands for; the inverse of :func:`lift`."""
    kind = type(value)
    if kind is int or kind is Fraction or kind is str:
        return value
    if kind is Traced:
        return cast(Traced, value).value
    if isinstance(value, list | tuple):
        return type(value)([plain(element) for element in value])
    if isinstance(value, dict):
        return {key: plain(element) for key, element in value.items()}
    return value


def value_of(number: object) -> Scalar:
    """The concrete value of a plain or traced number."""
    return number.value if type(number) is Traced else cast(Scalar, number)


def _number(number: object) -> int:
    # The union of exact and floating numbers is ordered, but mypy wants one type on both sides.
    return cast(int, value_of(number))


def _node(number: object) -> Node:
    return number.node if isinstance(number, Traced) else Number(cast(Scalar, number))


_OPERATIONS: dict[str, Callable[..., Scalar]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "//": operator.floordiv,
    "%": operator.mod,
    "**": operator.pow,
    "/": divide,
    "ceil/": lambda above, below: -(-above // below),
    **FUNCTIONS,
}


def _apply(symbol: str, *numbers: T) -> T:
    for number in numbers:
        if type(number) is Traced:
            value = _OPERATIONS[symbol](*[value_of(number) for number in numbers])
            return cast(T, Traced(value, Operation(symbol, tuple([_node(number) for number in numbers]))))
    return cast(T, _OPERATIONS[symbol](*numbers))


def _combine(symbol: str, *numbers: object) -> Traced:
    if not all(isinstance(number, Traced | int | float | Fraction) for number in numbers):
        return cast(Traced, NotImplemented)
    return cast(Traced, _apply(symbol, *numbers))
