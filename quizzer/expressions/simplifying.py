"""A formula made simpler by SymPy, which is imported here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sympy

from quizzer.expressions.tree import Name, Node, Number, Operation, Step

MOST_OPERATIONS = 60
"""Larger formulas take SymPy seconds and do not get shorter."""


@dataclass(frozen=True)
class Simplified:
    """The simpler form as text and in LaTeX."""

    text: str
    latex: str


def simplified(node: Node) -> Simplified | None:
    """The simpler form of ``node``; None where it is too large, has no counterpart in SymPy or gets no shorter."""
    try:
        written = to_sympy(node)
    except (KeyError, TypeError):
        return None
    if sympy.count_ops(written) > MOST_OPERATIONS:
        return None
    simple = min((sympy.simplify(written), sympy.factor_terms(written)), key=sympy.count_ops)
    if sympy.count_ops(simple) >= operations(node):
        return None
    return Simplified(sympy.sstr(simple).replace("**", "^").replace("*", "·"), sympy.latex(simple))


def operations(node: Node) -> int:
    """How many operations ``node`` is written with, intermediate results written out."""
    if isinstance(node, Step):
        return operations(node.body)
    if isinstance(node, Operation):
        return len(node.operands) - 1 + sum(map(operations, node.operands)) + (len(node.operands) == 1)
    return 0


def to_sympy(node: Node) -> Any:
    """``node`` as SymPy's expression over real symbols, exact. KeyError for an operator that it does not know."""
    done: dict[int, Any] = {}

    def convert(current: Node) -> Any:
        if id(current) not in done:
            done[id(current)] = build(current)
        return done[id(current)]

    def build(current: Node) -> Any:
        match current:
            case Number(value):
                return sympy.Float(value) if isinstance(value, float) else sympy.Rational(value)
            case Name(name):
                return sympy.Symbol(name, real=True)
            case Step(_, body):
                return convert(body)
            case Operation(operator, operands):
                return _OPERATORS[operator](*map(convert, operands))
        raise TypeError(current)

    return convert(node)


_OPERATORS: dict[str, Callable[..., Any]] = {
    "+": sympy.Add,
    "-": lambda a, b: a - b,
    "*": sympy.Mul,
    "/": lambda a, b: a / b,
    "//": lambda a, b: sympy.floor(a / b),
    "ceil/": lambda a, b: sympy.ceiling(a / b),
    "%": sympy.Mod,
    "**": sympy.Pow,
    "neg": lambda a: -a,
    "sum": sympy.Add,
    "max": sympy.Max,
    "min": sympy.Min,
    "floor": sympy.floor,
    "ceil": sympy.ceiling,
    "abs": sympy.Abs,
    "sign": sympy.sign,
    "sqrt": sympy.sqrt,
    "exp": sympy.exp,
    "log": sympy.log,
    "ln": sympy.log,
    "log2": lambda a: sympy.log(a, 2),
    "tanh": sympy.tanh,
    "erf": sympy.erf,
    "atan": sympy.atan,
}
