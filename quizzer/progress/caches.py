"""Keeping items, cards and the numbers of due cards in step with the log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, bindparam, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as insert_or_replace

from quizzer.progress import aggregates
from quizzer.progress.cards import CardState, ItemState, replayed
from quizzer.progress.log import events_of, every_item_replayed
from quizzer.progress.prepared import Prepared
from quizzer.progress.rows import card_of, card_row, item_of, item_row
from quizzer.progress.schema import cards, due_days, items
from quizzer.scheduling.memory import Parameters

_BATCH = 5_000

_card = Prepared(select(cards).where(cards.c.id == bindparam("card_id")))
_cards_of_item = Prepared(select(cards.c.id, cards.c.ask_on).where(cards.c.item == bindparam("about")))
_item = Prepared(select(items).where(items.c.item == bindparam("about")))
_drop_card = Prepared(delete(cards).where(cards.c.id == bindparam("card_id")))
_drop_item = Prepared(delete(items).where(items.c.item == bindparam("about")))
_new_card = insert_or_replace(cards)
_put_card = Prepared(_new_card.on_conflict_do_update(index_elements=["id"], set_=dict(_new_card.excluded.items())))
_new_item = insert_or_replace(items)
_put_item = Prepared(_new_item.on_conflict_do_update(index_elements=["item"], set_=dict(_new_item.excluded.items())))
_new_day = insert_or_replace(due_days)
_add_day = Prepared(
    _new_day.on_conflict_do_update(index_elements=["day"], set_={"cards": due_days.c.cards + _new_day.excluded.cards})
)
_drop_empty_day = Prepared(delete(due_days).where(due_days.c.day == bindparam("the_day"), due_days.c.cards == 0))


def card_in(connection: Connection, card_id: str) -> CardState | None:
    """A card; None if there is none of that id."""
    row = _card.first(connection, card_id=card_id)
    return None if row is None else card_of(row)


def item_in(connection: Connection, item: str) -> ItemState | None:
    """An item; None if nothing happened to it yet."""
    row = _item.first(connection, about=item)
    return None if row is None else item_of(row)


def put(connection: Connection, item: ItemState, card: CardState | None, asked_before: str | None) -> None:
    """Write an item, and one card of it that was to be asked on ``asked_before`` until now (None: a new card)."""
    _put_item.run(connection, item_row(item))
    if card is not None:
        row = card_row(card, item)
        _put_card.run(connection, row)
        _move(connection, [asked_before], [str(row["ask_on"])])


def refresh(connection: Connection, item: str, parameters: Parameters) -> None:
    """Make an item and its cards anew from the log."""
    state, found = replayed(item, events_of(connection, item), parameters)
    before = dict(_cards_of_item.tuples(connection, about=item))
    for card_id in before.keys() - found.keys():
        _drop_card.run(connection, {"card_id": card_id})
    if state is None:
        _drop_item.run(connection, {"about": item})
        rows: list[dict[str, object]] = []
    else:
        _put_item.run(connection, item_row(state))
        rows = [card_row(card, state) for card in found.values()]
        _put_card.run_many(connection, rows)
    _move(connection, before.values(), [str(row["ask_on"]) for row in rows])


def write_anew(connection: Connection) -> None:
    """Make everything that follows from the log anew: items, cards, due days and daily figures."""
    write_cards_anew(connection)
    aggregates.write_anew(connection)


def write_cards_anew(connection: Connection) -> None:
    """Make items, cards and due days anew from the log."""
    for table in (items, cards, due_days):
        connection.execute(delete(table))
    due: Counter[str] = Counter()
    item_rows: list[Mapping[str, object]] = []
    card_rows: list[Mapping[str, object]] = []
    # What is read is the log, and what is written is not.
    for state, found in every_item_replayed(connection):
        item_rows.append(item_row(state))
        card_rows += (card_row(card, state) for card in found.values())
        if len(item_rows) >= _BATCH:
            _flush(connection, item_rows, card_rows, due)
    _flush(connection, item_rows, card_rows, due)
    if due:
        connection.execute(insert(due_days), [{"day": day, "cards": number} for day, number in due.items()])


def _flush(
    connection: Connection,
    item_rows: list[Mapping[str, object]],
    card_rows: list[Mapping[str, object]],
    due: Counter[str],
) -> None:
    due.update(str(row["ask_on"]) for row in card_rows)
    for table, rows in ((items, item_rows), (cards, card_rows)):
        if rows:
            connection.execute(insert(table), rows)
        rows.clear()


def _move(connection: Connection, before: Iterable[str | None], after: Iterable[str]) -> None:
    """Cards that were due on the days ``before`` are due on the days ``after``."""
    change = Counter(after)
    change.subtract(day for day in before if day is not None)
    changed = {day: number for day, number in change.items() if number}
    _add_day.run_many(connection, ({"day": day, "cards": number} for day, number in changed.items()))
    _drop_empty_day.run_many(connection, ({"the_day": day} for day, number in changed.items() if number < 0))
