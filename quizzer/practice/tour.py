"""The tour: three questions on which a newcomer meets every key that matters."""

from __future__ import annotations

from collections.abc import Iterable

from quizzer.bank.conceptual_items import SingleItem
from quizzer.bank.items import Item
from quizzer.bank.loading import Bank
from quizzer.bank.numeric_items import NumericItem
from quizzer.bank.selectors import is_draft, levels

STOPS: dict[str, tuple[str, type[Item]]] = {
    "choice": ("activations-no-nonlinearity", SingleItem),
    "number": ("output-size-conv-side", NumericItem),
    "steps": ("receptive-field-chain", NumericItem),
}
"""What each question shows: the item, and what kind of item takes its place in a bank that lacks it."""


def tour_stops(bank: Bank) -> dict[str, str]:
    """The stop that each item of the tour is, in order; fewer where the bank has nothing of a kind."""
    stops: dict[str, str] = {}
    for stop, (wanted, kind) in STOPS.items():
        others = sorted(_likely(bank.items.values(), kind), key=lambda item: (levels(item)[0], item.id))
        names = [*([wanted] if isinstance(bank.items.get(wanted), kind) else []), *(item.id for item in others)]
        name = next((name for name in names if name not in stops), None)
        if name is not None:
            stops[name] = stop
    return stops


def _likely(items: Iterable[Item], kind: type[Item]) -> Iterable[Item]:
    """Those that are answered as the tour says: finished ones, and of numeric ones those that ask for a number."""
    for item in items:
        number = not isinstance(item, NumericItem) or item.asks[0].answer.kind == "number"
        if isinstance(item, kind) and number and not is_draft(item):
            yield item
