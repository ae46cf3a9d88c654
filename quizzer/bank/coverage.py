"""Which sections of the study notes are asked about, by how many items, and which errata are put right."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from quizzer.bank.items import Item
from quizzer.bank.loading import Bank
from quizzer.bank.numeric_items import CaseItem, NumericItem
from quizzer.bank.registers import Erratum

FOR_ITEMS = frozenset("EF")
"""Errata marked so are for an item: E to spot the error, F to teach what is right and to flag the note."""


@dataclass(frozen=True, slots=True)
class TopicCoverage:
    """The figures of one topic; ``waived`` sections hold nothing to ask."""

    topic: str
    sections: int
    covered: int
    waived: int
    conceptual: int
    numeric: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is covered and what is not. ``errata`` counts those for items, ``unused`` lists those no item flags."""

    sections: int
    covered: int
    waived: int
    uncovered: tuple[str, ...]
    errata: int
    unused: tuple[str, ...]
    topics: tuple[TopicCoverage, ...]


def coverage(bank: Bank) -> Coverage:
    """The coverage of the sections that ``bank`` registers."""
    named = {section for item in bank.items.values() for section in item.source}
    waived = [section for section in bank.sections.values() if not section.candidate_items]
    asked = [section for section in bank.sections.values() if section.candidate_items]
    uncovered = tuple(section.id for section in asked if section.id not in named)
    errata = [erratum.id for erratum in bank.errata.values() if is_for_items(erratum)]
    flagged = {item.note_flag.erratum for item in bank.items.values() if item.note_flag}
    return Coverage(
        len(bank.sections),
        len(asked) - len(uncovered),
        len(waived),
        uncovered,
        len(errata),
        tuple(erratum for erratum in errata if erratum not in flagged),
        tuple(_topic(bank, topic, named) for topic in bank.topics),
    )


def is_for_items(erratum: Erratum) -> bool:
    """Whether an item is to flag ``erratum``."""
    return bool(FOR_ITEMS & set(erratum.bank))


def _topic(bank: Bank, topic: str, named: set[str]) -> TopicCoverage:
    sections = [section for section in bank.sections.values() if section.topic == topic]
    kinds = Counter(_is_numeric(item) for item in bank.items.values() if item.topic == topic)
    return TopicCoverage(
        topic,
        len(sections),
        sum(section.id in named for section in sections if section.candidate_items),
        sum(not section.candidate_items for section in sections),
        kinds[False],
        kinds[True],
    )


def _is_numeric(item: Item) -> bool:
    return isinstance(item, NumericItem | CaseItem)
