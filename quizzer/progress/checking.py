"""``db check``: the log replayed and held against everything that should follow from it, and SQLite's own check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Select, Table, except_, func, or_, select, union_all

from quizzer.progress import aggregates, caches
from quizzer.progress.cards import CardState, ItemState
from quizzer.progress.database import Database
from quizzer.progress.log import every_item_replayed
from quizzer.progress.rows import card_row, item_row
from quizzer.progress.schema import COUNTERS, cards, daily, due_days, events, interviews, items

Row = dict[str, object]

MOST_OF_A_KIND = 20
"""No more findings of one kind are told one by one."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, as a code.

    ``integrity``, ``reference``, ``log`` and ``interview`` need a backup, the rest can be repaired.

    ``subject`` is what it is about: the id of an item or card, a day, a table; ``detail`` is technical.
    """

    code: str
    subject: str
    detail: str = ""

    @property
    def repairable(self) -> bool:
        """Whether making the caches anew mends it."""
        return self.code in ("card", "item", "due_days", "daily")


def check(database: Database) -> list[Finding]:
    """Everything that is wrong with the database; more than MOST_OF_A_KIND of a kind are summed up in one.

    DatabaseProblem where it is so damaged that it cannot be read.
    """
    with database.reading() as connection:
        found = list(_every_finding(connection))
    return [finding for _, group in groupby(found, key=lambda one: one.code) for finding in _first_of(list(group))]


def number_of_events(database: Database) -> int:
    """How many events the log holds. DatabaseProblem."""
    with database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(events)) or 0


def repair(database: Database) -> None:
    """Make items, cards and figures anew from the log. DatabaseProblem, or ValueError for a log that has no replay."""
    with database.writing() as connection:
        caches.write_anew(connection)


def _first_of(findings: list[Finding]) -> list[Finding]:
    more = len(findings) - MOST_OF_A_KIND
    summed_up = [Finding(findings[0].code, "…", f"+{more}")] if more > 0 else []
    return findings[:MOST_OF_A_KIND] + summed_up


def _every_finding(connection: Connection) -> Iterator[Finding]:
    yield from _of_sqlite(connection)
    yield from _of_targets(connection)
    try:
        differences = list(_of_cards(connection))
    except (ValueError, KeyError, TypeError) as error:
        yield Finding("log", "events", str(error))
    else:
        yield from sorted(differences, key=lambda one: one.code)
    yield from _of_due_days(connection)
    yield from _of_daily(connection)
    yield from _of_interviews(connection)


def _of_sqlite(connection: Connection) -> Iterator[Finding]:
    for message in connection.exec_driver_sql("PRAGMA integrity_check").scalars():
        if message != "ok":
            yield Finding("integrity", "sqlite", str(message))
    for table, rowid, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Finding("reference", str(table), f"{rowid}: {parent}")


def _of_targets(connection: Connection) -> Iterator[Finding]:
    """An undo takes back no undo, and only attempts have a rating to change."""
    target = events.alias("target")
    wrong = (events.c.kind == "undo") & (target.c.kind == "undo")
    wrong |= (events.c.kind == "rerate") & ((target.c.kind != "attempt") | (target.c.card_id != events.c.card_id))
    asked = select(events.c.id, target.c.id.label("of")).join(target, target.c.id == events.c.target).where(wrong)
    for row in connection.execute(asked):
        yield Finding("log", row.id, f"target {row.of}")


def _of_cards(connection: Connection) -> Iterator[Finding]:
    """Log, items and cards, each in the order of the items' names, are gone through side by side."""
    replays = ((state.item, "log", _rows_of(state, found)) for state, found in every_item_replayed(connection))
    streams = [replays, _by_item(connection, items), _by_item(connection, cards)]
    for _, group in groupby(merge(*streams, key=itemgetter(0)), key=itemgetter(0)):
        there: dict[str, dict[str, Row]] = {"log": {}, "items": {}, "cards": {}}
        for _, source, rows in group:
            there[source] = rows
        stored, wanted = there["items"] | there["cards"], there["log"]
        for name in sorted(stored.keys() | wanted.keys()):
            if stored.get(name) != wanted.get(name):
                code = "card" if "#" in name else "item"
                yield Finding(code, name, _difference(stored.get(name), wanted.get(name)))


def _rows_of(state: ItemState, found: Mapping[str, CardState]) -> dict[str, Row]:
    return {state.item: item_row(state)} | {card_id: card_row(card, state) for card_id, card in found.items()}


def _by_item(connection: Connection, table: Table) -> Iterator[tuple[str, str, dict[str, Row]]]:
    streaming = connection.execution_options(yield_per=1_000)
    rows = streaming.execute(select(table).order_by(table.c.item)).mappings()
    key = "id" if table is cards else "item"
    for name, group in groupby(rows, key=lambda row: str(row["item"])):
        yield name, table.name, {str(row[key]): {**row} for row in group}


def _difference(stored: Row | None, wanted: Row | None) -> str:
    if stored is None:
        return "missing"
    if wanted is None:
        return "not in the log"
    return ", ".join(f"{name} {stored[name]} ≠ {wanted[name]}" for name in wanted if stored[name] != wanted[name])


def _of_due_days(connection: Connection) -> Iterator[Finding]:
    counted = select(cards.c.ask_on, func.count()).group_by(cards.c.ask_on)
    for row in connection.execute(_differences(select(due_days), counted)):
        yield Finding("due_days", str(row[0]))


def _of_daily(connection: Connection) -> Iterator[Finding]:
    for dimension, day, value, *_ in connection.execute(_daily_differences()):
        yield Finding("daily", f"{day} {dimension} {value}".rstrip())


def _of_interviews(connection: Connection) -> Iterator[Finding]:
    """Nothing follows from an interview, but what is kept of it must be readable."""
    report = func.coalesce(interviews.c.report, "null")
    spoilt = or_(func.json_valid(interviews.c.state) == 0, func.json_valid(report) == 0)
    for name in connection.execute(select(interviews.c.id).where(spoilt).order_by(interviews.c.id)).scalars():
        yield Finding("interview", str(name))


@cache
def _daily_differences() -> Select[Any]:
    names = ("dimension", "day", "value", *COUNTERS)
    return _differences(select(*(daily.c[name] for name in names)), aggregates.from_log())


def _differences(stored: Select[Any], wanted: Select[Any]) -> Select[Any]:
    """The rows that are in only one of the two."""
    one, other = stored.subquery(), wanted.subquery()
    lost = select(except_(select(other), select(one)).subquery())
    invented = select(except_(select(one), select(other)).subquery())
    both = union_all(lost, invented).subquery()
    return select(both).order_by(*both.c)
