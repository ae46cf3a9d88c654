"""Planning a review: from cards and bank to the questions of this sitting."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import islice
from random import Random
from typing import TYPE_CHECKING

from quizzer.bank.conceptual_items import SpotErrorItem
from quizzer.bank.items import Item
from quizzer.bank.loading import Bank
from quizzer.bank.numeric_items import CaseItem, NumericItem
from quizzer.bank.selectors import is_draft, levels
from quizzer.generators.chance import pick
from quizzer.practice.lookup import Lookup
from quizzer.practice.queue import Candidate, Plan, Room, by_level, interleaved, plan_day
from quizzer.progress.cards import CardState, ItemState
from quizzer.questions.question import QuestionId
from quizzer.scheduling.bands import band_of

if TYPE_CHECKING:
    from quizzer.practice.choosing import Freshly  # it imports every calculator, which a plan does not need

LOOKED_AT = 300
"""How many due cards are looked at; more than fit into a day, for some wait for a sibling."""
NEW_AT_ONCE = 150
"""How many items are looked up together when new ones are sought."""
ASKED_FREELY = 20
"""Questions of a sitting outside the day's plan, where no count is given."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a learner wants to review.

    ``items`` None: everything. ``ahead`` goes on with what is due later; ``scheduled`` False leaves the schedule
    alone, and asks whatever is likely to be forgotten.
    """

    items: tuple[str, ...] | None = None
    count: int | None = None
    minutes: float | None = None
    ahead: bool = False
    scheduled: bool = True


@dataclass(frozen=True, slots=True)
class NothingDue:
    """There is nothing to ask now. ``waiting`` cards are due and wait for another day."""

    next_day: date | None
    waiting: int = 0
    begun: bool = True
    """Whether anything was ever answered."""
    planned: bool = False
    """Whether a plan to the day of an interview chose, and found nothing that gains anything in the minutes left."""


def kin_of(item: Item) -> frozenset[str]:
    """What an item shares with its siblings: its concept, its family in other forms; and itself."""
    shared = {item.id, f"concept:{item.concept}"}
    if isinstance(item, NumericItem):
        shared.add(f"family:{item.family}")
    return frozenset(shared)


def candidate_of(item: Item, band: int | None) -> Candidate:
    """An item that may be asked in a band; None makes it a new one."""
    return Candidate(item.id, item.topic, kin_of(item), band, isinstance(item, SpotErrorItem))


class Planner:
    """Plans the review of one learner-day."""

    def __init__(self, bank: Bank, lookup: Lookup, today: date) -> None:
        self.bank = bank
        self.lookup = lookup
        self.today = today

    def plan(self, wish: Wish, room: Room) -> Plan:
        """What to ask, in order."""
        if not wish.scheduled:
            return self._cram(wish)
        due = self.lookup.due(self.today, wish.items, LOOKED_AT)
        if wish.ahead:
            due += self.lookup.upcoming(self.today, wish.items, LOOKED_AT)
            room = Room(wish.count or ASKED_FREELY, 0)
        known = list(self._known(due))
        asked = self._asked_today(card.key.item for card in due)
        plan = plan_day(known, self._new(wish.items), room, asked)
        return replace(plan, waiting=0) if wish.ahead else plan

    def _cram(self, wish: Wish) -> Plan:
        number = wish.count or ASKED_FREELY
        cards = self.lookup.due(self.today, wish.items, LOOKED_AT)
        cards += self.lookup.upcoming(self.today, wish.items, LOOKED_AT) if len(cards) < number else []
        known = list({one.item: one for one in self._candidates(cards) if one is not None}.values())[:number]
        new = islice(self._new(wish.items), number - len(known))
        return Plan(tuple(interleaved([known, list(new)])))

    def askable(self, items: Sequence[str]) -> Sequence[str]:
        """Those of ``items`` that practice may ask; all of them where there would be none, for they were chosen."""
        states, ready = self.lookup.states(items), self._ready_claims(items)
        found = [
            name
            for name in items
            if self._may_be_asked(states.get(name))
            and (name in ready or not isinstance(self.bank.items[name], SpotErrorItem))
        ]
        return found or items

    # --- what is due ----------------------------------------------------------------------------------------

    def _known(self, due: Sequence[CardState]) -> Iterator[Candidate]:
        """Candidates of due cards; in place of what was sure and wrong, a sibling that asks it another way."""
        after_a_day = {card.key.item for card in due if (card.due - card.last_day).days == 1}
        sure_and_wrong = self.lookup.sure_and_wrong(after_a_day)
        for card, candidate in zip(due, self._candidates(due), strict=True):
            if candidate is None:
                continue
            day = sure_and_wrong.get(candidate.item)
            other = self._instead(card, day) if day is not None else None
            if other is not None:
                yield other
            yield candidate

    def _candidates(self, cards: Sequence[CardState]) -> Iterator[Candidate | None]:
        """For each card a candidate, None where it cannot be asked."""
        ready = self._ready_claims(card.key.item for card in cards)
        for card in cards:
            candidate = self._of_card(card)
            early = candidate is not None and candidate.rationed and candidate.item not in ready
            yield None if early else candidate

    def _of_card(self, card: CardState) -> Candidate | None:
        """None for a card whose item or band the bank does not have any more."""
        item = self.bank.items.get(card.key.item)
        if item is None or not any(band_of(level) == card.key.band for level in levels(item)):
            return None
        return self._candidate(item, card.key.band)

    def _candidate(self, item: Item, band: int | None) -> Candidate:
        return candidate_of(item, band)

    def _ready_claims(self, names: Iterable[str]) -> set[str]:
        """Those items with a wrong statement whose right one the learner has known once."""
        found = {name: self.bank.items.get(name) for name in names}
        teachers = {name: item.positive_sibling for name, item in found.items() if isinstance(item, SpotErrorItem)}
        states = self.lookup.states(set(teachers.values())) if teachers else {}
        return {name for name, teacher in teachers.items() if teacher in states and states[teacher].right_days > 0}

    def _instead(self, card: CardState, day: date) -> Candidate | None:
        """What asks the concept of ``card``, sure and wrong on ``day``, another way; numbers are other ones anyway."""
        item = self.bank.items[card.key.item]
        if isinstance(item, NumericItem | CaseItem):
            return None
        names = [name for name in self._siblings[f"concept:{item.concept}"] if name != item.id]
        states = self.lookup.states(names)
        if any(state.last_day is not None and state.last_day > day for state in states.values()):
            return None
        for name in names:
            other = self.bank.items[name]
            if isinstance(other, SpotErrorItem) or not self._may_be_asked(states.get(name)):
                continue
            bands = [found.key.band for found in self.lookup.cards([name]).get(name, ())]
            return self._candidate(other, bands[0] if bands else band_of(levels(other)[0]))
        return None

    # --- what is new ----------------------------------------------------------------------------------------

    def _new(self, items: Collection[str] | None) -> Iterator[Candidate]:
        """Items that have no card, basics first, looked up a few at a time."""
        named = self.bank.items.values() if items is None else (self.bank.items[name] for name in items)
        every = (item for item in named if items is not None or not is_draft(item))
        starts = {item.id: levels(item)[0] for item in self.bank.items.values()}
        waiting = iter(by_level((self._candidate(item, None) for item in every), starts, tuple(self.bank.topics)))
        while some := list(islice(waiting, NEW_AT_ONCE)):
            names = [candidate.item for candidate in some]
            cards, states, ready = self.lookup.cards(names), self.lookup.states(names), self._ready_claims(names)
            asked = self._asked_today(name for name in names if name not in cards)
            for candidate in some:
                fits = candidate.item in ready if candidate.rationed else True
                free = candidate.item not in cards and self._may_be_asked(states.get(candidate.item))
                if fits and free and asked.isdisjoint(candidate.kin):
                    yield candidate

    def _may_be_asked(self, state: ItemState | None) -> bool:
        if state is None:
            return True
        return not state.suspended and (state.buried_until is None or state.buried_until <= self.today)

    # --- siblings -------------------------------------------------------------------------------------------

    @cached_property
    def _siblings(self) -> dict[str, list[str]]:
        """The items behind each thing that siblings share."""
        found: dict[str, list[str]] = {}
        for item in self.bank.items.values():
            for shared in kin_of(item):
                found.setdefault(shared, []).append(item.id)
        return found

    def _asked_today(self, names: Iterable[str]) -> set[str]:
        """What items that were asked today share with ``names``."""
        shared = {kin for name in names if name in self.bank.items for kin in kin_of(self.bank.items[name])}
        siblings = {sibling for kin in shared for sibling in self._siblings[kin]}
        found = self.lookup.cards(siblings) if siblings else {}
        today = {name for name, cards in found.items() if any(card.last_day == self.today for card in cards)}
        return {kin for name in today for kin in kin_of(self.bank.items[name])}


class Drawer:
    """Makes a question of a candidate: the band stays, the numbers are new."""

    def __init__(self, bank: Bank, freshly: Freshly, rng: Random) -> None:
        self.bank = bank
        self.freshly = freshly
        self.rng = rng

    def __call__(self, candidate: Candidate) -> QuestionId:
        possible = levels(self.bank.items[candidate.item])
        within = [level for level in possible if band_of(level) == candidate.band]
        level = pick(self.rng, within) if within else possible[0]
        return self.freshly.chosen(candidate.item, level, self.rng)
