"""Why the program thinks what it thinks of an item: its attempts, its cards, and why each is due when it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from quizzer.practice.learning import is_mastered
from quizzer.scheduling.memory import Parameters, recall

if TYPE_CHECKING:
    from quizzer.progress.cards import CardState, ItemState
    from quizzer.progress.reading import LoggedAttempt
    from quizzer.progress.store import Store

LEECH_LAPSES = 8
"""A card that was forgotten so many times is a leech."""


class Standing(StrEnum):
    """Where a card stands today."""

    SUSPENDED = "suspended"
    BURIED = "buried"
    OVERDUE = "overdue"
    TODAY = "today"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class CardStory:
    """A card: the ``recall`` (0 to 1) expected today, the day on which it may be asked, and how many days off that is.

    ``last`` is the attempt that the due day comes from: the last at this card that counts and was scheduled. Its
    ``off`` is by how many days the day chosen lies behind (or before) the one on which recall falls to the target.
    None where an old version did not note it, or where the rating was changed later.
    """

    card: CardState
    recall: float
    ask_on: date
    days: int
    standing: Standing
    last: LoggedAttempt | None
    off: int | None

    @property
    def interval(self) -> int:
        """The days from the last attempt to the due day."""
        return (self.card.due - self.card.last_day).days

    @property
    def is_leech(self) -> bool:
        """Whether it was forgotten LEECH_LAPSES times or more."""
        return self.card.lapses >= LEECH_LAPSES


@dataclass(frozen=True, slots=True)
class ItemStory:
    """An item. ``state`` is None and the rest empty for one to which nothing happened yet."""

    item: str
    today: date
    target: float
    state: ItemState | None
    cards: tuple[CardStory, ...]
    attempts: tuple[LoggedAttempt, ...]

    @property
    def is_mastered(self) -> bool:
        """Whether it was right on three days, typed on one of them."""
        return self.state is not None and is_mastered(self.state.right_days, self.state.typed_days)


def story_of(store: Store, item: str, today: date) -> ItemStory:
    """What is known of ``item`` on the learner-day ``today``. DatabaseProblem."""
    parameters = store.parameters()
    state = store.item(item)
    attempts = tuple(store.history(item))
    cards = (
        []
        if state is None
        else [_card_story(card, state, attempts, today, parameters) for card in store.cards_of(item)]
    )
    return ItemStory(item, today, parameters.retention, state, tuple(cards), attempts)


def _card_story(
    card: CardState, item: ItemState, attempts: tuple[LoggedAttempt, ...], today: date, parameters: Parameters
) -> CardStory:
    from quizzer.progress.cards import CardKey

    counted = [one for one in attempts if not one.undone and one.attempt.scheduled]
    last = next((one for one in reversed(counted) if CardKey.of(one.attempt) == card.key), None)
    ask_on = item.ask_on(card)
    days = (ask_on - today).days
    if item.suspended:
        standing = Standing.SUSPENDED
    elif days > 0:
        standing = Standing.BURIED if ask_on > card.due else Standing.LATER
    else:
        standing = Standing.TODAY if days == 0 else Standing.OVERDUE
    expected = recall(card.memory.stability, (today - card.last_day).days, parameters)
    off = last.fuzz if last is not None and last.due == card.due else None
    return CardStory(card, expected, ask_on, days, standing, last, off)
