"""What the plan of a review asks of the store: by many names at once, and never about all cards."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

from quizzer.practice.evidence import SURE
from quizzer.practice.queue import Room
from quizzer.questions.verdict import Outcome

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Row

    from quizzer.progress.cards import CardState, ItemState
    from quizzer.progress.store import Store

AT_ONCE = 500
"""So many names in one statement."""
REVIEW_STAGES = ("young", "mature")


class Lookup(Protocol):
    """What a plan is made from."""

    def due(self, today: date, items: Collection[str] | None, limit: int) -> list[CardState]:
        """Cards that are due, most likely forgotten first."""

    def upcoming(self, today: date, items: Collection[str] | None, limit: int) -> list[CardState]:
        """Cards that are not due yet, soonest first."""

    def cards(self, items: Collection[str]) -> Mapping[str, Sequence[CardState]]:
        """The cards of ``items``; those that have none are missing."""

    def states(self, items: Collection[str]) -> Mapping[str, ItemState]:
        """What is known of ``items``; those to which nothing happened are missing."""

    def sure_and_wrong(self, items: Collection[str]) -> Mapping[str, date]:
        """Those of ``items`` whose last answer was sure and wrong, with its day."""


class StoreLookup:
    """A lookup in the learner's progress. Every method raises DatabaseProblem."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def due(self, today: date, items: Collection[str] | None, limit: int) -> list[CardState]:
        """Cards that are due, most likely forgotten first."""
        if items is None:
            return [one.card for one in self.store.due_head(today, limit)]
        from quizzer.scheduling.memory import recall

        parameters = self.store.parameters()
        found = [card for card, ask_on in self._cards_with_days(items) if ask_on <= today]
        recalled = {card.key: recall(card.memory.stability, (today - card.last_day).days, parameters) for card in found}
        return sorted(found, key=lambda card: (recalled[card.key], str(card.key)))[:limit]

    def upcoming(self, today: date, items: Collection[str] | None, limit: int) -> list[CardState]:
        """Cards that are not due yet, soonest first."""
        found = [(ask_on, card) for card, ask_on in self._cards_with_days(items) if today < ask_on < date.max]
        return [card for _, card in sorted(found, key=lambda one: (one[0], str(one[1].key)))[:limit]]

    def cards(self, items: Collection[str]) -> Mapping[str, Sequence[CardState]]:
        """The cards of ``items``; those that have none are missing."""
        found: dict[str, list[CardState]] = {}
        for card, _ in self._cards_with_days(items):
            found.setdefault(card.key.item, []).append(card)
        return found

    def states(self, items: Collection[str]) -> Mapping[str, ItemState]:
        """What is known of ``items``; those to which nothing happened are missing."""
        from sqlalchemy import select

        from quizzer.progress.rows import item_of
        from quizzer.progress.schema import items as table

        found: dict[str, ItemState] = {}
        with self.store.database.reading() as connection:
            for condition in _among(table.c.item, items):
                rows = connection.execute(select(table).where(condition)).mappings()
                found |= {row["item"]: item_of(dict(row)) for row in rows}
        return found

    def sure_and_wrong(self, items: Collection[str]) -> Mapping[str, date]:
        """Those of ``items`` whose last answer was sure and wrong, with its day."""
        from sqlalchemy import select

        from quizzer.progress.log import not_undone
        from quizzer.progress.schema import events

        columns = (events.c.item, events.c.learner_day, events.c.confidence, events.c.outcome)
        attempts = select(*columns).where(events.c.kind == "attempt", not_undone(events))
        in_order = attempts.order_by(events.c.at, events.c.id)
        last: dict[str, Row[tuple[str, str, int, str]]] = {}
        with self.store.database.reading() as connection:
            for condition in _among(events.c.item, items):
                last |= {row.item: row for row in connection.execute(in_order.where(condition))}
        return {
            item: date.fromisoformat(row.learner_day)
            for item, row in last.items()
            if row.confidence == SURE and row.outcome == Outcome.INCORRECT.value
        }

    def _cards_with_days(self, items: Collection[str] | None) -> Iterator[tuple[CardState, date]]:
        """Cards, each with the day from which it may be asked: of ``items``, or all that there are."""
        from sqlalchemy import select, true

        from quizzer.progress.rows import card_of
        from quizzer.progress.schema import cards

        conditions = [true()] if items is None else _among(cards.c.item, items)
        with self.store.database.reading() as connection:
            for condition in conditions:
                for row in connection.execute(select(cards).where(condition)).mappings():
                    yield card_of(dict(row)), date.fromisoformat(row["ask_on"])


def _among(column: ColumnElement[str], names: Collection[str]) -> list[ColumnElement[bool]]:
    """Conditions that together hold for ``names``, each of them short enough for one statement."""
    ordered = sorted(names)
    return [column.in_(ordered[start : start + AT_ONCE]) for start in range(0, len(ordered), AT_ONCE)]


def room_today(store: Store, today: date, reviews_per_day: int, new_per_day: int) -> Room:
    """What is left of the daily limits. Repeats of the same day and what is crammed do not count."""
    stages = store.totals("stage", today, today)
    reviewed = sum(stages[stage].attempts for stage in REVIEW_STAGES if stage in stages)
    begun = stages["new"].attempts if "new" in stages else 0
    return Room(max(reviews_per_day - reviewed, 0), max(new_per_day - begun, 0))


def next_due_day(store: Store, today: date) -> date | None:
    """The first day after ``today`` on which a card is due; None where there is none."""
    days = store.due_by_day(today + timedelta(days=1), date.max - timedelta(days=1))
    return min(days, default=None)


def past_of(store: Store, item: str) -> list[tuple[int, bool]]:
    """The levels at which ``item`` was asked, latest last, and whether the answers were right."""
    return [
        (logged.attempt.level, logged.attempt.outcome is Outcome.CORRECT)
        for logged in store.history(item)
        if not logged.undone
    ]


def flagged_items(store: Store, flag: str, today: date, every: Collection[str]) -> set[str]:
    """Those of the items ``every`` that are due, new, suspended, flagged, or leeches. KeyError for another flag."""
    found: dict[str, Callable[[], set[str]]] = {
        "due": lambda: _due_items(store, today),
        "new": lambda: set(every) - set(StoreLookup(store).cards(every)),
        "suspended": lambda: {name for name, state in store.decided_items().items() if state.suspended},
        "flagged": lambda: {name for name, state in store.decided_items().items() if state.flag is not None},
        "leech": lambda: {card.key.item for card in store.leeches()},
    }
    return found[flag]()


def _due_items(store: Store, today: date) -> set[str]:
    from sqlalchemy import select

    from quizzer.progress.schema import cards

    asked = select(cards.c.item).where(cards.c.ask_on <= today.isoformat()).distinct()
    with store.database.reading() as connection:
        return set(connection.scalars(asked))
