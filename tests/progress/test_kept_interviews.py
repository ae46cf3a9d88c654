"""Interviews are kept with everything else: migrated, merged, checked, exported."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzer.progress.checking import check
from quizzer.progress.database import open_database
from quizzer.progress.exporting import exported
from quizzer.progress.interviews import InterviewStore
from quizzer.progress.merging import _how_far, merge
from quizzer.progress.store import Store


@pytest.fixture
def kept(disk_store):
    return InterviewStore(disk_store)


def test_an_interview_goes_on_until_it_is_finished(kept, now):
    name = kept.begin("cv-45", 7, now, {"place": 0})
    kept.save(name, {"place": 1}, 2_500, now + timedelta(seconds=3))
    kept.tick(name, 3_500, now + timedelta(seconds=4))
    found = kept.get(name)
    assert (found.state, found.used_ms, found.report, found.started_at) == ({"place": 1}, 3_500, None, now)
    assert kept.unfinished() == found
    kept.finish(name, {"place": 2}, 4_000, {"score": 1}, now + timedelta(seconds=5))
    kept.tick(name, 9_000, now)  # too late
    assert (kept.get(name).used_ms, kept.get(name).report, kept.unfinished()) == (4_000, {"score": 1}, None)
    assert kept.get("nothing") is None


def test_the_latest_comes_first(kept, now):
    names = [kept.begin("cv-45", seed, now + timedelta(minutes=seed), {}) for seed in (1, 3, 2)]
    assert [one.seed for one in kept.all()] == [3, 2, 1]
    assert kept.unfinished().id == names[1]


def test_a_sitting_is_begun_once(kept, now, make_attempt):
    name = kept.begin("cv-45", 7, now, {})
    session = kept.session_of(name, now, {"interview": name})
    assert kept.session_of(name, now, {}) == session
    kept.store.record(make_attempt(), session, now)
    kept.store.record(make_attempt(question_id="conv-size@1:1:8"), session, now)
    kept.store.undo(now, 1)
    assert kept.recorded_in(session) == {"conv-size@1:1:7"}
    assert check(kept.store.database) == []


def test_what_cannot_be_read_is_found(kept, path, now):
    name = kept.begin("cv-45", 7, now, {})
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE interviews SET state = '{'")
        connection.commit()
    assert [(one.code, one.subject, one.repairable) for one in check(kept.store.database)] == [
        ("interview", name, False)
    ]
    assert kept.get(name) is kept.unfinished() is None
    other = kept.begin("cv-45", 8, now, {})
    assert [one.id for one in kept.all()] == [other]
    assert InterviewStore(kept.store, lambda _: False).all() == []


def test_they_are_exported(kept, now):
    kept.begin("cv-45", 7, now, {"place": 0})
    (line,) = map(json.loads, exported(kept.store.database))
    assert (line["record"], line["blueprint"], line["state"]) == ("interview", "cv-45", {"place": 0})


def test_merging_keeps_what_is_further_on(path, tmp_path, now):
    other = tmp_path / "other.db"
    with Store(open_database(path, now)) as here, Store(open_database(other, now)) as there:
        mine, yours = InterviewStore(here), InterviewStore(there)
        yours.begin("dl-30", 1, now, {})
        name = mine.begin("cv-45", 7, now, {"place": 0})
        merge(there.database, path, now)
        yours.finish(name, {"place": 2}, 9_000, {"score": 1}, now)
        yours.session_of(name, now, {})
        mine.tick(name, 5_000, now + timedelta(days=1))  # later, but not finished
        assert merge(here.database, other, now).interviews == 2
        assert merge(here.database, other, now).interviews == 0
        assert merge(there.database, path, now).interviews == 0
        assert mine.all() == yours.all()
        assert check(here.database) == []


rows = st.fixed_dictionaries(
    {
        "finished_at": st.none() | st.integers(0, 2),
        "changed_at": st.integers(0, 2),
        "used_ms": st.integers(0, 2),
        "state": st.sampled_from(["{}", "[]"]),
        "session_id": st.none() | st.just("s"),
    }
).map(lambda row: row | {"report": None if row["finished_at"] is None else "{}"})


@settings(max_examples=60, suppress_health_check=[HealthCheck.differing_executors])
@given(rows, rows)
def test_of_two_states_one_is_further_on_unless_they_are_the_same(one, other):
    same = {**one, "finished_at": one["finished_at"] is None} == {**other, "finished_at": other["finished_at"] is None}
    assert (_how_far(one) > _how_far(other)) + (_how_far(other) > _how_far(one)) == (not same)
