"""Today at a glance is what the statistics say, for any log, and costs nothing that grows with the cards."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.practice import today
from quizzer.practice.statistics import statistics_of
from quizzer.practice.tallies import Tally
from quizzer.practice.today import FEWEST_ANSWERS, Today, today_in
from quizzer.progress.store import open_store
from tests.cli.test_stats import attempt

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
DAY = NOW.date()
ANSWERS = st.lists(
    st.tuples(st.integers(0, 40), st.booleans(), st.sampled_from(["a", "b", "c"]), st.integers(0, 90_000)), max_size=25
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("today")


@settings(max_examples=12, deadline=None)
@given(ANSWERS, st.integers(0, 3))
def test_it_says_what_the_statistics_say(folder, answers, undone):
    path = folder / "progress.db"
    path.unlink(missing_ok=True)
    with open_store(path, NOW) as store:
        for back, right, topic, ms in sorted(answers, reverse=True):
            at = NOW - timedelta(days=back)
            store.record(attempt(topic, right=right, topic=topic, elapsed_ms=ms), None, at)
        store.undo(NOW, undone)
        found, told = today_in(path, DAY), statistics_of(store, DAY)
    assert found is not None
    assert (found.attempts, found.due, found.streak) == (told.attempts, told.load.due, told.streak.current)
    assert found.forecast == tuple(number for _, number in told.load.days[1:8])
    by_day = dict(told.year)
    assert [tally.attempts for tally in found.week] == [by_day[DAY - timedelta(days=back)] for back in range(6, -1, -1)]
    assert plain(found.month) == plain(told.period)
    assert plain(found.answered) == plain(told.answered_today)
    assert found.slip == ((told.slips[0].misconception, told.slips[0].times) if told.slips else None)
    usual = told.period.right or 0.0
    weak = {t: one for t, one in told.topics.items() if FEWEST_ANSWERS <= one.attempts > one.correct}
    assert [topic for topic, _ in found.weakest] == sorted(weak, key=lambda t: (weak[t].careful(usual), t))[:2]


def plain(tally):
    return tally.attempts, tally.correct, tally.reviews, tally.remembered


def test_nothing_is_there_yet(tmp_path):
    assert today_in(tmp_path / "none.db", DAY) == Today(DAY)


def test_what_cannot_be_read_quickly_is_left_to_the_store(tmp_path):
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"no database at all" * 99)
    assert today_in(damaged, DAY) is None
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE something (one)")
    assert today_in(tmp_path / "other.db", DAY) is None


def test_the_median_time_tells_the_minutes(tmp_path):
    path = tmp_path / "progress.db"
    with open_store(path, NOW) as store:
        for ms in (1_000, 30_000, 90_000):
            store.record(attempt(elapsed_ms=ms), None, NOW)
    found = today_in(path, DAY)
    assert found.seconds == 30.0
    assert [found.minutes(number) for number in (0, 1, 3, 7)] == [None, 1, 2, 4]
    assert Today(DAY).minutes(5) is None


def test_nothing_that_grows_with_the_cards_is_read(tmp_path):
    """SQLite itself says how it looks: sums and days from small tables, the events from their end."""
    path = tmp_path / "progress.db"
    with open_store(path, NOW) as store:
        store.record(attempt(), None, NOW)
    asked = []
    with closing(sqlite3.connect(path)) as connection:
        connection.set_trace_callback(asked.append)
        today._read(connection, DAY)
        connection.set_trace_callback(None)
        plans = [row[3] for sql in asked for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert any("events" in plan for plan in plans)
    assert [plan for plan in plans if "cards" in plan.split() or ("TEMP B-TREE" in plan and "events" in plan)] == []
    assert all("LIMIT 100" in sql and "ORDER BY seq DESC" in sql for sql in asked if "events" in sql)


def test_a_tally_is_careful_with_few_answers():
    assert Tally(attempts=1).careful(0.9) > Tally(attempts=20, correct=12).careful(0.9)
