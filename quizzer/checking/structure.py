"""What has to fit within one item: keys, options, blanks, lines, levels, calculators."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizzer.bank.conceptual_items import (
    ClozeItem,
    MatchingItem,
    MultiItem,
    OrderingItem,
    SingleItem,
    SpotErrorItem,
    TruthReasonItem,
)
from quizzer.bank.items import ConceptualItem, Item
from quizzer.bank.numeric_items import Ask, CaseItem, NumericItem
from quizzer.bank.slips import options_of
from quizzer.calculators.catalogue import CALCULATORS
from quizzer.generators.drawers import DRAWERS


def structure(item: Item) -> Iterator[str]:
    """What is wrong with ``item`` by itself."""
    if isinstance(item, NumericItem):
        yield from _numeric_structure(item)
        return
    if isinstance(item, CaseItem):
        for part in item.parts:
            yield from _known_mistakes(part.calculator, part.misconceptions)
        return
    yield from _conceptual_structure(item)


def _conceptual_structure(item: ConceptualItem) -> Iterator[str]:
    right = sum(option.correct for option in options_of(item))
    allowed = {SingleItem: (1,), TruthReasonItem: (1,), SpotErrorItem: (1,), MultiItem: (2, 3)}.get(type(item))
    if allowed and right not in allowed:
        yield f"{right} options are right, not {' or '.join(map(str, allowed))}"
    for option in options_of(item):
        if not option.correct and not option.slip:
            yield f"option {option.id} is wrong and names no slip"
    if isinstance(item, ClozeItem):
        numbers = [str(blank.n) for blank in item.blanks]
        for text in (item.prompt.en, item.prompt.zh):
            if sorted(re.findall(r"\{\{(\d+)\}\}", text)) != sorted(numbers):
                yield "the blanks of the prompt are not those of the item"
    if isinstance(item, OrderingItem | MatchingItem | SpotErrorItem):
        yield from _line_structure(item)
    if item.difficulty >= 3 and not item.followups:
        yield "a follow-up is missing (from difficulty 3 on)"


def _line_structure(item: OrderingItem | MatchingItem | SpotErrorItem) -> Iterator[str]:
    """Lines are named once, and everything that names a line names one that there is."""
    match item:
        case OrderingItem():
            lines = [line.id for line in item.items]
            named = [line for wrong in item.feedback for line in wrong.lines]
            yield from _right_orders(item)
        case MatchingItem():
            lines = [line.id for line in (*item.left, *item.right)]
            named = [*item.answer, *item.answer.values(), *(line for wrong in item.feedback for line in wrong.lines)]
            yield from _pairing(item)
        case SpotErrorItem():
            lines, named = [line.id for line in item.segments], [item.wrong_segment]
    if len(set(lines)) < len(lines):
        yield "a line's id is used twice"
    yield from (f"there is no line {name}" for name in dict.fromkeys(named) if name not in lines)


def _right_orders(item: OrderingItem) -> Iterator[str]:
    place = {line.id: number for number, line in enumerate(item.items)}
    for wrong in item.feedback:
        first, second = wrong.lines
        if place.get(first, 0) < place.get(second, 0):
            yield f"“{wrong.condition}” is right in this order"


def _pairing(item: MatchingItem) -> Iterator[str]:
    if set(item.answer) != {line.id for line in item.left}:
        yield "the answer does not pair every line of the left"
    if len(set(item.answer.values())) < len(item.answer) or len(item.right) <= len(item.left):
        yield "every line of the left needs a line of the right of its own, and one is to be left over"
    for pair in item.feedback:
        left, right = pair.lines
        if item.answer.get(left) == right:
            yield f"the pair {pair.pair} is right"


def _numeric_structure(item: NumericItem) -> Iterator[str]:
    asked = sorted(level for ask in item.asks for level in ask.levels)
    if asked != sorted(item.draw.levels):
        yield f"levels {asked} are asked but levels {sorted(item.draw.levels)} are drawn"
    if item.draw.drawer and item.draw.drawer not in DRAWERS:
        yield f"there is no drawer {item.draw.drawer}"
    for ask in item.asks:
        yield from _ask_structure(ask)


def _ask_structure(ask: Ask) -> Iterator[str]:
    if (ask.answer.kind == "formula") is not (ask.formula is not None) or bool(ask.calculator) is bool(ask.formula):
        yield "an ask has a calculator, or a formula to be written and the answer kind formula"
        return
    if ask.formula:
        unknown = set(ask.misconceptions) - set(ask.formula.slips)
        yield from (f"the formula has no slip {slip}" for slip in sorted(unknown))
    else:
        yield from _known_mistakes(ask.calculator, ask.misconceptions)


def _known_mistakes(calculator: str, slips: list[str]) -> Iterator[str]:
    if calculator not in CALCULATORS:
        yield f"there is no calculator {calculator}"
        return
    for slip in slips:
        if slip not in CALCULATORS[calculator].mistakes:
            yield f"{calculator} knows no mistake {slip}"
