"""Misconceptions and topics, ranked by what they would cost in an interview.

An interview asks as the blueprints do, and now and then something else of the bank. A misconception costs as often as
items that can show it are asked, times the chance that it shows: how often it did at these items, where what is
HALF_LIFE_DAYS old counts half. A topic costs what is not recalled of it today.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean
from typing import TYPE_CHECKING

from quizzer.bank.blueprints import Blueprint, candidates
from quizzer.bank.loading import Bank
from quizzer.bank.selectors import is_draft
from quizzer.bank.slips import slips_of
from quizzer.practice.goal import pace_of
from quizzer.scheduling.memory import recall

if TYPE_CHECKING:
    from quizzer.progress.store import Store

HALF_LIFE_DAYS = 30
UNSEEN = 5.0
"""A chance is reckoned as if so many more questions had passed without the slip, for a few tell little."""
BY_BLUEPRINTS = 0.8
"""The share of the questions that come as the blueprints say; the others come from anywhere."""
QUESTIONS = 100
"""Costs are told as questions lost of so many."""
RECALLED = 0.9
"""What is recalled so well is not drilled."""


@dataclass(frozen=True, slots=True)
class WeakPoint:
    """A ``slip`` or a ``topic``, by its id in ``name``, with the ``cost`` in questions lost of QUESTIONS.

    ``chance`` is how likely a question that can show it is lost. ``times`` a slip showed, or an item of the topic was
    asked, last on ``last_day``. ``items`` are to be drilled.
    """

    kind: str
    name: str
    cost: float
    chance: float
    times: int
    last_day: date | None
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weak:
    """What costs most comes first. ``attempts`` is 0 where nothing was answered yet, and then nothing is known."""

    attempts: int
    slips: tuple[WeakPoint, ...] = ()
    topics: tuple[WeakPoint, ...] = ()

    def points(self, by: str) -> tuple[WeakPoint, ...]:
        """The points by ``cost`` (slips, then topics), only ``slips`` by their number, or only ``topics``."""
        if by == "slips":
            return tuple(sorted(self.slips, key=lambda one: (-one.times, one.name)))
        return self.topics if by == "topics" else self.slips + self.topics


def weak_points(bank: Bank, store: Store, today: date, blueprints: Iterable[Blueprint]) -> Weak:
    """What would cost how much, were the interview ``today``. Raises DatabaseProblem, SelectorError."""
    answers = _answers(store)
    if not answers:
        return Weak(0)
    shares = shares_asked(bank, list(blueprints))
    return Weak(
        sum(answer.number for answer in answers),
        _ranked(_slips(bank, answers, shares, today)),
        _ranked(_topics(bank, store, shares, today)),
    )


def shares_asked(bank: Bank, blueprints: Sequence[Blueprint]) -> dict[str, float]:
    """The share of an interview's questions that falls on each item; they add up to 1. Drafts are never asked."""
    every = [name for name, item in bank.items.items() if not is_draft(item)]
    weight = BY_BLUEPRINTS if blueprints else 0.0
    shares = dict.fromkeys(every, (1 - weight) / len(every))
    for blueprint in blueprints:
        for cell in blueprint.cells:
            chosen = candidates(bank, cell)
            for name in chosen:
                questions = (cell.count + cell.followups) / len(chosen)
                shares[name] += weight * questions / blueprint.questions / len(blueprints)
    return shares


@dataclass(frozen=True, slots=True)
class _Answers:
    """So many answers to an item on a day, with the slip that they showed."""

    item: str
    day: date
    slip: str | None
    number: int


def _answers(store: Store) -> list[_Answers]:
    from sqlalchemy import func

    from quizzer.progress.log import standing_attempts
    from quizzer.progress.schema import events

    columns = (events.c.item, events.c.learner_day, events.c.misconception)
    asked = standing_attempts(*columns, func.count().label("number")).group_by(*columns).order_by(*columns)
    with store.database.reading() as connection:
        rows = connection.execute(asked).mappings().all()
    return [
        _Answers(row["item"], date.fromisoformat(row["learner_day"]), row["misconception"], row["number"])
        for row in rows
    ]


def _slips(bank: Bank, answers: Sequence[_Answers], shares: Mapping[str, float], today: date) -> Iterator[WeakPoint]:
    shown, asked = defaultdict[str, float](float), defaultdict[str, float](float)
    times, last = Counter[str](), dict[str, date]()
    items = _items_by_slip(bank)
    named = {name: {_one_name(bank, slip) for slip in slips_of(item)} for name, item in bank.items.items()}
    for answer in answers:
        weight = answer.number * 0.5 ** (max((today - answer.day).days, 0) / HALF_LIFE_DAYS)
        slip = answer.slip and _one_name(bank, answer.slip)
        for possible in named.get(answer.item, set()) | ({slip} if slip else set()):
            asked[possible] += weight
        if slip:
            shown[slip] += weight
            times[slip] += answer.number
            last[slip] = max(answer.day, last.get(slip, answer.day))
    for slip, weight in shown.items():
        chance = weight / (asked[slip] + UNSEEN)
        share = sum(shares.get(item, 0.0) for item in items[slip])
        if slip in bank.beliefs and items[slip]:
            yield WeakPoint(
                "slip", slip, QUESTIONS * share * chance, chance, times[slip], last[slip], tuple(items[slip])
            )


def _items_by_slip(bank: Bank) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, item in bank.items.items():
        if not is_draft(item):
            for slip in sorted({_one_name(bank, slip) for slip in slips_of(item)}):
                found[slip].append(name)
    return found


def _one_name(bank: Bank, slip: str) -> str:
    """The misconception behind another name of it."""
    belief = bank.beliefs.get(slip)
    return belief.alias_of if belief is not None and belief.alias_of else slip


def _topics(bank: Bank, store: Store, shares: Mapping[str, float], today: date) -> Iterator[WeakPoint]:
    recalled, before = _recalled(store, today), pace_of(store, today).known_before
    known = store.items()
    for topic in bank.topics:
        items = [name for name in shares if bank.items[name].topic == topic]
        share = sum(shares[name] for name in items)
        if not share:
            continue
        lost = sum(shares[name] * (1 - recalled.get(name, before)) for name in items)
        asked = [known[name] for name in items if name in known and known[name].attempts]
        weak = [name for name in items if recalled.get(name, before) < RECALLED]
        yield WeakPoint(
            "topic",
            topic,
            QUESTIONS * lost,
            lost / share,
            len(asked),
            max((state.last_day for state in asked if state.last_day), default=None),
            tuple(sorted(weak or items, key=lambda name: (recalled.get(name, before), name))),
        )


def _recalled(store: Store, today: date) -> dict[str, float]:
    """The chance that each item is recalled today, the mean of its cards; of those that have one."""
    parameters, found = store.parameters(), defaultdict[str, list[float]](list)
    for card in store.cards().values():
        found[card.key.item].append(recall(card.memory.stability, (today - card.last_day).days, parameters))
    return {item: fmean(chances) for item, chances in found.items()}


def _ranked(points: Iterable[WeakPoint]) -> tuple[WeakPoint, ...]:
    return tuple(sorted(points, key=lambda one: (-one.cost, one.name)))
