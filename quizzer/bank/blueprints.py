"""Blueprints of mock interviews: how many questions of which topic, kind and level, and in how many minutes.

A blueprint is a file ``blueprints/<id>.yaml`` of a bank; one of the learner's own bank replaces one of the same id.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta

from quizzer.bank.fields import Level, Strict
from quizzer.bank.items import Item
from quizzer.bank.loading import Bank, Finding, read_yaml
from quizzer.bank.selectors import SelectorError, is_draft, levels, properties, select
from quizzer.questions.text import Text

KINDS = {
    "numeric": ("numeric",),
    "case": ("case",),
    "open": ("free",),
    "conceptual": ("single", "multi", "truth_reason", "cloze", "ordering", "matching"),
}
"""The item kinds behind each kind of a cell. Wrong statements, which stick, are never asked without feedback."""


class Cell(Strict, kw_only=True, frozen=True):
    """``count`` questions of one sort: of some ``topics`` (none: all), one ``kind``, and one of the ``levels``
    (none: all).

    ``where`` is a selector that narrows it further. So many as ``followups`` of its questions are each followed by one
    more, which goes deeper after a right answer and sideways after any other.
    """

    kind: Literal["numeric", "case", "open", "conceptual"]
    topics: list[str] = []
    where: str = ""
    levels: list[Level] = []
    count: Annotated[int, Meta(ge=1, le=50)] = 1
    followups: Annotated[int, Meta(ge=0, le=50)] = 0


class Blueprint(Strict, kw_only=True, frozen=True):
    """An interview to be drawn: its cells in the order in which they are asked."""

    id: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
    name: Text
    minutes: Annotated[int, Meta(ge=1, le=240)]
    cells: Annotated[list[Cell], Meta(min_length=1, max_length=30)]

    @property
    def questions(self) -> int:
        """How many questions an interview of this blueprint has, with those that follow up."""
        return sum(cell.count + cell.followups for cell in self.cells)


@dataclass(frozen=True)
class Blueprints:
    """The blueprints of some folders by id, their files, and the files that were left out because of a mistake."""

    by_id: dict[str, Blueprint]
    places: dict[str, Path]
    findings: tuple[Finding, ...]


def load_blueprints(*folders: Path) -> Blueprints:
    """The blueprints of the banks ``folders``; one of a later folder replaces one of the same id."""
    found: dict[str, Blueprint] = {}
    places: dict[str, Path] = {}
    findings: list[Finding] = []
    for folder in folders:
        for file in sorted((folder / "blueprints").glob("*.yaml")):
            blueprint = read_yaml(file, Blueprint, findings)
            if blueprint is not None and blueprint.id != file.stem:
                findings.append(Finding(file, 1, 1, f"the id {blueprint.id} is not the name of the file"))
            elif blueprint is not None:
                found[blueprint.id], places[blueprint.id] = blueprint, file
    return Blueprints(found, places, tuple(findings))


def candidates(bank: Bank, cell: Cell) -> list[str]:
    """Ids of the items that ``cell`` may ask, sorted; none where there are none. Raises SelectorError."""
    known = {item.topic for item in bank.items.values()} | bank.topics.keys()
    if unknown := [topic for topic in cell.topics if topic not in known]:
        select(bank, f"topic:{unknown[0]}", _no_learner)  # which says what is nearest
    try:
        chosen = select(bank, cell.where, _no_learner)
    except SelectorError as problem:
        if problem.reason == "empty":
            return []
        raise
    return [name for name in chosen if _fits(bank.items[name], cell)]


def levels_of(item: Item, cell: Cell) -> list[int]:
    """The levels at which ``cell`` may ask ``item``, rising."""
    return [level for level in levels(item) if not cell.levels or level in cell.levels]


def _fits(item: Item, cell: Cell) -> bool:
    if cell.topics and item.topic not in cell.topics:
        return False
    kind = properties(item)["item_kind"][0]
    return kind in KINDS[cell.kind] and bool(levels_of(item, cell)) and not is_draft(item)


def _no_learner(flag: str) -> frozenset[str]:
    """A paper follows from blueprint, bank and seed alone."""
    raise SelectorError("key", flag, "numeric")


def mistakes(bank: Bank, blueprint: Blueprint) -> list[tuple[int, str]]:
    """What is wrong with ``blueprint`` in ``bank`` whatever the seed: the number of the cell, from 1, and why."""
    found = []
    for number, cell in enumerate(blueprint.cells, 1):
        if cell.followups > cell.count:
            found.append((number, f"{cell.followups} follow-ups to {cell.count} questions"))
        try:
            candidates(bank, cell)
        except SelectorError as problem:
            found.append((number, f"{problem.given} is unknown; the nearest is {problem.nearest}"))
    return found
