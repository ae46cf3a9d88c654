"""Drawing the parameters of a numeric item at a level, reproducibly from a seed."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import NamedTuple, cast

from quizzer.bank.numeric_items import CaseItem, Draw, NumericItem
from quizzer.expressions.compiling import Function, compiled
from quizzer.expressions.evaluation import FUNCTIONS
from quizzer.expressions.parser import parse
from quizzer.expressions.tokens import tokenise
from quizzer.expressions.tree import Node, Scalar
from quizzer.generators.chance import pick, seeded, shuffled
from quizzer.generators.drawers import DRAWERS

MOST_NAMED = 12
"""The elements of longer lists have no names."""
MAX_REDRAWS = 64
"""A family whose conditions are not met within so many draws has a mistake."""
WISHING = 16
"""So many draws that meet the conditions are looked at for one that meets the wishes too."""
_NUMBERS = frozenset({int, float, bool, Fraction})
_WORDS = frozenset({"and", "or", "not", "mod", *FUNCTIONS})

Values = dict[str, object]


class DrawError(Exception):
    """An item cannot be drawn: its conditions are never met, or it refers to something that does not exist."""


def draw_values(item: NumericItem | CaseItem, level: int, seed: int) -> Values:
    """The parameters of ``item`` at ``level`` for ``seed``; raises :class:`DrawError` after MAX_REDRAWS.

    Where the item alternates a condition, even seeds meet it and odd ones do not; of ten seeds in a row the plain
    share meets the plain condition. Where a level does not allow such a wish, it gives way.
    """
    return draw_counted(item, level, seed)[0]


def draw_counted(item: NumericItem | CaseItem, level: int, seed: int) -> tuple[Values, int]:
    """As :func:`draw_values`, and how many draws were thrown away before."""
    rng = seeded(item.id, item.version, level, seed)
    wishes = _wishes(item.draw, seed)
    possible: list[Values] = []
    for redraws in range(MAX_REDRAWS):
        values = _draw_once(item, level, rng)
        if not all(holds(condition, values) for condition in item.draw.where):
            continue
        if all(holds(condition, values) is wanted for condition, wanted in wishes):
            return values, redraws
        possible.append(values)
        if len(possible) == WISHING:
            return possible[0], redraws
    if not possible:
        raise DrawError(f"{item.id}: no draw of level {level} meets every condition in {MAX_REDRAWS} tries")
    return possible[0], MAX_REDRAWS - 1


# --- expressions of bank files --------------------------------------------------------------------------------


class Prepared(NamedTuple):
    """An expression of a bank file: the names in it, its tree, and it as a function of the values of these names."""

    names: tuple[str, ...]
    tree: Node
    function: Function

    def __call__(self, values: Mapping[str, object]) -> Scalar:
        """Its value over drawn ``values``. KeyError names what is missing."""
        return self.function(tuple([number_named(values, name) for name in self.names]))


@functools.lru_cache(maxsize=8192)
def prepared(expression: str) -> Prepared:
    """``expression``, parsed and compiled once."""
    words = [token.text for token in tokenise(expression, grouping=False) if token.kind == "name"]
    names = tuple(dict.fromkeys(word for word in words if word not in _WORDS))
    tree = parse(expression, names, conditions=True)
    return Prepared(names, tree, compiled(tree, names))


def holds(condition: str, values: Mapping[str, object]) -> bool:
    """Whether ``condition`` is true of ``values``."""
    return bool(prepared(condition)(values))


def compute(expression: str, values: Mapping[str, object]) -> Scalar:
    """The value of an expression of a bank file over the numbers among ``values``."""
    return prepared(expression)(values)


def number_named(values: Mapping[str, object], name: str) -> Scalar:
    """The drawn number ``name``; the elements of a short drawn list x are x_1, x_2 … KeyError for none."""
    value = values.get(name)
    if type(value) in _NUMBERS:
        return cast(Scalar, value)
    drawn, _, place = name.rpartition("_")
    elements = values.get(drawn)
    if place.isdecimal() and isinstance(elements, list) and int(place) <= len(elements) <= MOST_NAMED:
        element = elements[int(place) - 1]
        if type(element) in _NUMBERS:
            return cast(Scalar, element)
    raise KeyError(name)


# --- one draw -------------------------------------------------------------------------------------------------


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
    if isinstance(value, float | str):
        return _as_written(str(value), isinstance(value, float))
    return [_exact(part) for part in value] if isinstance(value, list) else value


@functools.lru_cache(maxsize=4096)
def _as_written(text: str, decimal: bool) -> Fraction | str:
    return Fraction(text) if decimal or re.fullmatch(r"-?\d+/\d+", text, re.ASCII) else text


def _wishes(draw: Draw, seed: int) -> list[tuple[str, bool]]:
    wishes = []
    if draw.alternate:
        wishes.append((draw.alternate.when, seed % 2 == 0))
    # 7 is coprime to 10, so that plain draws are spread over any ten seeds in a row.
    if draw.plain and seed * 7 % 10 < draw.plain.share * 10:
        wishes.append((draw.plain.when, True))
    return wishes
