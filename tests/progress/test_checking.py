"""``db check`` sees whatever does not follow from the log, and repairing mends it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, timedelta

import pytest

from quizzer.progress.checking import MOST_OF_A_KIND, check, repair
from quizzer.scheduling.ratings import Rating


@pytest.fixture
def lived(disk_store, make_attempt, now):
    """A store with some history."""
    session = disk_store.begin_session("quiz", now, {})
    for number, item in enumerate(["iou", "nms", "iou", "rf", "iou"]):
        attempt = make_attempt(item=item, misconception="swapped" if number == 2 else None)
        disk_store.record(attempt, session, now + timedelta(days=3 * number))
    disk_store.rerate(disk_store.history("nms")[0].event_id, Rating.EASY, now)
    disk_store.suspend("rf", now)
    disk_store.bury("iou", date(2027, 3, 1), now)
    return disk_store


def execute(path, *statements):
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_all_is_well(lived):
    assert check(lived._database) == []


@pytest.mark.parametrize(
    ("statement", "codes"),
    [
        ("UPDATE cards SET stability = 3 WHERE item = 'iou'", ["card"]),
        ("UPDATE cards SET due = '2026-12-24' WHERE item = 'nms'", ["card"]),
        ("UPDATE cards SET ask_on = '2026-12-24' WHERE item = 'iou'", ["card", "due_days", "due_days"]),
        ("DELETE FROM cards WHERE item = 'iou'", ["card", "due_days"]),
        ("INSERT INTO cards SELECT 'x#y:1', 'x', 'y', 1, 1, 1, 1, due, ask_on, due, 1, 0 FROM cards LIMIT 1", None),
        ("UPDATE items SET suspended = 1 WHERE item = 'nms'", ["item"]),
        ("UPDATE items SET right_days = 7 WHERE item = 'nms'", ["item"]),
        ("DELETE FROM items", ["item", "item", "item"]),
        ("UPDATE due_days SET cards = cards + 1 WHERE day = '2027-03-01'", ["due_days"] * 2),
        ("DELETE FROM due_days", ["due_days"] * 3),
        ("UPDATE daily SET attempts = 9 WHERE dimension = 'misconception'", ["daily"] * 2),
        ("DELETE FROM daily WHERE dimension = 'stage' AND value = 'young'", ["daily"] * 2),
        ("INSERT INTO daily VALUES ('topic', '2026-12-01', 'x', 1, 1, 0, 0, 0, 0, 0, 0)", ["daily"]),
    ],
)
def test_what_does_not_follow_from_the_log_is_found_and_mended(lived, path, statement, codes):
    execute(path, statement)
    found = check(lived._database)
    if codes is not None:
        assert [finding.code for finding in found] == codes
    assert found
    assert all(finding.repairable and finding.subject for finding in found)
    repair(lived._database)
    assert check(lived._database) == []


def test_many_findings_are_summed_up(disk_store, make_attempt, path, now):
    for number in range(MOST_OF_A_KIND + 5):
        disk_store.record(make_attempt(item=f"item-{number}"), None, now)
    execute(path, "UPDATE cards SET reps = 7")
    found = check(disk_store._database)
    assert len(found) == MOST_OF_A_KIND + 1
    assert found[-1].detail == "+5"


@pytest.mark.parametrize(
    ("kind", "columns"),
    [("undo", "NULL"), ("rerate", "2")],
)
def test_a_log_that_makes_no_sense_is_found_and_cannot_be_repaired(lived, path, now, kind, columns):
    lived.undo(now, 1)
    execute(
        path,
        "INSERT INTO events (id, at, utc_offset, learner_day, kind, target, item, card_id, rating, details) "  # noqa: S608
        f"SELECT 'x', at, 0, learner_day, '{kind}', id, item, 'iou#forward:1', {columns}, '{{}}' "
        "FROM events WHERE kind = 'undo'",
    )
    found = check(lived._database)
    assert "log" in [finding.code for finding in found]
    assert not all(finding.repairable for finding in found)


def test_an_event_without_its_session_is_found(lived, path):
    execute(path, "PRAGMA foreign_keys = OFF", "DELETE FROM sessions")
    assert {finding.code for finding in check(lived._database)} == {"reference"}


def test_a_damaged_index_is_found(lived, path):
    lived.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = 'CREATE INDEX ix_cards_item ON cards (form)' WHERE name = 'ix_cards_item'"
        )
        connection.commit()
    assert "integrity" in {finding.code for finding in check(lived._database)}
