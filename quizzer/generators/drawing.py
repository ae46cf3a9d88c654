"""Drawing the parameters of a numeric item at a level, reproducibly from a seed."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import cast

from quizzer.bank.items import Draw, NumericItem
from quizzer.expressions.evaluation import evaluate
from quizzer.expressions.parser import parse
from quizzer.expressions.tree import Node, Scalar
from quizzer.generators.chance import pick, seeded
from quizzer.generators.drawers import DRAWERS

MAX_REDRAWS = 64
"""A family whose conditions are not met within so many draws has a mistake."""

Values = dict[str, object]


class DrawError(Exception):
    """An item cannot be drawn: its conditions are never met, or it refers to something that does not exist."""


def draw_values(item: NumericItem, level: int, seed: int) -> Values:
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
    return evaluate(parsed(expression, frozenset(numbers)), numbers)


def numbers_in(values: Mapping[str, object]) -> dict[str, Scalar]:
    """The parameters that are single numbers; lists such as layers or boxes are left out."""
    return {name: value for name, value in values.items() if isinstance(value, int | float | Fraction)}


@functools.lru_cache(maxsize=4096)
def parsed(expression: str, names: frozenset[str]) -> Node:
    """The tree of an expression of a bank file, parsed once."""
    return parse(expression, names, conditions=True)


def _draw_once(item: NumericItem, level: int, rng: Random) -> Values:
    ranges = item.draw.levels[level]
    if item.draw.drawer:
        values = dict(DRAWERS[item.draw.drawer](ranges, rng))
    else:
        values = {name: pick(rng, cast(list[object], choices)) for name, choices in ranges.items()}
    values["level"] = level
    for name, expression in item.draw.let.items():
        values[name] = compute(expression, values)
    return values


def _wishes(draw: Draw, seed: int) -> list[tuple[str, bool]]:
    wishes = []
    if draw.alternate:
        wishes.append((draw.alternate.when, seed % 2 == 0))
    # 7 is coprime to 10, so that plain draws are spread over any ten seeds in a row.
    if draw.plain and seed * 7 % 10 < draw.plain.share * 10:
        wishes.append((draw.plain.when, True))
    return wishes
