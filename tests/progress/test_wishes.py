"""Another retention, another start of the day: they hold for what comes; what is logged stays, and replay agrees."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.bank.places import bundled_bank
from quizzer.practice.desk import Desk
from quizzer.practice.preferences import Preferences
from quizzer.progress.checking import check
from quizzer.progress.database import open_database
from quizzer.progress.store import Store
from quizzer.scheduling.memory import DEFAULT_PARAMETERS
from quizzer.scheduling.ratings import Rating

NIGHT = datetime(2026, 12, 2, 2, 30, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path, bank):
    desk = Desk(
        (bundled_bank(),),
        tmp_path / "progress.db",
        tmp_path / "config.toml",
        tmp_path / "cache",
        lambda: NIGHT,
        Preferences(),
    )
    desk.__dict__["bank"] = bank
    yield desk
    desk.close()


def days_logged(store):
    with store.database.reading() as connection:
        rows = connection.exec_driver_sql("select learner_day, due from events where kind = 'attempt' order by seq")
        return [tuple(row) for row in rows]


def test_a_day_begins_when_the_learner_says(desk, make_attempt):
    assert desk.today == date(2026, 12, 1)
    desk.store.record(make_attempt(), None, NIGHT)
    before = days_logged(desk.store)
    desk.use(replace(desk.preferences, day_rollover=2))
    assert desk.today == date(2026, 12, 2)
    assert desk.begin_quiz(("output-size-conv-side",)).today == date(2026, 12, 2)
    desk.store.record(make_attempt(item="iou"), None, NIGHT)
    assert days_logged(desk.store)[:1] == before
    assert [day for day, _ in days_logged(desk.store)] == ["2026-12-01", "2026-12-02"]
    assert check(desk.store.database) == []


def test_a_session_puts_the_wanted_retention_in_force(desk, make_attempt):
    usual = desk.store.record(make_attempt(Rating.EASY), None, NIGHT).interval
    before = days_logged(desk.store)
    desk.use(replace(desk.preferences, retention=0.97))
    assert desk.store.parameters() == DEFAULT_PARAMETERS
    desk.begin_quiz(("output-size-conv-side",))
    desk.begin_quiz(("output-size-conv-side",))
    assert desk.store.parameters() == replace(DEFAULT_PARAMETERS, tag="fsrs-6@0.97", retention=0.97)
    assert desk.store.record(make_attempt(Rating.EASY, item="iou"), None, NIGHT).interval < usual / 2
    assert days_logged(desk.store)[:1] == before
    assert check(desk.store.database) == []
    with desk.store.database.reading() as connection:
        changes = connection.exec_driver_sql("select count(*) from events where kind = 'parameters'").scalar()
    assert changes == 1


def test_what_was_answered_is_undone_before_a_wish(desk, make_attempt):
    desk.use(replace(desk.preferences, retention=0.8))
    session = desk.begin_quiz(("output-size-conv-side",))
    desk.store.record(make_attempt(), session.id, NIGHT)
    assert [one.kind for one in desk.store.undo(NIGHT)] == ["attempt"]


steps = st.lists(
    st.tuples(
        st.integers(0, 23),
        st.sampled_from([0.7, 0.9, 0.97]),
        st.integers(0, 60),
        st.sampled_from(Rating),
        st.sampled_from(["conv-size", "iou"]),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=6)
@given(steps)
def test_replay_agrees_whatever_was_wished_when(tmp_path_factory, make_attempt, steps):
    path, at = tmp_path_factory.mktemp("wishes") / "progress.db", NIGHT
    with Store(open_database(path, at)) as store:
        for rollover, retention, hours, rating, item in steps:
            store.rollover_hours, store.retention = rollover, retention
            at += timedelta(hours=hours)
            session = store.begin_session("quiz", at, {})
            before = days_logged(store)
            store.record(make_attempt(rating, item=item), session, at)
            assert days_logged(store)[:-1] == before
        assert check(store.database) == []
