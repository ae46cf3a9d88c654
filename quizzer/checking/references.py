"""What items refer to: topics, sections, errata, misconceptions."""

from __future__ import annotations

from collections.abc import Iterator

from quizzer.bank.items import Item
from quizzer.bank.loading import Bank
from quizzer.bank.slips import slips_of


def references(bank: Bank, item: Item) -> Iterator[str]:
    """What ``item`` names that the bank does not have."""
    if item.topic not in bank.topics:
        yield f"unknown topic {item.topic}"
    if not item.source and "ext" not in item.tags:
        yield "no section of the notes is named; what goes beyond them is tagged ext"
    if not item.source and not item.reference:
        yield "neither a section nor a reference is named"
    for section in item.source:
        if section not in bank.sections:
            yield f"unknown section {section}"
    flag = item.note_flag
    if flag and flag.erratum not in bank.errata:
        yield f"unknown erratum {flag.erratum}"
    for slip in slips_of(item):
        if slip not in bank.beliefs:
            yield f"the slip {slip} is not in the register of misconceptions"
