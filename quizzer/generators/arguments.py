"""Arguments of bank files: expressions over drawn names, drawn lists, literals, and lists and mappings of these."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from quizzer.expressions.tracing import Traced
from quizzer.expressions.tree import Name, Node, Operation
from quizzer.generators.drawing import Values, number_named, prepared


def argument(source: Any, values: Values, *, traced: bool) -> Any:
    """The value that ``source`` stands for.

    A text is a drawn name, an expression over drawn numbers or, in single quotes, that text; ``[H, W]`` is a pair.
    With ``traced`` numbers carry the expression they come from.
    """
    if isinstance(source, dict):
        return {name: argument(part, values, traced=traced) for name, part in source.items()}
    if isinstance(source, list):
        return [argument(part, values, traced=traced) for part in source]
    if isinstance(source, float):
        return Fraction(str(source))
    if not isinstance(source, str):
        return source
    if source.startswith("'"):
        return source.strip("'")
    drawn = values.get(source)
    if isinstance(drawn, list | tuple | str | dict):
        return drawn
    if source.startswith("["):
        return tuple(argument(part.strip(), values, traced=traced) for part in source.strip("[]").split(","))
    expression = prepared(source)
    value = expression(values)
    if isinstance(value, bool) or not (traced and _worth_showing(expression.tree)):
        return value
    return Traced(value, _with_values(expression.tree, values))


_KEPT = frozenset({"log", "ln", "exp", "sqrt"})


def _worth_showing(node: Node) -> bool:
    """Whether the expression says more than its value: ln(3) does, the author's 2·⌊K/2⌋ does not."""
    if isinstance(node, Operation):
        return node.operator in _KEPT or any(map(_worth_showing, node.operands))
    return False


def _with_values(node: Node, values: Values) -> Node:
    if isinstance(node, Name):
        return Name(node.name, number_named(values, node.name))
    if isinstance(node, Operation):
        return Operation(node.operator, tuple(_with_values(operand, values) for operand in node.operands))
    return node
