"""What can be asked of the progress: cards, items, what is due, daily figures, the history of an item."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from sqlalchemy import Integer, RowMapping, Select, bindparam, false, func, literal_column, select

from quizzer.progress.aggregates import MILLION
from quizzer.progress.attempts import Attempt, Counts
from quizzer.progress.caches import card_in, item_in
from quizzer.progress.cards import CardKey, CardState, ItemState
from quizzer.progress.database import Database
from quizzer.progress.log import every_item_replayed, last_rating, not_undone, parameters_in_force
from quizzer.progress.prepared import Prepared
from quizzer.progress.rows import attempt_of, card_of, item_of
from quizzer.progress.schema import COUNTERS, NEVER, cards, daily, due_days, events, items, sessions
from quizzer.scheduling.memory import Parameters, recall
from quizzer.scheduling.ratings import Rating

MASTERED_DAYS = 3

CANDIDATES_PER_PACE = 50
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


@dataclass(frozen=True, slots=True)
class Sitting:
    """A quiz or a review as it was begun; ``details`` are what it was begun with, and what is left of it."""

    id: str
    kind: str
    started: datetime
    ended: bool
    details: Mapping[str, Any]


def _due_head() -> Select[Any]:
    """For each pace that there is the cards longest due; of all these, those with the least predicted recall.

    Recall falls with the days since the last review, measured in stabilities, whatever the parameters are.
    """
    least = select(func.min(cards.c.pace).label("pace")).cte("paces", recursive=True)
    next_one = select(func.min(cards.c.pace)).where(cards.c.pace > least.c.pace).scalar_subquery()
    paces = least.union_all(select(next_one).where(least.c.pace.is_not(None)))
    inner = cards.alias("of_pace")
    longest_due: Select[Any] = (
        select(literal_column("of_pace.rowid"))
        .where(inner.c.pace == paces.c.pace, inner.c.ask_on <= bindparam("today"))
        .order_by(inner.c.ask_on)
        .limit(bindparam("candidates", type_=Integer))
        .correlate(paces)
    )
    waited = (func.julianday(bindparam("today")) - func.julianday(cards.c.last_day)) / cards.c.stability
    return (
        select(cards)
        .join_from(paces, cards, literal_column("cards.rowid").in_(longest_due))
        .order_by(waited.desc(), cards.c.id)
        .limit(bindparam("number", type_=Integer))
    )


_head = Prepared(_due_head())
_counters = [daily.c[counter] for counter in COUNTERS]
_span = (daily.c.dimension == bindparam("along"), daily.c.day.between(bindparam("first"), bindparam("last")))
_figures = Prepared(select(daily.c.day, daily.c.value, *_counters).where(*_span).order_by(daily.c.day, daily.c.value))
_totals = Prepared(
    select(func.max(daily.c.day), daily.c.value, *map(func.sum, _counters)).where(*_span).group_by(daily.c.value)
)
_answered = Prepared(select(func.sum(daily.c.attempts), func.sum(daily.c.correct)).where(daily.c.dimension == "all"))
_remembered = Prepared(
    select(func.sum(due_days.c.cards), func.sum(due_days.c.cards).filter(due_days.c.day <= bindparam("today")))
)


class Reader:
    """The reading half of the store. Every method raises DatabaseProblem where the database cannot be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cards(self) -> dict[str, CardState]:
        """Every card, by id."""
        with self._database.reading() as connection:
            rows = connection.execute(select(cards)).mappings()
            return {row["id"]: card_of({**row}) for row in rows}

    def items(self) -> dict[str, ItemState]:
        """Every item that anything happened to, by its name."""
        with self._database.reading() as connection:
            return {row["item"]: item_of({**row}) for row in connection.execute(select(items)).mappings()}

    def card(self, key: CardKey) -> CardState | None:
        """One card; None if it is new."""
        with self._database.reading() as connection:
            return card_in(connection, str(key))

    def cards_of(self, item: str) -> list[CardState]:
        """The cards of an item."""
        with self._database.reading() as connection:
            found = connection.execute(select(cards).where(cards.c.item == item).order_by(cards.c.id)).mappings()
            return [card_of({**row}) for row in found]

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
        with self._database.reading() as connection:
            [(attempts, correct)] = _answered.tuples(connection)
            [(remembered, due)] = _remembered.tuples(connection, today=today.isoformat())
        return Counts(attempts or 0, correct or 0, remembered or 0, due or 0)

    def due_head(self, today: date, limit: int) -> list[DueCard]:
        """The due cards that are most likely forgotten, at most ``limit``, least predicted recall first.

        Takes the same time however many cards there are: of each order of magnitude of stability only the
        CANDIDATES_PER_PACE longest due (or ``limit``, if that is more) are looked at. Suspended and buried cards are
        never among them.
        """
        asked = {"today": today.isoformat(), "candidates": max(limit, CANDIDATES_PER_PACE), "number": limit}
        with self._database.reading() as connection:
            parameters = parameters_in_force(connection)
            due = [card_of(row) for row in _head.rows(connection, **asked)]
        return [DueCard(c, recall(c.memory.stability, (today - c.last_day).days, parameters)) for c in due]

    def due_by_day(self, first: date, last: date) -> dict[date, int]:
        """How many cards are to be asked on each day from ``first`` to ``last``; days with none are missing."""
        days = (first.isoformat(), min(last.isoformat(), "9999-12-30"))
        with self._database.reading() as connection:
            rows = connection.execute(select(due_days).where(due_days.c.day.between(*days), due_days.c.day < NEVER))
            return {date.fromisoformat(row.day): row.cards for row in rows}

    def figures(self, dimension: str, first: date = date.min, last: date = date.max) -> list[DayFigures]:
        """What was answered on each learner-day along a dimension (see ``aggregates.DIMENSIONS``), in order."""
        with self._database.reading() as connection:
            rows = _figures.tuples(connection, along=dimension, first=first.isoformat(), last=last.isoformat())
        return [_day_figures(row) for row in rows]

    def totals(self, dimension: str, first: date = date.min, last: date = date.max) -> dict[str, DayFigures]:
        """The figures from ``first`` to ``last`` added up, by value; ``day`` is the last one on which there was any."""
        with self._database.reading() as connection:
            rows = _totals.tuples(connection, along=dimension, first=first.isoformat(), last=last.isoformat())
        return {row[1]: _day_figures(row) for row in rows}

    def leeches(self, lapses: int = 8) -> list[CardState]:
        """The cards that were forgotten ``lapses`` times or more (8 at least), most often forgotten first."""
        asked = select(cards).where(cards.c.lapses >= 8, cards.c.lapses >= lapses).order_by(cards.c.lapses.desc())
        with self._database.reading() as connection:
            return [card_of({**row}) for row in connection.execute(asked).mappings()]

    def history(self, item: str) -> list[LoggedAttempt]:
        """Every attempt at an item, in the order of the log; those that were undone too."""
        asked = (
            select(events, last_rating().label("last_rating"), (~not_undone(events)).label("undone"))
            .where(events.c.item == item, events.c.kind == "attempt")
            .order_by(events.c.at, events.c.id)
        )
        with self._database.reading() as connection:
            return [_logged(row) for row in connection.execute(asked).mappings()]

    def last_sitting(self) -> Sitting | None:
        """The quiz or review that was begun last; None if there never was one."""
        asked = select(sessions).where(sessions.c.kind.in_(("quiz", "review"))).order_by(sessions.c.id.desc()).limit(1)
        with self._database.reading() as connection:
            row = connection.execute(asked).mappings().first()
        if row is None:
            return None
        started = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=row["started_at"])
        return Sitting(row["id"], row["kind"], started, row["ended_at"] is not None, json.loads(row["details"]))

    def attempts_in(self, session_id: str) -> list[LoggedAttempt]:
        """The attempts of a sitting that still count, in the order of the log."""
        asked = (
            select(events, last_rating().label("last_rating"), false().label("undone"))
            .where(events.c.session_id == session_id, events.c.kind == "attempt", not_undone(events))
            .order_by(events.c.at, events.c.id)
        )
        with self._database.reading() as connection:
            return [_logged(row) for row in connection.execute(asked).mappings()]

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

    def mastered(self) -> dict[str, int]:
        """How many items of each topic were right on three learner-days or more, at least one of them typed."""
        asked = (
            select(items.c.topic, func.count())
            .where(items.c.right_days >= MASTERED_DAYS, items.c.typed_days >= 1)
            .group_by(items.c.topic)
        )
        with self._database.reading() as connection:
            return {str(topic): number for topic, number in connection.execute(asked).tuples()}

    def decided_items(self) -> Mapping[str, ItemState]:
        """The items that are suspended, buried until some day, or flagged, by their name."""
        decided = (items.c.suspended == 1) | items.c.flag.is_not(None) | items.c.buried_until.is_not(None)
        with self._database.reading() as connection:
            return {
                row["item"]: item_of({**row}) for row in connection.execute(select(items).where(decided)).mappings()
            }


def _day_figures(row: tuple[Any, ...]) -> DayFigures:
    day, value, *counted, predicted = row
    named = dict(zip(COUNTERS, counted, strict=False))
    return DayFigures(day=date.fromisoformat(day), value=value, predicted=predicted / MILLION, **named)


def _logged(row: RowMapping) -> LoggedAttempt:
    zone = timezone(timedelta(minutes=row["utc_offset"]))
    return LoggedAttempt(
        row["id"],
        (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=row["at"])).astimezone(zone),
        date.fromisoformat(row["learner_day"]),
        attempt_of({**row}),
        Rating(row["last_rating"]),
        bool(row["undone"]),
        bool(row["early"]),
        row["stage"],
        row["recall"],
        row["due"] and date.fromisoformat(row["due"]),
        row["interval"],
        row["fuzz"],
    )
