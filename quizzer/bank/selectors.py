"""Selectors: ``topic:pooling|roi kind:number difficulty<=2 -tag:pytorch`` picks items, in every command the same.

Terms are joined by *and*, ``|`` between values is *or*, a leading ``-`` negates, ``*`` is a wildcard.
"""

from __future__ import annotations

import difflib
import fnmatch
import operator
import re
from collections.abc import Callable, Container, Iterable

from quizzer.bank.conceptual_items import MultiItem, SingleItem
from quizzer.bank.items import Item
from quizzer.bank.loading import Bank
from quizzer.bank.numeric_items import CaseItem, NumericItem

KEYS = ("topic", "kind", "item_kind", "difficulty", "tag", "source", "id")
LEARNER_FLAGS = ("due", "new", "suspended", "flagged", "leech")
"""What only the learner's progress can tell."""
FLAGS = ("numeric", *LEARNER_FLAGS)
_TERM = re.compile(r"(?P<key>[a-z_]+)(?P<sign>:|<=|>=|=|<|>)(?P<values>.+)")
_COMPARE: dict[str, Callable[[int, int], bool]] = {
    ":": operator.eq,
    "=": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class SelectorError(ValueError):
    """A term that selects nothing. ``reason`` is key, unvalued, value or empty; ``nearest`` what would work."""

    def __init__(self, reason: str, given: str, nearest: str = "", key: str = "") -> None:
        super().__init__(f"{reason}: {given}")
        self.reason = reason
        self.given = given
        self.nearest = nearest
        self.key = key


Flagged = Callable[[str], Container[str]]
"""The items to which one of LEARNER_FLAGS applies."""


def is_draft(item: Item) -> bool:
    """Whether ``item`` is unfinished: it is asked only where it is named."""
    return "draft" in item.tags


def select(bank: Bank, where: str, flagged: Flagged) -> list[str]:
    """Ids of the items that ``where`` picks, sorted; "" picks all. Raises :class:`SelectorError`.

    ``flagged`` is asked only for flags that stand in ``where``.
    """
    tests = [_test(bank, term, flagged) for term in where.split()]
    chosen = [name for name, item in sorted(bank.items.items()) if all(test(item) for test in tests)]
    if not chosen:
        raise SelectorError("empty", where)
    return chosen


def _test(bank: Bank, term: str, flagged: Flagged) -> Callable[[Item], bool]:
    if term.startswith("-"):
        positive = _test(bank, term[1:], flagged)
        return lambda item: not positive(item)
    if term in LEARNER_FLAGS:
        found = flagged(term)
        return lambda item: item.id in found
    if term == "numeric":
        return lambda item: isinstance(item, NumericItem | CaseItem)
    match = _TERM.fullmatch(term)
    if match is None and (key := term.rstrip(":<=>")) in KEYS:
        example = min(
            (found for item in bank.items.values() for found in properties(item).get(key, ["3"])), default="…"
        )
        raise SelectorError("unvalued", term, f"{key}:{example}")
    if match is None or match["key"] not in KEYS:
        raise SelectorError("key", term, _nearest(match["key"] if match else term, [*KEYS, *FLAGS]))
    values = match["values"].split("|")
    if match["key"] == "difficulty":
        return _difficulty(_COMPARE[match["sign"]], values)
    key = match["key"]
    for value in values:
        _require_known(bank, key, value)
    return lambda item: any(fnmatch.fnmatchcase(found, value) for found in properties(item)[key] for value in values)


def _difficulty(compare: Callable[[int, int], bool], values: list[str]) -> Callable[[Item], bool]:
    for value in values:
        if not re.fullmatch(r"[1-5]", value):
            raise SelectorError("value", value, "1, 2, 3, 4, 5", "difficulty")
    numbers = [int(value) for value in values]
    return lambda item: any(compare(level, number) for level in levels(item) for number in numbers)


def _require_known(bank: Bank, key: str, value: str) -> None:
    known = {found for item in bank.items.values() for found in properties(item)[key]}
    if key == "topic":
        known |= set(bank.topics)
    if not any(fnmatch.fnmatchcase(found, value) for found in known):
        raise SelectorError("value", value, _nearest(value, known), key)


def _nearest(given: str, known: Iterable[str]) -> str:
    ranked = difflib.get_close_matches(given, sorted(known), n=1, cutoff=0)
    return ranked[0] if ranked else ""


def levels(item: Item) -> list[int]:
    """The levels of an item: one for a conceptual item, those of its draw for one with numbers."""
    if isinstance(item, NumericItem | CaseItem):
        return sorted(item.draw.levels)
    return [item.difficulty]


def answer_kind(item: Item) -> str:
    """The answer kind of an item, as the public records name it."""
    if isinstance(item, NumericItem):
        return item.asks[0].answer.kind
    if isinstance(item, CaseItem):
        return "parts"
    return "choice" if isinstance(item, SingleItem | MultiItem) else str(item.__struct_config__.tag)


def properties(item: Item) -> dict[str, list[str]]:
    """What the keys of a selector compare."""
    return {
        "topic": [item.topic],
        "kind": [answer_kind(item)],
        "item_kind": [str(item.__struct_config__.tag)],
        "tag": list(item.tags),
        "source": list(item.source),
        "id": [item.id],
    }
