"""The paper of a mock interview: which questions it asks, a pure function of blueprint, bank and seed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Annotated

from msgspec import Meta

from quizzer.bank.blueprints import Blueprint, Cell, candidates, levels_of
from quizzer.bank.loading import Bank
from quizzer.bank.numeric_items import CaseItem, NumericItem
from quizzer.bank.selectors import is_draft, levels, properties
from quizzer.generators.chance import between, pick, seeded, shuffled
from quizzer.practice.choosing import MAX_SEED
from quizzer.questions.question import QuestionId


class ShortCell(Exception):
    """The bank has too few items for a blueprint: ``cell`` (from 1) wants ``wanted`` questions and gets ``found``."""

    def __init__(self, blueprint: Blueprint, cell: int, wanted: int, found: int) -> None:
        super().__init__(f"{blueprint.id}: cell {cell} wants {wanted} and finds {found}")
        self.blueprint = blueprint
        self.cell = cell
        self.wanted = wanted
        self.found = found

    @property
    def what(self) -> Cell:
        """The cell that is short."""
        return self.blueprint.cells[self.cell - 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place of the paper, of the cell ``cell`` (from 0).

    One that follows up stands right behind the question that it follows, and has two: ``deeper`` is asked where that
    one was answered right, ``sideways`` elsewhere. Any other has its ``question``.
    """

    cell: int
    question: str = ""
    deeper: str = ""
    sideways: str = ""

    @property
    def follows_up(self) -> bool:
        """Whether it depends on the answer before it what is asked here."""
        return not self.question


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What an interview asks, in order, in at most ``minutes``; what JSON holds of it draws nothing anew."""

    blueprint: str
    seed: int
    minutes: Annotated[float, Meta(gt=0)]
    slots: tuple[Slot, ...]


def draw_paper(bank: Bank, blueprint: Blueprint, seed: int, minutes: float | None = None) -> Paper:
    """The paper of ``blueprint`` for ``seed``; ``minutes`` in place of the blueprint's own.

    Each item comes once, and each concept where the bank has enough of them. Raises :class:`ShortCell`,
    SelectorError.
    """
    rng = seeded("paper", blueprint.id, seed)
    drawer = _Drawer(bank, rng)
    leads = _leads(bank, blueprint, rng)
    drawer.used.update(item for items in leads for item in items)
    slots: list[Slot] = []
    for number, (cell, items) in enumerate(zip(blueprint.cells, leads, strict=True)):
        wanted = cell.followups
        for item in sorted(items, key=drawer.has_one_level):
            possible = levels_of(bank.items[item], cell)
            level = pick(rng, drawer.with_harder(item, possible) if wanted else possible)
            slots.append(Slot(cell=number, question=drawer.question(item, level)))
            pair = drawer.follow_up(item, level) if wanted else None
            if pair is not None:
                slots.append(Slot(cell=number, deeper=pair[0], sideways=pair[1]))
                wanted -= 1
        if wanted:
            raise ShortCell(blueprint, number + 1, cell.count + cell.followups, cell.count + cell.followups - wanted)
    return Paper(blueprint=blueprint.id, seed=seed, minutes=minutes or blueprint.minutes, slots=tuple(slots))


def _leads(bank: Bank, blueprint: Blueprint, rng: Random) -> list[list[str]]:
    """The items of each cell: of different concepts where that can be, else at least different ones."""
    choices = [shuffled(rng, candidates(bank, cell)) for cell in blueprint.cells]
    wanted = [cell.count for cell in blueprint.cells]
    by_concept = _apart(bank, blueprint, choices, lambda item: bank.items[item].concept)
    if all(len(items) == number for items, number in zip(by_concept, wanted, strict=True)):
        return by_concept
    assigned = _apart(bank, blueprint, choices, lambda item: item)
    for number, items in enumerate(assigned):
        if len(items) < wanted[number]:
            raise ShortCell(blueprint, number + 1, wanted[number], len(items))
    return assigned


def _apart(
    bank: Bank, blueprint: Blueprint, choices: Sequence[list[str]], key: Callable[[str], str]
) -> list[list[str]]:
    """Items for each cell, open questions of topics of their own where that can be.

    The model answer of an open question is read before the end, and must not be the key of another.
    """
    wanted = [cell.count for cell in blueprint.cells]
    aloud = [cell.kind == "open" for cell in blueprint.cells]
    first = _assigned(choices, wanted, key)
    taken = {
        bank.items[item].topic for items, is_open in zip(first, aloud, strict=True) if not is_open for item in items
    }
    ranked = [
        sorted(items, key=lambda item: bank.items[item].topic in taken) if is_open else items
        for items, is_open in zip(choices, aloud, strict=True)
    ]
    return _assigned(ranked, wanted, key)


def _assigned(choices: Sequence[list[str]], wanted: Sequence[int], key: Callable[[str], str]) -> list[list[str]]:
    """Items for each cell, no two with one key: as many as there can be in all (Kuhn's augmenting paths)."""
    holder: dict[str, tuple[int, str]] = {}

    def place(cell: int, tried: set[str]) -> bool:
        """Give ``cell`` one item more, moving other cells on where need be."""
        for item in choices[cell]:
            if key(item) in tried:
                continue
            tried.add(key(item))
            if key(item) not in holder or place(holder[key(item)][0], tried):
                holder[key(item)] = (cell, item)
                return True
        return False

    for cell, number in enumerate(wanted):
        for _ in range(number):
            place(cell, set())
    held: list[list[str]] = [[] for _ in wanted]
    for cell, item in holder.values():
        held[cell].append(item)
    return [sorted(items, key=choices[cell].index) for cell, items in enumerate(held)]


class _Drawer:
    """Draws questions, and those that follow up, from what is not in the paper yet."""

    def __init__(self, bank: Bank, rng: Random) -> None:
        self.bank, self.rng = bank, rng
        self.used: set[str] = set()

    def question(self, item: str, level: int) -> str:
        """The id of a question of ``item`` at ``level``."""
        return str(QuestionId(item, self.bank.items[item].version, level, between(self.rng, 0, MAX_SEED)))

    def has_one_level(self, item: str) -> bool:
        """Whether there is nothing harder to ask of ``item``."""
        return len(levels(self.bank.items[item])) == 1

    def with_harder(self, item: str, possible: list[int]) -> list[int]:
        """Those of the levels ``possible`` that leave a harder one to follow; all where none does."""
        top = levels(self.bank.items[item])[-1]
        return [level for level in possible if level < top] or possible

    def follow_up(self, lead: str, level: int) -> tuple[str, str] | None:
        """What goes deeper and what goes sideways from ``lead`` at ``level``; None where the topic has no more items.

        Deeper is harder, if anything there is: the same family with new numbers where it has a harder level. Sideways
        is another way into the same matter, no harder than before where there is one.
        """
        others = [name for name in shuffled(self.rng, sorted(self.bank.items)) if self._may_follow(lead, name)]
        concept = self.bank.items[lead].concept
        sideways = min(others, key=lambda name: self._off(name, level, down=True, kin=concept), default=None)
        if sideways is None:
            return None
        harder = [one for one in levels(self.bank.items[lead]) if one > level]
        if harder and isinstance(self.bank.items[lead], NumericItem):
            deeper, up = lead, harder[0]
        else:
            left = [name for name in others if name != sideways]
            if not left:
                return None
            deeper = min(left, key=lambda name: self._off(name, level + 1, down=False))
            up = min(levels(self.bank.items[deeper]), key=lambda one: (one <= level, abs(one - level - 1)))
        self.used |= {deeper, sideways}
        down = min(levels(self.bank.items[sideways]), key=lambda one: (one > level, abs(one - level)))
        return self.question(deeper, up), self.question(sideways, down)

    def _may_follow(self, lead: str, name: str) -> bool:
        item = self.bank.items[name]
        short = properties(item)["item_kind"][0] not in ("free", "spot_error") and not isinstance(item, CaseItem)
        return name not in self.used and item.topic == self.bank.items[lead].topic and short and not is_draft(item)

    def _off(self, name: str, level: int, *, down: bool, kin: str = "") -> tuple[bool, bool, int]:
        """How far ``name`` is from what is looked for: on the right side of ``level``, of the concept ``kin``, near."""
        item = self.bank.items[name]
        near = min(abs(one - level) for one in levels(item))
        beyond = min(levels(item)) > level if down else max(levels(item)) < level
        return beyond, bool(kin) and item.concept != kin, near
