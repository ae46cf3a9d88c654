"""What can be asked of the progress: cards, items, what is due, daily figures, the history of an item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from sqlalchemy import RowMapping, bindparam, func, select

from quizzer.progress.aggregates import MILLION
from quizzer.progress.attempts import Attempt, Counts
from quizzer.progress.caches import card_in, item_in
from quizzer.progress.cards import CardKey, CardState, ItemState
from quizzer.progress.database import Database
from quizzer.progress.log import every_item_replayed, last_rating, not_undone, parameters_in_force
from quizzer.progress.rows import attempt_of, card_of, item_of
from quizzer.progress.schema import COUNTERS, NEVER, cards, daily, due_days, events, items
from quizzer.scheduling.memory import Parameters, recall
from quizzer.scheduling.ratings import Rating

CANDIDATES_PER_PACE = 100
"""How many of the cards longest due are looked at for each order of magnitude of stability."""


@dataclass(frozen=True, slots=True)
class DueCard:
    """A card that is due, with the share, 0 to 1, that the model expects to be recalled today."""

    card: CardState
    recall: float


@dataclass(frozen=True, slots=True)
class LoggedAttempt:
    """An attempt in the history of an item. ``rating`` is the one after every change; ``at`` is in the learner's zone.

    ``stage``, ``recall``, ``interval`` and ``fuzz`` are None where an old version did not note them.
    """

    event_id: str
    at: datetime
    day: date
    attempt: Attempt
    rating: Rating
    undone: bool
    early: bool
    stage: str | None
    recall: float | None
    due: date | None
    interval: int | None
    fuzz: int | None


@dataclass(frozen=True, slots=True)
class DayFigures:
    """The sums of one learner-day along one dimension; see COUNTERS and STAGES in ``schema``.

    ``predicted`` is the sum of the recall that was predicted for the ``reviews``.
    """

    day: date
    value: str
    attempts: int
    correct: int
    partial: int
    gave_up: int
    elapsed_ms: int
    reviews: int
    remembered: int
    predicted: float


_due_of_pace = (
    select(cards)
    .where(cards.c.pace == bindparam("of_pace"), cards.c.ask_on <= bindparam("today"))
    .order_by(cards.c.ask_on)
    .limit(CANDIDATES_PER_PACE)
)
_least_pace = select(func.min(cards.c.pace)).where(cards.c.pace > bindparam("above"))


class Reader:
    """The reading half of the store. Every method raises DatabaseProblem where the database cannot be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cards(self) -> dict[str, CardState]:
        """Every card, by id."""
        with self._database.reading() as connection:
            rows = connection.execute(select(cards)).mappings()
            return {row["id"]: card_of(row) for row in rows}

    def items(self) -> dict[str, ItemState]:
        """Every item that anything happened to, by its name."""
        with self._database.reading() as connection:
            return {row["item"]: item_of(row) for row in connection.execute(select(items)).mappings()}

    def card(self, key: CardKey) -> CardState | None:
        """One card; None if it is new."""
        with self._database.reading() as connection:
            return card_in(connection, str(key))

    def cards_of(self, item: str) -> list[CardState]:
        """The cards of an item."""
        with self._database.reading() as connection:
            found = connection.execute(select(cards).where(cards.c.item == item).order_by(cards.c.id)).mappings()
            return [card_of(row) for row in found]

    def item(self, item: str) -> ItemState | None:
        """One item; None if nothing happened to it."""
        with self._database.reading() as connection:
            return item_in(connection, item)

    def replay(self) -> dict[str, CardState]:
        """Every card, by id, as the log alone gives it."""
        with self._database.reading() as connection:
            return {card_id: card for _, found in every_item_replayed(connection) for card_id, card in found.items()}

    def parameters(self) -> Parameters:
        """The parameters of the memory model that are in force."""
        with self._database.reading() as connection:
            return parameters_in_force(connection)

    def counts(self, today: date) -> Counts:
        """What the home screen shows; a card is due when its day is ``today`` or has passed."""
        answered = select(func.total(daily.c.attempts), func.total(daily.c.correct)).where(daily.c.dimension == "all")
        until_today = func.total(due_days.c.cards).filter(due_days.c.day <= today.isoformat())
        with self._database.reading() as connection:
            attempts, correct = connection.execute(answered).one()
            remembered, due = connection.execute(select(func.total(due_days.c.cards), until_today)).one()
        return Counts(int(attempts), int(correct), int(remembered), int(due))

    def due_head(self, today: date, limit: int) -> list[DueCard]:
        """The due cards that are most likely forgotten, at most ``limit``, least predicted recall first.

        Takes the same time however many cards there are: of each order of magnitude of stability the
        CANDIDATES_PER_PACE longest due are looked at. Suspended and buried cards are never among them.
        """
        candidates: list[CardState] = []
        with self._database.reading() as connection:
            parameters = parameters_in_force(connection)
            pace = connection.scalar(_least_pace, {"above": -10_000})
            while pace is not None:
                found = connection.execute(_due_of_pace, {"of_pace": pace, "today": today.isoformat()}).mappings()
                candidates += map(card_of, found)
                pace = connection.scalar(_least_pace, {"above": pace})
        due = [
            DueCard(card, recall(card.memory.stability, (today - card.last_day).days, parameters))
            for card in candidates
        ]
        return sorted(due, key=lambda one: (one.recall, str(one.card.key)))[:limit]

    def due_by_day(self, first: date, last: date) -> dict[date, int]:
        """How many cards are to be asked on each day from ``first`` to ``last``; days with none are missing."""
        days = (first.isoformat(), min(last.isoformat(), "9999-12-30"))
        with self._database.reading() as connection:
            rows = connection.execute(select(due_days).where(due_days.c.day.between(*days), due_days.c.day < NEVER))
            return {date.fromisoformat(row.day): row.cards for row in rows}

    def figures(self, dimension: str, first: date = date.min, last: date = date.max) -> list[DayFigures]:
        """What was answered on each learner-day along a dimension (see ``aggregates.DIMENSIONS``), in order."""
        days = (first.isoformat(), last.isoformat())
        asked = (
            select(daily.c.day, daily.c.value, *(daily.c[counter] for counter in COUNTERS))
            .where(daily.c.dimension == dimension, daily.c.day.between(*days))
            .order_by(daily.c.day, daily.c.value)
        )
        with self._database.reading() as connection:
            return [_figures(row) for row in connection.execute(asked).mappings()]

    def totals(self, dimension: str, first: date = date.min, last: date = date.max) -> dict[str, DayFigures]:
        """The figures from ``first`` to ``last`` added up, by value; ``day`` is the last one on which there was any."""
        days = (first.isoformat(), last.isoformat())
        sums = (func.sum(daily.c[counter]).label(counter) for counter in COUNTERS)
        asked = (
            select(func.max(daily.c.day).label("day"), daily.c.value, *sums)
            .where(daily.c.dimension == dimension, daily.c.day.between(*days))
            .group_by(daily.c.value)
        )
        with self._database.reading() as connection:
            return {row["value"]: _figures(row) for row in connection.execute(asked).mappings()}

    def leeches(self, lapses: int = 8) -> list[CardState]:
        """The cards that were forgotten ``lapses`` times or more (8 at least), most often forgotten first."""
        asked = select(cards).where(cards.c.lapses >= 8, cards.c.lapses >= lapses).order_by(cards.c.lapses.desc())
        with self._database.reading() as connection:
            return [card_of(row) for row in connection.execute(asked).mappings()]

    def history(self, item: str) -> list[LoggedAttempt]:
        """Every attempt at an item, in the order of the log; those that were undone too."""
        asked = (
            select(events, last_rating().label("last_rating"), (~not_undone(events)).label("undone"))
            .where(events.c.item == item, events.c.kind == "attempt")
            .order_by(events.c.at, events.c.id)
        )
        with self._database.reading() as connection:
            return [_logged(row) for row in connection.execute(asked).mappings()]

    def showings(self, misconception: str | None = None) -> Iterator[tuple[str, str, date]]:
        """Where misconceptions showed: (misconception, item, learner-day), in the order of the log."""
        asked = (
            select(events.c.misconception, events.c.item, events.c.learner_day)
            .where(events.c.misconception.is_not(None), events.c.kind == "attempt", not_undone(events))
            .order_by(events.c.at, events.c.id)
        )
        if misconception is not None:
            asked = asked.where(events.c.misconception == misconception)
        with self._database.reading() as connection:
            rows = connection.execute(asked).all()
        yield from ((slip, item, date.fromisoformat(day)) for slip, item, day in rows)

    def recent_question_ids(self, item: str, limit: int) -> list[str]:
        """The questions last asked of an item, latest first; also those undone, for they were seen."""
        asked = (
            select(events.c.question_id)
            .where(events.c.item == item, events.c.kind == "attempt")
            .order_by(events.c.at.desc(), events.c.id.desc())
            .limit(limit)
        )
        with self._database.reading() as connection:
            return list(connection.scalars(asked))

    def attempt_numbers(self) -> dict[str, int]:
        """How often each item was attempted, undone attempts aside. An item that never was is missing."""
        with self._database.reading() as connection:
            rows = connection.execute(select(items.c.item, items.c.attempts).where(items.c.attempts > 0))
            return {row.item: row.attempts for row in rows}

    def decided_items(self) -> Mapping[str, ItemState]:
        """The items that are suspended, buried until some day, or flagged, by their name."""
        decided = (items.c.suspended == 1) | items.c.flag.is_not(None) | items.c.buried_until.is_not(None)
        with self._database.reading() as connection:
            return {row["item"]: item_of(row) for row in connection.execute(select(items).where(decided)).mappings()}


def _figures(row: RowMapping) -> DayFigures:
    return DayFigures(**{**row, "day": date.fromisoformat(row["day"]), "predicted": row["predicted"] / MILLION})


def _logged(row: RowMapping) -> LoggedAttempt:
    zone = timezone(timedelta(minutes=row["utc_offset"]))
    return LoggedAttempt(
        row["id"],
        (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=row["at"])).astimezone(zone),
        date.fromisoformat(row["learner_day"]),
        attempt_of(row),
        Rating(row["last_rating"]),
        bool(row["undone"]),
        bool(row["early"]),
        row["stage"],
        row["recall"],
        row["due"] and date.fromisoformat(row["due"]),
        row["interval"],
        row["fuzz"],
    )
