"""The expression tree: what a formula looks like, in the order in which it was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

Scalar = int | float | Fraction
"""A value of the mathematics: exact (int, Fraction) wherever it can be, float behind exp, log and roots."""


@dataclass(frozen=True, slots=True)
class Number:
    """A literal."""

    value: Scalar


@dataclass(frozen=True, slots=True)
class Name:
    """A variable; ``value`` is what it stands for in a traced call, None in a parsed text."""

    name: str
    value: Scalar | None = None


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator or function with its operands.

    Operators: ``+ - * / // % **``, ``ceil/`` (division rounded up), ``neg``, comparisons, ``and or not``;
    every other name is a function such as ``max`` or ``sqrt``.
    """

    operator: str
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A named intermediate result: one line of the worked solution.

    ``index`` tells repeated steps of a loop apart (layer 1, layer 2 …).
    """

    label: str
    body: Node
    value: Scalar
    index: int | None = None


Node = Number | Name | Operation | Step


def steps_of(node: Node) -> list[Step]:
    """Every step below ``node``, each once, in the order in which it was computed."""
    found: dict[int, Step] = {}

    def visit(current: Node) -> None:
        if isinstance(current, Operation):
            for operand in current.operands:
                visit(operand)
        elif isinstance(current, Step) and id(current) not in found:
            visit(current.body)
            found[id(current)] = current

    visit(node)
    return list(found.values())


def names_in(node: Node) -> Iterator[str]:
    """The names of the variables in ``node``, from left to right, repeats included."""
    if isinstance(node, Name):
        yield node.name
    elif isinstance(node, Operation):
        for operand in node.operands:
            yield from names_in(operand)
    elif isinstance(node, Step):
        yield from names_in(node.body)


# --- rewrites: how a misconception turns the right tree into a wrong one -------------------------------------


def swap_operator(old: str, new: str) -> Callable[[Node], Node]:
    """A rewrite that replaces every ``old`` operator, e.g. division rounded down by division rounded up."""

    def rewrite(node: Node) -> Node:
        if isinstance(node, Operation):
            operands = tuple(rewrite(operand) for operand in node.operands)
            return Operation(new if node.operator == old else node.operator, operands)
        if isinstance(node, Step):
            return rewrite(node.body)
        return node

    return rewrite


def drop_last_term(node: Node) -> Node:
    """A rewrite that leaves out the last summand of the outermost sum: ``a + 1`` becomes ``a``."""
    while isinstance(node, Step):
        node = node.body
    if isinstance(node, Operation) and node.operator in ("+", "-"):
        return node.operands[0]
    return node
