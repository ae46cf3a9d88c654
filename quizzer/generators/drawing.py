"""Drawing the parameters of a numeric item at a level, reproducibly from a seed."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import cast

from quizzer.bank.items import CaseItem, Draw, NumericItem
from quizzer.expressions.compiling import Function, compiled
from quizzer.expressions.parser import parse
from quizzer.expressions.tree import Node, Scalar
from quizzer.generators.chance import pick, seeded, shuffled
from quizzer.generators.drawers import DRAWERS

MOST_NAMED = 12
"""The elements of longer lists have no names."""
MAX_REDRAWS = 64
"""A family whose conditions are not met within so many draws has a mistake."""

Values = dict[str, object]


class DrawError(Exception):
    """An item cannot be drawn: its conditions are never met, or it refers to something that does not exist."""


def draw_values(item: NumericItem | CaseItem, level: int, seed: int) -> Values:
    """The parameters of ``item`` at ``level`` for ``seed``; raises :class:`DrawError` after MAX_REDRAWS.

    Where the item alternates a condition, even seeds meet it and odd ones do not; of ten seeds in a row the plain
    share meets the plain condition. Where a level does not allow such a wish, it gives way.
    """
    rng = seeded(item.id, item.version, level, seed)
    wishes = _wishes(item.draw, seed)
    fallback: Values | None = None
    for _ in range(MAX_REDRAWS):
        values = _draw_once(item, level, rng)
        if not all(holds(condition, values) for condition in item.draw.where):
            continue
        if all(holds(condition, values) is wanted for condition, wanted in wishes):
            return values
        fallback = fallback or values
    if fallback is None:
        raise DrawError(f"{item.id}: no draw of level {level} meets every condition in {MAX_REDRAWS} tries")
    return fallback


def holds(condition: str, values: Mapping[str, object]) -> bool:
    """Whether ``condition`` is true of ``values``."""
    return bool(compute(condition, values))


def compute(expression: str, values: Mapping[str, object]) -> Scalar:
    """The value of an expression of a bank file over the numbers among ``values``."""
    numbers = numbers_in(values)
    return function_of(expression, tuple(numbers))(tuple(numbers.values()))


@functools.lru_cache(maxsize=4096)
def function_of(expression: str, names: tuple[str, ...]) -> Function:
    """An expression of a bank file as a function of the values of ``names``, made once."""
    return compiled(parsed(expression, frozenset(names)), names)


def numbers_in(values: Mapping[str, object]) -> dict[str, Scalar]:
    """The parameters that are single numbers; those of a short drawn list x are x_1, x_2 …"""
    numbers: dict[str, Scalar] = {}
    for name, value in values.items():
        if isinstance(value, int | float | Fraction):
            numbers[name] = value
        elif isinstance(value, list) and len(value) <= MOST_NAMED:
            named = {f"{name}_{n}": part for n, part in enumerate(value, 1)}
            numbers |= {key: part for key, part in named.items() if isinstance(part, int | float | Fraction)}
    return numbers


@functools.lru_cache(maxsize=4096)
def parsed(expression: str, names: frozenset[str]) -> Node:
    """The tree of an expression of a bank file, parsed once."""
    return parse(expression, names, conditions=True)


def _draw_once(item: NumericItem | CaseItem, level: int, rng: Random) -> Values:
    ranges = item.draw.levels[level]
    if item.draw.drawer:
        values = dict(DRAWERS[item.draw.drawer](ranges, rng))
    else:
        values = {name: _drawn(choices, rng) for name, choices in ranges.items()}
    values["level"] = level
    for name, expression in item.draw.let.items():
        values[name] = compute(expression, values)
    return values


def _drawn(choices: object, rng: Random) -> object:
    """One of the listed values; of ``{of: values, count: n}`` a list, with ``rows`` and ``columns`` a matrix."""
    if not isinstance(choices, dict):
        return _exact(pick(rng, cast(list[object], choices)))
    of = cast(list[object], choices["of"])
    if "rows" in choices:
        return [[_exact(pick(rng, of)) for _ in range(choices["columns"])] for _ in range(choices["rows"])]
    counts = choices["count"]
    count = pick(rng, counts) if isinstance(counts, list) else counts
    if choices.get("distinct"):
        return [_exact(value) for value in shuffled(rng, of)[:count]]
    return [_exact(pick(rng, of)) for _ in range(count)]


def _exact(value: object) -> object:
    """Decimals and fractions of a bank file as they are written: 0.1 and "1/10" are one tenth."""
    if isinstance(value, float) or (isinstance(value, str) and re.fullmatch(r"-?\d+/\d+", value, re.ASCII)):
        return Fraction(str(value))
    return [_exact(part) for part in value] if isinstance(value, list) else value


def _wishes(draw: Draw, seed: int) -> list[tuple[str, bool]]:
    wishes = []
    if draw.alternate:
        wishes.append((draw.alternate.when, seed % 2 == 0))
    # 7 is coprime to 10, so that plain draws are spread over any ten seeds in a row.
    if draw.plain and seed * 7 % 10 < draw.plain.share * 10:
        wishes.append((draw.plain.when, True))
    return wishes
