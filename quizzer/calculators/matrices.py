"""Matrices as arguments and in worked lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from quizzer.calculators.calculator import MOST_ELEMENTS, WorkedLine, print_value
from quizzer.calculators.refusals import Refusal, require_at_most, require_finite
from quizzer.expressions.printing import print_number, print_with_numbers
from quizzer.expressions.tracing import lift, plain

Matrix = list[list[float]]
Grid = Sequence[Sequence[Any]]

MOST_SIDE = 28
"""The longest side of a matrix that is worked through."""


def require_matrix(**matrices: Grid) -> None:
    """Raises Refusal bad_argument for a matrix that is empty, ragged, over :data:`MOST_SIDE` or not finite."""
    for name, rows in matrices.items():
        if not rows or not rows[0]:
            raise Refusal("bad_argument", argument=name, problem="below_one", value=0)
        ragged = next((row for row in rows if len(row) != len(rows[0])), None)
        if ragged is not None:
            raise Refusal("bad_argument", argument=name, problem="lengths_differ", value=len(ragged))
        require_at_most(**{name: (max(len(rows), len(rows[0])), MOST_SIDE)})
        require_finite([value for row in rows for value in row], name)


def few(lines: Sequence[WorkedLine]) -> Sequence[WorkedLine]:
    """All lines, or the first two where they are many, as :class:`Calculator` shows long results."""
    return lines if len(lines) <= MOST_ELEMENTS else lines[:2]


def element_lines(label: str, whole: str, values: Iterable[Any], result: object) -> tuple[WorkedLine, ...]:
    """One line for each traced value, counted from 1 (two of them where they are many), then the whole result."""
    lines = [
        WorkedLine(label, print_with_numbers(value.node), print_number(value.value), place)
        for place, value in enumerate(values, 1)
    ]
    return (*few(lines), WorkedLine(whole, "", print_value(plain(result))))


def traced(matrix: Matrix) -> Matrix:
    """``matrix`` with its numbers traced, so that lines show how a value came about."""
    return cast(Matrix, lift(matrix))


def turned(kernel: Grid) -> list[list[Any]]:
    """``kernel`` turned by 180°."""
    return [list(row[::-1]) for row in kernel[::-1]]


def transpose(kernel: Grid) -> list[list[Any]]:
    """``kernel`` with rows and columns exchanged."""
    return [list(column) for column in zip(*kernel, strict=True)]
