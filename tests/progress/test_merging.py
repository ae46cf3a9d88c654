"""Merging is the union of two logs: commutative, associative, idempotent, whatever happened in each."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from quizzer.progress.backups import back_up
from quizzer.progress.checking import check
from quizzer.progress.database import open_database
from quizzer.progress.exporting import exported
from quizzer.progress.interviews import InterviewStore
from quizzer.progress.merging import merge
from quizzer.progress.problems import DatabaseProblem
from quizzer.progress.store import Store
from quizzer.scheduling.memory import DEFAULT_PARAMETERS
from quizzer.scheduling.ratings import Rating

START = datetime(2026, 12, 1, 9, tzinfo=UTC)
TABLES = ("sessions", "interviews", "items", "cards", "due_days", "daily")


def mine(days):
    return replace(DEFAULT_PARAMETERS, tag="mine", weights=(0.1 + days / 10, *DEFAULT_PARAMETERS.weights[1:]))


DECISIONS = {
    "suspend": lambda store, item, days, at: store.suspend(item, at),
    "bury": lambda store, item, days, at: store.bury(item, at.date() + timedelta(days=days), at),
    "flag": lambda store, item, days, at: store.flag(item, str(days), at),
    "reset": lambda store, item, days, at: store.reset(item, at),
    "key": lambda store, item, days, at: store.decide_key(item, 2, days % 2 == 0, at),
    "parameters": lambda store, item, days, at: store.set_parameters(mine(days), at),
    "undo": lambda store, item, days, at: store.undo(at, 1 + days % 2),
}
actions = st.lists(
    st.tuples(
        st.sampled_from(["answer", "answer", "answer", "cram", "rerate", "interview", "end", *DECISIONS]),
        st.sampled_from(["iou", "nms"]),
        st.integers(0, 30),
        st.sampled_from(list(Rating)),
    ),
    max_size=8,
)


def live(path, history, make_attempt, source):
    """Some days of practice at the database at ``path``, with all kinds of events."""
    with Store(open_database(path, START), lambda: f"{source.getrandbits(128):032x}") as store:
        session = store.begin_session("quiz", START, {})
        for what, item, days, rating in history:
            at = START + timedelta(days=days)
            if what in ("answer", "cram"):
                store.record(replace(make_attempt(rating, item=item), scheduled=what == "answer"), session, at)
            elif what == "rerate":
                for attempt in [one for one in store.history(item) if not one.undone][-1:]:
                    store.rerate(attempt.event_id, Rating.AGAIN, at)
            elif what == "interview":
                InterviewStore(store).begin("cv-45", days, at, {"place": days})
            elif what == "end":
                store.end_session(session, at)
            else:
                DECISIONS[what](store, item, days, at)


def content(path):
    """Everything that a database says; the order in which it learnt of its events is its own."""
    with closing(sqlite3.connect(path)) as connection:
        rest = {table: sorted(connection.execute(f"SELECT * FROM {table}"), key=repr) for table in TABLES}  # noqa: S608
    database = open_database(path, START)
    assert check(database) == []
    lines = list(exported(database))
    database.close()
    return lines, rest


@pytest.fixture
def merged(tmp_path):
    """The result of merging databases, one after the other, into a copy of the first."""
    numbers = iter(range(10_000))

    def merged(first, *others):
        result = back_up(first, tmp_path / f"merged-{next(numbers)}.db")
        database = open_database(result, START)
        for other in others:
            merge(database, other, START)
        database.close()
        return result

    return merged


@pytest.fixture
def lives(tmp_path, make_attempt):
    """Databases that part after a common past, and one that knows nothing of it."""
    numbers = iter(range(10_000))

    def lives(histories, seed):
        source, folder = Random(seed), tmp_path / f"lives-{next(numbers)}"
        folder.mkdir()
        common = folder / "common.db"
        live(common, histories[0], make_attempt, source)
        paths = [back_up(common, folder / "a.db"), back_up(common, folder / "b.db"), folder / "c.db"]
        for path, history in zip(paths, histories[1:], strict=True):
            live(path, history, make_attempt, source)
        return paths

    return lives


@pytest.mark.parametrize("examples", [2, pytest.param(30, marks=pytest.mark.long)])
def test_merging_is_commutative_associative_and_idempotent(merged, lives, examples):
    @given(st.tuples(actions, actions, actions, actions), st.integers(0, 1_000))
    @settings(max_examples=examples, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
    def law(histories, seed):
        a, b, c = lives(histories, seed)
        together = content(merged(a, b))
        assert content(merged(b, a)) == together
        assert content(merged(a, b, a, b)) == together
        assert content(merged(a, a)) == content(a)
        assert content(merged(merged(a, b), c)) == content(merged(a, merged(b, c))) == content(merged(c, b, a))

    law()


def test_what_both_undid_is_undone_once(lives, merged, make_attempt):
    a, b, _ = lives(([("answer", "iou", 0, Rating.GOOD)], [("undo", "", 0, None)], [("undo", "", 1, None)], []), 1)
    with Store(open_database(merged(a, b), START)) as store:
        assert store.cards() == {}
        assert store.undo(START) == []


def test_the_last_answer_stays_the_one_that_was_given_here(lives, merged):
    first, second = ("answer", "iou", 5, Rating.GOOD), ("answer", "nms", 9, Rating.GOOD)
    a, b, _ = lives(([], [first], [second], []), 1)
    with Store(open_database(merged(a, b), START)) as store:
        assert [one.item for one in store.undo(START, 2)] == ["iou", "nms"]


def test_an_older_database_can_be_merged(path, now):
    from tests.progress.test_migrations import DUMPS

    path.parent.mkdir()
    old = path.with_name("old.db")
    with closing(sqlite3.connect(old)) as connection:
        connection.executescript((DUMPS / "schema_0001.sql").read_text(encoding="utf-8"))
    before = old.read_bytes()
    database = open_database(path, now)
    assert merge(database, old, now).events == 5
    assert check(database) == []
    assert old.read_bytes() == before
    database.close()


@pytest.mark.parametrize("change", ["UPDATE events SET score = 0.5", "UPDATE sessions SET kind = 'review'"])
def test_a_contradiction_changes_nothing(lives, change):
    history = [("answer", "iou", 0, Rating.GOOD)]
    a, b, _ = lives((history, history, history, []), 1)
    with closing(sqlite3.connect(b)) as connection:
        connection.execute("DROP TRIGGER events_no_update")
        connection.execute(change)
        connection.commit()
    database, before = open_database(a, START), content(a)
    with pytest.raises(DatabaseProblem) as caught:
        merge(database, b, START)
    assert (caught.value.reason, caught.value.path) == ("conflict", b)
    database.close()
    assert content(a) == before
