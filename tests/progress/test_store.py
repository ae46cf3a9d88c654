"""Recording, undoing and counting."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta, timezone

import pytest

from quizzer.progress.attempts import Counts
from quizzer.progress.store import Store, open_store, time_ordered_id
from quizzer.questions.verdict import Outcome
from quizzer.scheduling.memory import review
from quizzer.scheduling.ratings import Rating


def rows_of(path, query):
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(query)]


def last_taken_back(store, session, now):
    """The attempt of the session that undo takes back; None where there is none left."""
    undone = store.undo(now, 1, session)
    return undone[0].attempt if undone else None


def test_a_first_attempt_makes_a_card(disk_store, make_attempt, now):
    recorded = disk_store.record(make_attempt(), None, now)
    memory, interval = review(None, Rating.GOOD, 0)
    assert recorded.first_time
    assert recorded.due == date(2026, 12, 1) + timedelta(days=interval)
    card = disk_store.cards()["conv-size#forward:1"]
    assert (card.memory, card.due, card.reps, card.lapses) == (memory, recorded.due, 1, 0)


def test_a_later_attempt_counts_the_days_between(disk_store, make_attempt, now):
    disk_store.record(make_attempt(), None, now)
    recorded = disk_store.record(make_attempt(Rating.AGAIN), None, now + timedelta(days=3))
    first, _ = review(None, Rating.GOOD, 0)
    memory, interval = review(first, Rating.AGAIN, 3)
    card = disk_store.cards()["conv-size#forward:1"]
    assert not recorded.first_time
    assert recorded.due == date(2026, 12, 4) + timedelta(days=interval)
    assert (card.memory, card.reps, card.lapses) == (memory, 2, 1)


def test_an_attempt_after_midnight_belongs_to_the_evening(disk_store, make_attempt, now):
    disk_store.record(make_attempt(), None, now.replace(hour=23))
    disk_store.record(make_attempt(), None, now.replace(hour=23) + timedelta(hours=4))
    assert disk_store.cards()["conv-size#forward:1"].last_day == date(2026, 12, 1)


def test_a_clock_that_jumps_back_counts_no_days(disk_store, make_attempt, now):
    disk_store.record(make_attempt(), None, now)
    later = disk_store.record(make_attempt(item="iou"), None, now - timedelta(days=400))
    disk_store.record(make_attempt(), None, now - timedelta(days=400))
    card = disk_store.cards()["conv-size#forward:1"]
    assert card.last_day == date(2026, 12, 1)
    assert disk_store.replay() == disk_store.cards()
    assert later.due < date(2026, 12, 1)


def test_bands_and_forms_have_cards_of_their_own(disk_store, make_attempt, now):
    for level, form in [(1, "forward"), (2, "forward"), (3, "forward"), (5, "forward"), (1, "inverse")]:
        disk_store.record(make_attempt(level=level, form=form), None, now)
    cards = disk_store.cards()
    assert {card_id: card.reps for card_id, card in cards.items()} == {
        "conv-size#forward:1": 2,
        "conv-size#forward:2": 1,
        "conv-size#forward:3": 1,
        "conv-size#inverse:1": 1,
    }
    assert all(str(card.key) == card_id for card_id, card in cards.items())


def test_an_event_says_all_there_is_to_know(disk_store, make_attempt, path, now):
    session = disk_store.begin_session("quiz", now, {"seed": 1})
    attempt = make_attempt(Rating.AGAIN, misconception="forgot-padding", given="１１１", read_as="111", gave_up=True)
    attempt = replace(attempt, answer_kind="shape", typed=False, confidence=3)
    recorded = disk_store.record(attempt, session, now.astimezone(timezone(timedelta(hours=-9, minutes=-30))))
    [row] = rows_of(path, "SELECT * FROM events")
    assert json.loads(row.pop("details")) == {"given": "１１１", "read_as": "111"}
    assert {name: value for name, value in row.items() if value is not None} == {
        "seq": 1,
        "id": recorded.event_id,
        "at": 1_796_115_600_000,
        "utc_offset": -570,
        "zone": "UTC-09:30",
        "learner_day": "2026-11-30",
        "kind": "attempt",
        "session_id": session,
        "card_id": "conv-size#forward:1",
        "item": "conv-size",
        "version": 1,
        "form": "forward",
        "band": 1,
        "level": 1,
        "topic": "convolution",
        "question_id": "conv-size@1:1:7",
        "answer_kind": "shape",
        "typed": 0,
        "outcome": "incorrect",
        "score": 0.0,
        "rating": 1,
        "misconception": "forgot-padding",
        "confidence": 3,
        "hints_used": 0,
        "elapsed_ms": 4_200,
        "gave_up": 1,
        "scheduled": 1,
        "early": 0,
        "stage": "new",
        "due": recorded.due.isoformat(),
        "interval": recorded.interval,
        "fuzz": 0,
    }


def test_half_a_character_from_a_terminal_is_kept(disk_store, make_attempt, now):
    attempt = make_attempt(given="1\udc80\x00")
    session = disk_store.begin_session("single", now, {})
    disk_store.record(attempt, session, now)
    assert last_taken_back(disk_store, session, now) == attempt


def test_sessions_begin_and_end(disk_store, path, now):
    session = disk_store.begin_session("review", now, {"where": "topic:pooling"})
    [begun] = rows_of(path, "SELECT * FROM sessions")
    disk_store.end_session(session, now + timedelta(minutes=5))
    [ended] = rows_of(path, "SELECT * FROM sessions")
    assert (begun["id"], begun["kind"], begun["ended_at"]) == (session, "review", None)
    assert json.loads(begun["details"]) == {"where": "topic:pooling"}
    assert ended == begun | {"ended_at": begun["started_at"] + 300_000}


def test_undo_takes_back_one_attempt_after_another(disk_store, make_attempt, now):
    session = disk_store.begin_session("quiz", now, {})
    other = disk_store.begin_session("quiz", now, {})
    attempts = [make_attempt(rating, item=item) for rating in (Rating.GOOD, Rating.AGAIN) for item in ("iou", "nms")]
    before = []
    for minutes, attempt in enumerate(attempts):
        before.append(disk_store.cards())
        disk_store.record(attempt, session, now + timedelta(minutes=minutes))
    while before:
        assert last_taken_back(disk_store, session, now + timedelta(hours=1)) == attempts.pop()
        assert disk_store.cards() == before.pop()
    assert last_taken_back(disk_store, session, now) is None
    assert last_taken_back(disk_store, other, now) is None
    assert disk_store.counts(now.date()) == Counts(0, 0, 0, 0)


def test_undo_leaves_other_sessions_alone(disk_store, make_attempt, now):
    first, second = (disk_store.begin_session("quiz", now, {}) for _ in range(2))
    disk_store.record(make_attempt(), first, now)
    disk_store.record(make_attempt(Rating.AGAIN), second, now + timedelta(days=1))
    alone = Store(disk_store._database)
    assert last_taken_back(alone, first, now + timedelta(days=1)) == make_attempt()
    assert alone.cards()["conv-size#forward:1"].memory == review(None, Rating.AGAIN, 0)[0]


@pytest.mark.parametrize("step", [timedelta(0), timedelta(hours=-3)])
def test_undo_goes_by_the_order_of_recording_whatever_the_clock_does(disk_store, make_attempt, now, step):
    session = disk_store.begin_session("quiz", now, {})
    for number in range(5):
        disk_store.record(make_attempt(question_id=f"conv-size@1:1:{number}"), session, now + number * step)
    undone = [last_taken_back(disk_store, session, now).question_id[-1] for _ in range(5)]
    assert undone == ["4", "3", "2", "1", "0"]


def test_undo_works_after_a_restart(path, make_attempt, now):
    with open_store(path, now) as store:
        session = store.begin_session("quiz", now, {})
        store.record(make_attempt(), session, now)
    with open_store(path, now) as store:
        assert last_taken_back(store, session, now) == make_attempt()
        assert store.cards() == store.replay() == {}


def test_the_stored_day_stands_when_the_rules_change(disk_store, make_attempt, now, monkeypatch):
    due = disk_store.record(make_attempt(), None, now).due
    monkeypatch.setattr("quizzer.progress.cards.review", lambda *given: (review(*given)[0], 99))
    assert disk_store.replay()["conv-size#forward:1"].due == due


def test_counts(disk_store, make_attempt, now):
    session = disk_store.begin_session("quiz", now, {})
    disk_store.record(make_attempt(), session, now)
    disk_store.record(make_attempt(Rating.AGAIN, item="iou"), session, now)
    disk_store.record(make_attempt(item="nms", outcome=Outcome.PARTIAL, score=0.5), session, now)
    disk_store.record(make_attempt(item="rf"), session, now)
    last_taken_back(disk_store, session, now)
    assert disk_store.counts(date(2026, 12, 1)) == Counts(attempts=3, correct=1, cards=3, due=0)
    assert disk_store.counts(date(2026, 12, 2)) == Counts(attempts=3, correct=1, cards=3, due=1)
    assert disk_store.attempt_numbers() == {"conv-size": 1, "iou": 1, "nms": 1}


def test_recent_questions_include_those_undone(disk_store, make_attempt, now):
    session = disk_store.begin_session("quiz", now, {})
    for number in range(4):
        attempt = make_attempt(question_id=f"conv-size@1:1:{number}")
        disk_store.record(attempt, session, now + timedelta(minutes=number))
    disk_store.record(make_attempt(item="iou", question_id="iou@1:1:1"), session, now)
    last_taken_back(disk_store, session, now)
    last_taken_back(disk_store, session, now)
    assert disk_store.recent_question_ids("conv-size", 3) == [f"conv-size@1:1:{number}" for number in (3, 2, 1)]
    assert disk_store.recent_question_ids("nothing", 3) == []


@pytest.mark.parametrize("change", [{"outcome": Outcome.INVALID}, {"level": 0}, {"level": 6}])
def test_what_is_no_attempt_is_refused(disk_store, make_attempt, now, change):
    with pytest.raises(ValueError, match=r"no attempt|no level"):
        disk_store.record(replace(make_attempt(), **change), None, now)
    assert disk_store.counts(now.date()).attempts == 0


def test_a_moment_without_a_zone_is_refused(disk_store, make_attempt, now):
    with pytest.raises(ValueError, match="zone"):
        disk_store.record(make_attempt(), None, now.replace(tzinfo=None))


@pytest.mark.parametrize("change", [{"score": 1.5}, {"score": float("nan")}, {"version": None}, {"topic": None}])
def test_the_tables_refuse_nonsense_and_keep_nothing_of_it(disk_store, make_attempt, now, change):
    with pytest.raises(sqlite3.IntegrityError):
        disk_store.record(replace(make_attempt(), **change), None, now)
    assert disk_store.cards() == disk_store.replay() == {}


def test_an_unknown_session_is_refused(disk_store, make_attempt, now):
    with pytest.raises(sqlite3.IntegrityError):
        disk_store.record(make_attempt(), "nobody's", now)


@pytest.mark.parametrize("change", ["UPDATE events SET score = 1", "DELETE FROM events"])
def test_the_log_cannot_be_changed(disk_store, make_attempt, path, now, change):
    disk_store.record(make_attempt(Rating.AGAIN), None, now)
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError, match="appended"):
        connection.execute(change)


def test_ids_sort_by_their_making():
    ids = [time_ordered_id() for _ in range(50)]
    assert len(set(ids)) == 50
    assert [made[:16] for made in ids] == sorted(made[:16] for made in ids)
    assert all(len(made) == 32 for made in ids)


def test_ids_come_from_outside(open_path, make_attempt, now):
    ids = iter(["first", "second"])
    store = Store(open_path(), new_id=lambda: next(ids))
    assert store.begin_session("quiz", now, {}) == "first"
    assert store.record(make_attempt(), "first", now).event_id == "second"
