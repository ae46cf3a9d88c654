"""Asking the log: which events still count, what rating an attempt has in the end, which parameters are in force."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    bindparam,
    func,
    select,
    text,
)

from quizzer.progress.cards import CardState, ItemState, LoggedEvent, replayed
from quizzer.progress.prepared import Prepared
from quizzer.progress.rows import ITEM_COLUMNS, logged_event_of, parameters_of
from quizzer.progress.schema import events
from quizzer.scheduling.memory import DEFAULT_PARAMETERS, Parameters
from quizzer.scheduling.ratings import Rating

_undo = events.alias("undo")
_rerate = events.alias("rerate")


def not_undone(table: FromClause) -> ColumnElement[bool]:
    """Whether a row of ``table``, which is the events under some name, was not taken back."""
    return ~select(_undo.c.id).where(_undo.c.target == table.c.id, _undo.c.kind == "undo").exists()


def last_rating() -> ColumnElement[int]:
    """The rating of an attempt after every change of it that stands."""
    changed = (
        select(_rerate.c.rating)
        .where(_rerate.c.target == events.c.id, _rerate.c.kind == "rerate", not_undone(_rerate))
        .order_by(_rerate.c.at.desc(), _rerate.c.id.desc())
        .limit(1)
        .correlate(events)
        .scalar_subquery()
    )
    return func.coalesce(changed, events.c.rating)


def standing_attempts(*columns: ColumnElement[Any] | FromClause) -> Select[tuple[object, ...]]:
    """The attempts that still count."""
    return select(*columns).where(events.c.kind == "attempt", not_undone(events))


_one_attempt = Prepared(
    standing_attempts(events, last_rating().label("last_rating")).where(events.c.id == bindparam("event_id"))
)
_latest_parameters = Prepared(
    select(events.c.value, events.c.details)
    # Written out, for only then SQLite takes the index that holds nothing else.
    .where(text("events.kind = 'parameters'"), not_undone(events))
    .order_by(events.c.at.desc(), events.c.id.desc())
    .limit(1)
)
_item_columns = [events.c[name] for name in ITEM_COLUMNS]
_of_item = Prepared(
    select(*_item_columns).where(events.c.item == bindparam("about")).order_by(events.c.at, events.c.id)
)
_of_every_item = (
    select(*_item_columns).where(events.c.item.is_not(None)).order_by(events.c.item, events.c.at, events.c.id)
)


def attempt_with_rating(connection: Connection, event_id: str) -> tuple[dict[str, Any], Rating] | None:
    """An attempt that still counts, as its row and with its rating in the end. None if it is no such thing."""
    row = _one_attempt.first(connection, event_id=event_id)
    return None if row is None else (row, Rating(row["last_rating"]))


def parameters_in_force(connection: Connection) -> Parameters:
    """The parameters of the memory model that were set last."""
    row = _latest_parameters.first(connection)
    return DEFAULT_PARAMETERS if row is None else parameters_of(row)


def events_of(connection: Connection, item: str) -> list[LoggedEvent]:
    """Every event about an item, in the order of the log."""
    return [logged_event_of(row) for row in _of_item.tuples(connection, about=item)]


def every_event_by_item(connection: Connection) -> Iterator[list[LoggedEvent]]:
    """The events about each item, in the order of the log; the items in the order of their names."""
    found = connection.execution_options(yield_per=1_000).execute(_of_every_item)
    place = ITEM_COLUMNS.index("item")
    for _, rows in groupby(found, key=lambda row: str(row[place])):
        yield [logged_event_of(row) for row in rows]


def every_item_replayed(connection: Connection) -> Iterator[tuple[ItemState, dict[str, CardState]]]:
    """Each item and its cards as the log alone gives them, in the order of their names."""
    place = ITEM_COLUMNS.index("item")
    parameters = parameters_in_force(connection)
    found = connection.execution_options(yield_per=1_000).execute(_of_every_item)
    for item, rows in groupby(found, key=lambda row: str(row[place])):
        state, cards = replayed(item, map(logged_event_of, rows), parameters)
        if state is not None:
            yield state, cards
