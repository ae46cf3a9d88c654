"""A tree as text in Unicode: as a formula with names, or with this question's numbers put in."""

from __future__ import annotations

from fractions import Fraction

from quizzer.expressions.tree import Name, Node, Number, Operation, Scalar, Step

_LEVEL = {"+": 1, "-": 1, "neg": 2, "*": 3, "/": 3, "%": 3, "**": 4}
_TIGHTEST = 5


def print_formula(node: Node) -> str:
    """``node`` with its variables, intermediate results written out: ``⌊(W − K + 2·P)/S⌋ + 1``."""
    return _print(node, numbers=False, below=0)


def print_with_numbers(node: Node) -> str:
    """``node`` with its values, intermediate results as one number each: ``⌊(224 − 7 + 2·3)/2⌋ + 1``."""
    return _print(node, numbers=True, below=0)


def print_number(value: Scalar) -> str:
    """A value as people write it: thousands separated, a fraction as ``a/b``, a float with six digits."""
    if isinstance(value, float):
        return f"{value:.6g}".replace("-", "−")
    text = f"{value.numerator:,}" if abs(value.numerator) >= 10_000 else str(value.numerator)
    if isinstance(value, Fraction) and value.denominator != 1:
        text = f"{value.numerator}/{value.denominator}"
    return text.replace("-", "−")


def _print(node: Node, *, numbers: bool, below: int) -> str:
    if isinstance(node, Step):
        if not numbers:
            return _print(node.body, numbers=False, below=below)
        return _print_leaf(node.value, below)
    if isinstance(node, Name):
        return node.name if not numbers or node.value is None else _print_leaf(node.value, below)
    if isinstance(node, Number):
        return _print_leaf(node.value, below)
    return _print_operation(node, numbers, below)


def _print_leaf(value: Scalar, below: int) -> str:
    text = print_number(value)
    needs = (value < 0 and below > 1) or ("/" in text and below >= _LEVEL["*"])
    return f"({text})" if needs else text


def _print_operation(node: Operation, numbers: bool, below: int) -> str:
    def inner(index: int, level: int) -> str:
        return _print(node.operands[index], numbers=numbers, below=level)

    if node.operator in ("//", "ceil/"):
        left, right = ("⌊", "⌋") if node.operator == "//" else ("⌈", "⌉")
        return f"{left}{inner(0, _LEVEL['/'])}/{inner(1, _LEVEL['/'] + 1)}{right}"
    if node.operator not in _LEVEL:
        return f"{node.operator}({', '.join(inner(index, 0) for index in range(len(node.operands)))})"
    level = _LEVEL[node.operator]
    if node.operator == "neg":
        text = f"−{inner(0, level + 1)}"
    elif node.operator == "**":
        text = f"{inner(0, _TIGHTEST)}^{inner(1, _TIGHTEST)}"
    else:
        sign = {"+": " + ", "-": " − ", "*": "·", "/": "/", "%": " mod "}[node.operator]
        # The right operand of − and / needs brackets at its own level; that of + and · does not.
        tighter = 1 if node.operator in ("-", "/", "%") else 0
        text = f"{inner(0, level)}{sign}{inner(1, level + tighter)}"
    return f"({text})" if level < below else text
