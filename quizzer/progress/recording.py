"""What one attempt or a change of its rating does to the caches. Within the transaction of the caller."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, bindparam, select

from quizzer.progress.attempts import Attempt
from quizzer.progress.caches import card_in, item_in, put, refresh
from quizzer.progress.cards import CardKey, CardState, ItemState, after_review, replayed, standing
from quizzer.progress.log import events_of, not_undone
from quizzer.progress.prepared import Prepared
from quizzer.progress.schema import due_days, events
from quizzer.progress.spreading import Chosen, days_to_weigh, spread
from quizzer.questions.verdict import Outcome
from quizzer.scheduling.memory import Parameters, recall
from quizzer.scheduling.ratings import Rating

_SAME_DAY_MS = 3 * 86_400_000
"""Two moments of one learner-day are never further apart, through whatever zones the learner travels."""

_recent = Prepared(
    select(events.c.at, events.c.id, events.c.kind, events.c.learner_day, events.c.outcome, events.c.typed).where(
        events.c.item == bindparam("about"),
        events.c.at >= bindparam("since"),
        events.c.kind != "undo",
        not_undone(events),
    )
)
_loads = Prepared(
    select(due_days.c.day, due_days.c.cards).where(due_days.c.day.between(bindparam("first"), bindparam("last")))
)


@dataclass(frozen=True, slots=True)
class Place:
    """What an attempt finds: its item and card as they were, and where on the schedule it falls."""

    key: CardKey
    item: ItemState
    card: CardState | None
    day: date
    parameters: Parameters

    @property
    def asked_before(self) -> str | None:
        """The day on which the card was to be asked; None for a new card."""
        return None if self.card is None else self.item.ask_on(self.card).isoformat()

    @property
    def elapsed_days(self) -> int | None:
        """Learner-days since the last attempt at the card."""
        return None if self.card is None else max((self.day - self.card.last_day).days, 0)

    @property
    def recall(self) -> float | None:
        """The share that the model expects to be recalled."""
        if self.card is None or self.elapsed_days is None:
            return None
        return recall(self.card.memory.stability, self.elapsed_days, self.parameters)

    def row(self, scheduled: bool) -> dict[str, object]:
        """The columns of an event that say how the attempt lies in the schedule."""
        stage = "new" if self.card is None else self.card.stage_on(self.day)
        early = self.card is not None and self.card.last_day < self.day < self.card.due
        return {
            "stage": stage if scheduled else "cram",
            "early": int(scheduled and early),
            "elapsed_days": self.elapsed_days,
            "recall": self.recall,
        }


def place_of(connection: Connection, key: CardKey, day: date, parameters: Parameters) -> Place:
    """What an attempt at the card ``key`` on ``day`` finds."""
    item = item_in(connection, key.item) or ItemState(key.item)
    return Place(key, item, card_in(connection, str(key)), day, parameters)


def chosen_row(chosen: Chosen | None) -> dict[str, object]:
    """The columns of an event that say when the card comes back."""
    if chosen is None:
        return {"due": None, "interval": None, "fuzz": None}
    return {"due": chosen.card.due.isoformat(), "interval": chosen.interval, "fuzz": chosen.fuzz}


def schedule(connection: Connection, place: Place, rating: Rating, at_most: int | None) -> Chosen:
    """The card after an attempt, with its day chosen where little is due."""
    card = after_review(place.card, place.key, rating, place.day, place.parameters)
    return spread(card, _loads_for(connection, card, place.asked_before), at_most)


def schedule_again(
    connection: Connection, attempt: Mapping[str, object], rating: Rating, parameters: Parameters, at_most: int | None
) -> Chosen:
    """The card as an attempt that is in the log would have left it with another ``rating``."""
    key = CardKey(str(attempt["item"]), str(attempt["form"]), int(str(attempt["band"])))
    history = standing(events_of(connection, key.item))
    place = next(index for index, event in enumerate(history) if event.id == attempt["id"])
    changed = [event for event in history if event.kind == "rerate"]
    _, before = replayed(key.item, standing(history[:place] + changed), parameters)
    day = date.fromisoformat(str(attempt["learner_day"]))
    card = after_review(before.get(str(key)), key, rating, day, parameters)
    now = card_in(connection, str(key))
    item = item_in(connection, key.item)
    asked = None if now is None or item is None else item.ask_on(now).isoformat()
    return spread(card, _loads_for(connection, card, asked), at_most)


def follow(
    connection: Connection, place: Place, attempt: Attempt, chosen: Chosen | None, row: Mapping[str, object]
) -> None:
    """Bring item and card up to date with an attempt whose event is in the log as ``row``."""
    at, own = int(str(row["at"])), str(row["id"])
    recent = _recent.rows(connection, about=attempt.item, since=at - _SAME_DAY_MS)
    if any((event["at"], event["id"]) > (at, own) for event in recent):
        refresh(connection, attempt.item, place.parameters)  # the clock was set back
        return
    same_day = [e for e in recent if e["kind"] == "attempt" and e["learner_day"] == row["learner_day"]]
    right = [e for e in same_day if e["outcome"] == "correct"]
    first_right = attempt.outcome is Outcome.CORRECT and len(right) == 1
    first_typed = attempt.outcome is Outcome.CORRECT and attempt.typed and sum(e["typed"] != 0 for e in right) == 1
    last_day = place.item.last_day
    item = replace(
        place.item,
        topic=attempt.topic,
        version=attempt.version,
        attempts=place.item.attempts + 1,
        right_days=place.item.right_days + first_right,
        typed_days=place.item.typed_days + first_typed,
        last_day=place.day if last_day is None else max(last_day, place.day),
    )
    put(connection, item, None if chosen is None else chosen.card, place.asked_before)


def _loads_for(connection: Connection, card: CardState, asked_before: str | None) -> dict[date, int]:
    """How many other cards are due on the days that ``card`` may come back on."""
    span = days_to_weigh(card)
    if span is None:
        return {}
    rows = _loads.tuples(connection, first=span[0].isoformat(), last=span[1].isoformat())
    return {date.fromisoformat(day): number - (day == asked_before) for day, number in rows}
