"""A tree as a function of its variables: the same values as :func:`~quizzer.expressions.evaluation.evaluate`, faster.

Compiled once, called at many points. Powers are bounded before they are computed, products after.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from quizzer.expressions.evaluation import MAX_BITS, OPERATIONS, EvaluationError
from quizzer.expressions.functions import whole
from quizzer.expressions.tree import Name, Node, Number, Operation, Scalar, Step

Point = tuple[Scalar, ...]
Function = Callable[[Point], Scalar]


def compiled(node: Node, variables: Sequence[str]) -> Function:
    """``node`` as a function of the values of ``variables``, in their order.

    The function raises :class:`EvaluationError`: division_by_zero, too_large, undefined. KeyError for another name.
    """
    inner = _compile(node, {name: place for place, name in enumerate(variables)})

    def function(point: Point) -> Scalar:
        try:
            value = inner(point)
        except ZeroDivisionError:
            raise EvaluationError("division_by_zero") from None
        except OverflowError:
            raise EvaluationError("too_large") from None
        except (ValueError, TypeError) as problem:
            if isinstance(problem, EvaluationError):
                raise
            raise EvaluationError("undefined") from None
        if type(value) is int or type(value) is bool:
            return value
        if isinstance(value, complex) or (isinstance(value, float) and not math.isfinite(value)):
            raise EvaluationError("undefined")
        return whole(value)

    return function


_GROWING = ("+", "-", "*", "/", "**")


def _bounding(operate: Callable[..., Scalar]) -> Callable[..., Scalar]:
    """``operate`` with a limit on the length of its result, before the next one works with it."""

    def bounded(first: Scalar, second: Scalar) -> Scalar:
        value = operate(first, second)
        if isinstance(value, int):
            if value.bit_length() > MAX_BITS:
                raise EvaluationError("too_large")
        elif (
            isinstance(value, Fraction) and max(value.numerator.bit_length(), value.denominator.bit_length()) > MAX_BITS
        ):
            raise EvaluationError("too_large")
        return value

    return bounded


def _compile(node: Node, places: Mapping[str, int]) -> Function:
    if isinstance(node, Number):
        constant = node.value
        return lambda point: constant
    if isinstance(node, Name):
        place = places[node.name]
        return lambda point: point[place]
    if isinstance(node, Step):
        return _compile(node.body, places)
    if node.operator == "floor" and isinstance(node.operands[0], Operation) and node.operands[0].operator == "/":
        # The same, without the fraction in between.
        node = Operation("//", node.operands[0].operands)
    operate = _bounding(OPERATIONS[node.operator]) if node.operator in _GROWING else OPERATIONS[node.operator]
    operands = [_compile(operand, places) for operand in node.operands]
    if len(operands) == 1:
        (only,) = operands
        return lambda point: operate(only(point))
    if len(operands) == 2:
        first, second = operands
        return lambda point: operate(first(point), second(point))
    return lambda point: operate(*[operand(point) for operand in operands])
