"""The plan to the day of an interview: what to ask today so that most is recalled then, and what comes of it.

It is made anew from bank, cards and date whenever it is asked for; only the wish itself is kept, as preferences.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from quizzer.bank.loading import Bank
from quizzer.bank.selectors import levels
from quizzer.practice.goal import MOST_MINUTES, Goal, pace_of, seconds_spent
from quizzer.practice.lookup import StoreLookup
from quizzer.practice.queue import Candidate, Plan, Room, by_level, plan_day
from quizzer.practice.reviewing import Planner
from quizzer.progress.cards import CardKey, CardState, ItemState
from quizzer.scheduling.planning import (
    Asked,
    Forecast,
    Foresight,
    PlannedDay,
    Skill,
    average_recall,
    forecast,
    questions_of_day,
)

if TYPE_CHECKING:
    from quizzer.progress.store import Store

GOOD_RECALL = 0.9
"""Where less is recalled on the day, the plan says what more minutes would bring."""
STEP_MINUTES = 5


@dataclass(frozen=True, slots=True)
class TopicOutlook:
    """A topic: its items, how many of them are begun on the day, and the share recalled today and on the day."""

    topic: str
    items: int
    begun: int
    now: float
    then: float


@dataclass(frozen=True, slots=True)
class More:
    """What ``minutes`` more a day would bring: the share recalled on the day, and how many items not begun."""

    minutes: int
    then: float
    unreached: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """The plan as it stands: its days from today to the eve, and what is recalled, without and with it.

    ``spent`` is how many minutes were practised today, ``asked_today`` what is left of it, on the day itself too. By
    their ids, ``new`` items are begun today, ``early`` ones come before their day, ``waiting`` ones are due and wait.
    ``now`` is the share recalled today; ``without`` and ``then`` are those on the day where nothing more is done, and
    after the plan. ``unreached`` items will not be begun. ``more`` is None where nothing is lacking, or too much.
    """

    goal: Goal
    today: date
    spent: float
    days: tuple[tuple[date, PlannedDay], ...]
    asked_today: PlannedDay
    new: tuple[str, ...]
    early: tuple[str, ...]
    waiting: tuple[str, ...]
    now: float
    without: float
    then: float
    topics: tuple[TopicOutlook, ...]
    unreached: tuple[str, ...]
    more: More | None

    @property
    def days_left(self) -> int:
        """Days from today to the day."""
        return (self.goal.day - self.today).days

    @property
    def last_new_day(self) -> date | None:
        """The last day on which something new is begun."""
        return max((day for day, planned in self.days if planned.new), default=None)


class PlannerToDate(Planner):
    """Plans towards ``goal``, which must be within reach, of what ``items`` names. Raises DatabaseProblem."""

    def __init__(self, bank: Bank, store: Store, today: date, goal: Goal, items: Sequence[str]) -> None:
        super().__init__(bank, StoreLookup(store), today)
        self.goal = goal
        self.items = items
        self.spent = seconds_spent(store, today)
        self.until = (goal.day - today).days
        self.foresight = Foresight(self.until, pace_of(store, today), store.parameters())

    def plan_today(self) -> Plan:
        """What to ask today, in order; what is due and gains less waits."""
        asked = self._asked_now
        cards = [self._cards[one.skill.name] for one in asked if one.skill.memory is not None]
        new = [self._candidate(self.bank.items[one.skill.name], None) for one in asked if one.skill.memory is None]
        plan = plan_day(self._known(cards), new, Room(len(cards), len(new)), self._taken)
        return replace(plan, waiting=len(self._due - {card.key for card in cards}))

    def outlook(self) -> Outlook:
        """The plan day by day, and what comes of it."""
        ahead = self._forecast(self.goal.minutes)
        asked = [one.skill for one in self._asked_now]
        cards = {self._cards[skill.name].key for skill in asked if skill.memory is not None}
        return Outlook(
            self.goal,
            self.today,
            self.spent / 60,
            tuple((self.today + timedelta(days=number), day) for number, day in enumerate(ahead.days)),
            PlannedDay.of(self._asked_now),
            tuple(skill.name for skill in asked if skill.memory is None),
            tuple(sorted(key.item for key in cards - self._due)),
            tuple(sorted(key.item for key in self._due - cards)),
            average_recall(self.skills, self.foresight, 0),
            average_recall(self.skills, self.foresight, self.until),
            average_recall(ahead.skills, self.foresight, self.until),
            tuple(self._topics(ahead)),
            tuple(ahead.unreached),
            self._more(ahead),
        )

    # --- what comes of it -----------------------------------------------------------------------------------

    def _forecast(self, minutes: int) -> Forecast:
        today = max(minutes * 60 - self.spent, 0.0)
        return forecast(self.skills, minutes * 60, self.foresight, today, self._taken)

    def _topics(self, ahead: Forecast) -> Iterator[TopicOutlook]:
        for topic in sorted({skill.topic for skill in self.skills}):
            now = [skill for skill in self.skills if skill.topic == topic]
            then = [skill for skill in ahead.skills if skill.topic == topic]
            begun = sum(skill.weight for skill in then if skill.memory is not None)
            yield TopicOutlook(
                topic,
                round(sum(skill.weight for skill in then)),
                round(begun),
                average_recall(now, self.foresight, 0),
                average_recall(then, self.foresight, self.until),
            )

    def _more(self, ahead: Forecast) -> More | None:
        """What it costs to begin everything; where that is done, what half as much again would bring."""
        pace, lacking = self.foresight.pace, len(ahead.unreached)
        if not self.until or (not lacking and average_recall(ahead.skills, self.foresight, self.until) >= GOOD_RECALL):
            return None
        seconds = lacking * (pace.new + pace.repeat) / self.until if lacking else self.goal.minutes * 30
        minutes = math.ceil(seconds / 60 / STEP_MINUTES) * STEP_MINUTES
        if self.goal.minutes + minutes > MOST_MINUTES:
            return None
        richer = self._forecast(self.goal.minutes + minutes)
        return More(minutes, average_recall(richer.skills, self.foresight, self.until), len(richer.unreached))

    # --- what it is made of ---------------------------------------------------------------------------------

    @cached_property
    def _asked_now(self) -> list[Asked]:
        left = max(self.goal.minutes * 60 - self.spent, 0.0)
        return questions_of_day(self.skills, left, self.foresight, taken=self._taken)

    @cached_property
    def skills(self) -> list[Skill]:
        """All that the plan is about: cards, then what is new, basics first. What is suspended is left out."""
        starts = {name: levels(self.bank.items[name])[0] for name in self.items}
        every = (self._candidate(self.bank.items[name], None) for name in self.items)
        known, new = list[Skill](), list[Skill]()
        ready = self._ready_claims(self.items)
        for candidate in by_level(every, starts, tuple(self.bank.topics)):
            state = self._states.get(candidate.item)
            if state is not None and state.suspended:
                continue
            buried = (state.buried_until - self.today).days if state is not None and state.buried_until else 0
            rests = max(buried, int(candidate.rationed and candidate.item not in ready))
            cards = self._cards_of.get(candidate.item, ())
            known += [self._skill(candidate, card, rests, len(cards)) for card in cards]
            new += [] if cards else [Skill(candidate.item, candidate.topic, candidate.kin, rests=rests)]
        return [*known, *new]

    def _skill(self, candidate: Candidate, card: CardState, rests: int, cards: int) -> Skill:
        """A card. What was asked today, or later by a clock that was wrong, rests until the day after."""
        elapsed = (self.today - card.last_day).days
        rests = max(rests, 1 - elapsed)
        return Skill(
            str(card.key), candidate.topic, candidate.kin, card.memory, max(elapsed, 0), rests, weight=1 / cards
        )

    @cached_property
    def _states(self) -> Mapping[str, ItemState]:
        return self.lookup.states(self.items)

    @cached_property
    def _cards_of(self) -> dict[str, list[CardState]]:
        """The cards of each item that the bank can still ask."""
        found = self.lookup.cards(self.items)
        return {
            name: kept for name, cards in found.items() if (kept := [card for card in cards if self._of_card(card)])
        }

    @cached_property
    def _cards(self) -> dict[str, CardState]:
        return {str(card.key): card for cards in self._cards_of.values() for card in cards}

    @cached_property
    def _due(self) -> set[CardKey]:
        """The cards whose day has come."""
        ready = {skill.name for skill in self.skills if skill.rests <= 0}
        return {card.key for name, card in self._cards.items() if name in ready and card.due <= self.today}

    @cached_property
    def _taken(self) -> frozenset[str]:
        """What items that were asked today share with others."""
        return frozenset(self._asked_today(self.items))
