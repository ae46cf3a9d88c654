"""The day on which a card comes back: the model's, spread by the card's own chance and by what is due already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from quizzer.progress.cards import CardState, day_after
from quizzer.scheduling.spreading import chance_of, chosen_interval, spread_range


@dataclass(frozen=True, slots=True)
class Chosen:
    """A card with the day chosen for it: ``interval`` days after its last, ``fuzz`` off the model's own interval."""

    card: CardState
    interval: int
    fuzz: int


def days_to_weigh(card: CardState) -> tuple[date, date] | None:
    """The first and the last day on which ``card``, fresh from its review, may come back; None if there is one only."""
    shortest, longest = spread_range((card.due - card.last_day).days)
    return None if shortest == longest else (day_after(card.last_day, shortest), day_after(card.last_day, longest))


def spread(card: CardState, loads: Mapping[date, int], at_most: int | None = None) -> Chosen:
    """Choose the day for ``card``, fresh from its review.

    ``loads`` is how many other cards are due on each day; ``at_most`` is the longest interval that is wanted, in days.
    """
    interval = (card.due - card.last_day).days
    after = {(day - card.last_day).days: number for day, number in loads.items()}
    chosen = chosen_interval(interval, chance_of(str(card.key), card.reps), after)
    if at_most is not None:
        chosen = min(chosen, at_most)
    chosen = min(chosen, (date.max - card.last_day).days)
    return Chosen(replace(card, due=card.last_day + timedelta(days=chosen)), chosen, chosen - interval)
