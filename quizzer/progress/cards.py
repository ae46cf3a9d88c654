"""Items and cards: what events do to them, and how both follow from the log. Pure.

The memory is what replaying the attempts under the parameters in force gives; the due day is the one that was stored
with the last of them, so that a later change of parameters does not move days that the learner has been told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from quizzer.progress.attempts import Attempt
from quizzer.scheduling.bands import band_of
from quizzer.scheduling.memory import DEFAULT_PARAMETERS, MemoryState, Parameters, review
from quizzer.scheduling.ratings import Rating

MATURE_DAYS = 21
"""An interval of so many days makes a card mature."""

NEVER = date.max
"""The day on which a suspended card may be asked."""


@dataclass(frozen=True, slots=True)
class CardKey:
    """What a card is about: one item, in one form, in one band of levels. ``str`` gives the id of the card."""

    item: str
    form: str
    band: int

    def __str__(self) -> str:
        return f"{self.item}#{self.form}:{self.band}"

    @classmethod
    def of(cls, attempt: Attempt) -> CardKey:
        """The card that an attempt belongs to. ValueError for a level that there is not."""
        return cls(attempt.item, attempt.form, band_of(attempt.level))


@dataclass(frozen=True, slots=True)
class CardState:
    """A card after its attempts. ``lapses`` counts the times it was forgotten after the first attempt."""

    key: CardKey
    memory: MemoryState
    due: date
    last_day: date
    reps: int
    lapses: int

    def stage_on(self, day: date) -> str:
        """What a scheduled attempt on ``day`` would be to this card: repeat, young or mature."""
        if day <= self.last_day:
            return "repeat"
        return "mature" if (self.due - self.last_day).days >= MATURE_DAYS else "young"


@dataclass(frozen=True, slots=True)
class ItemState:
    """An item as its events leave it.

    ``version`` is that of the last attempt or of the last decision on a changed key. ``right_days`` counts learner-days
    with a right answer, ``typed_days`` those with one that was typed. ``flag`` is the reason it was flagged for.
    """

    item: str
    topic: str | None = None
    version: int | None = None
    attempts: int = 0
    right_days: int = 0
    typed_days: int = 0
    last_day: date | None = None
    suspended: bool = False
    buried_until: date | None = None
    flag: str | None = None

    def ask_on(self, card: CardState) -> date:
        """The day from which a card of this item may be asked."""
        if self.suspended:
            return NEVER
        return card.due if self.buried_until is None else max(card.due, self.buried_until)


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """What the log says of an event about an item, as far as the item and its cards depend on it."""

    id: str
    kind: str
    day: date
    key: CardKey | None = None
    rating: Rating | None = None
    due: date | None = None
    scheduled: bool = True
    right: bool = False
    typed: bool = True
    topic: str | None = None
    version: int | None = None
    target: str | None = None
    value: str | None = None


def after_review(
    before: CardState | None, key: CardKey, rating: Rating, day: date, parameters: Parameters = DEFAULT_PARAMETERS
) -> CardState:
    """The card after one more attempt on the learner-day ``day``. A day before the last one counts as the same."""
    if before is None:
        memory, interval = review(None, rating, 0, parameters)
        return CardState(key, memory, day + timedelta(days=interval), day, reps=1, lapses=0)
    last_day = max(day, before.last_day)
    memory, interval = review(before.memory, rating, (last_day - before.last_day).days, parameters)
    lapses = before.lapses + (rating is Rating.AGAIN)
    return CardState(key, memory, day_after(last_day, interval), last_day, before.reps + 1, lapses)


def day_after(day: date, interval: int) -> date:
    """The day ``interval`` days after ``day``, or the last there is."""
    return day + timedelta(days=min(interval, (date.max - day).days))


def standing(events: Iterable[LoggedEvent]) -> list[LoggedEvent]:
    """The events that still count: neither undone nor about an attempt that was."""
    every = list(events)
    undone = {event.target for event in every if event.kind == "undo"}
    left = [event for event in every if event.kind != "undo" and event.id not in undone]
    present = {event.id for event in left}
    return [event for event in left if event.kind != "rerate" or event.target in present]


def replayed(
    item: str, events: Iterable[LoggedEvent], parameters: Parameters = DEFAULT_PARAMETERS
) -> tuple[ItemState | None, dict[str, CardState]]:
    """The item and its cards, by id, that its events, in the order of the log, lead to. No events, no item."""
    left = standing(events)
    if not left:
        return None, {}
    replay = _Replay(ItemState(item), parameters)
    replay.rerated = {event.target: event for event in left if event.kind == "rerate" and event.target}
    for event in left:
        if event.kind != "rerate":
            _EFFECTS[event.kind](replay, event)
    right, typed = len(replay.right_days), len(replay.typed_days)
    return replace(replay.item, right_days=right, typed_days=typed), replay.cards


@dataclass
class _Replay:
    item: ItemState
    parameters: Parameters
    cards: dict[str, CardState] = field(default_factory=dict)
    rerated: dict[str, LoggedEvent] = field(default_factory=dict)
    right_days: set[date] = field(default_factory=set)
    typed_days: set[date] = field(default_factory=set)

    def attempt(self, event: LoggedEvent) -> None:
        self.item = replace(
            self.item,
            topic=event.topic,
            version=event.version,
            attempts=self.item.attempts + 1,
            last_day=event.day if self.item.last_day is None else max(event.day, self.item.last_day),
        )
        if event.right:
            self.right_days.add(event.day)
            if event.typed:
                self.typed_days.add(event.day)
        if event.scheduled:
            self._review(event)

    def _review(self, event: LoggedEvent) -> None:
        last_word = self.rerated.get(event.id, event)
        if event.key is None or last_word.rating is None or last_word.due is None:
            raise ValueError(f"the attempt {event.id} is not whole")
        card_id = str(event.key)
        card = after_review(self.cards.get(card_id), event.key, last_word.rating, event.day, self.parameters)
        self.cards[card_id] = replace(card, due=last_word.due)

    def suspend(self, event: LoggedEvent) -> None:
        self.item = replace(self.item, suspended=event.kind == "suspend")

    def bury(self, event: LoggedEvent) -> None:
        self.item = replace(self.item, buried_until=event.due)

    def flag(self, event: LoggedEvent) -> None:
        self.item = replace(self.item, flag=event.value)

    def reset(self, _event: LoggedEvent) -> None:
        self.cards.clear()

    def key(self, event: LoggedEvent) -> None:
        self.item = replace(self.item, version=event.version)
        if event.value == "forget":
            self.cards.clear()


_EFFECTS: dict[str, Callable[[_Replay, LoggedEvent], None]] = {
    "attempt": _Replay.attempt,
    "suspend": _Replay.suspend,
    "unsuspend": _Replay.suspend,
    "bury": _Replay.bury,
    "unbury": _Replay.bury,
    "flag": _Replay.flag,
    "unflag": _Replay.flag,
    "reset": _Replay.reset,
    "key": _Replay.key,
}
