"""Which slips an item can show."""

from __future__ import annotations

from collections.abc import Iterator

from quizzer.bank.conceptual_items import (
    ClozeItem,
    FreeItem,
    MatchingItem,
    MultiItem,
    OrderingItem,
    SingleItem,
    SpotErrorItem,
    TruthReasonItem,
)
from quizzer.bank.fields import Option
from quizzer.bank.items import Item
from quizzer.bank.numeric_items import CaseItem, NumericItem


def slips_of(item: Item) -> Iterator[str]:
    """The slips that ``item`` names."""
    yield from item.note_flag.slips if item.note_flag else ()
    for option in options_of(item):
        if option.slip:
            yield option.slip
    if isinstance(item, ClozeItem):
        yield from (near.slip for blank in item.blanks for near in blank.reject)
    if isinstance(item, OrderingItem | MatchingItem):
        yield from (wrong.slip for wrong in item.feedback)
    if isinstance(item, FreeItem):
        yield from (penalty.slip for penalty in item.penalties)
    if isinstance(item, NumericItem):
        yield from (slip for ask in item.asks for slip in ask.misconceptions)
    if isinstance(item, CaseItem):
        yield from (slip for part in item.parts for slip in part.misconceptions)


def options_of(item: Item) -> list[Option]:
    """The options, reasons or corrections of ``item``."""
    match item:
        case SingleItem() | MultiItem():
            return item.choices
        case TruthReasonItem():
            return item.reasons
        case SpotErrorItem():
            return item.corrections
    return []
