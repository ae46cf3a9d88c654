"""``quizzer why ITEM``: its evidence in words and as JSON; every state a card can be in; what cannot be asked for."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta

import pytest

from quizzer.cli.start import start
from quizzer.progress.store import open_store
from quizzer.questions.verdict import Outcome
from quizzer.scheduling.memory import recall
from quizzer.scheduling.ratings import Rating
from quizzer.wording.wrapping import cells
from tests.cli.test_stats import attempt

NOW = datetime.fromisoformat("2026-12-01T09:00:00+08:00")
ITEM = "output-size-conv-side"


@pytest.fixture(autouse=True)
def frozen(monkeypatch):
    monkeypatch.setenv("QUIZZER_NOW", NOW.isoformat())


@pytest.fixture
def store(home):
    with open_store(home / "progress.db", NOW) as store:
        yield store


@pytest.fixture
def run(capsys):
    def run(*arguments):
        code = start(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def ago(days):
    return NOW - timedelta(days=days)


def story(run, item=ITEM):
    return json.loads(run("why", item, "--json")[1])


def test_a_new_item_has_no_story_yet(run):
    assert run("why", ITEM) == (0, f"{ITEM}\nNot answered yet: it is a new item.\n", "")
    record = story(run)
    assert (record["attempts"], record["cards"], record["mastered"]) == ([], [], False)


def test_an_unknown_item_names_the_nearest(run):
    code, out, err = run("why", "output-size-conv-sid")
    assert (code, out) == (2, "")
    assert err == f"quizzer: There is no item output-size-conv-sid; the nearest is {ITEM}.\n"


def test_an_item_that_left_the_bank_keeps_its_story(run, store):
    store.record(attempt("gone-item", topic="gone"), None, ago(1))
    code, out, _ = run("why", "gone-item")
    assert code == 0
    assert "gone-item · gone" in out


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_story_fits_eighty_columns(run, store, language):
    for back, right in ((9, True), (6, False), (5, True), (0, True)):
        store.record(attempt(right=right, given="11" * 60, read_as="11" * 60, hints_used=2), None, ago(back))
    code, out, _ = run("why", ITEM, "--language", language)
    assert code == 0
    assert max(map(cells, out.splitlines())) <= 80


def test_why_it_is_due(run, store):
    store.record(attempt(), None, ago(9))
    wrong = store.record(attempt(right=False, gave_up=True), None, ago(4))
    out = run("why", ITEM)[1]
    overdue = (NOW.date() - wrong.due).days
    assert f"Due: its day was {wrong.due} (days overdue: {overdue})." in out
    assert "Why then: the last answer, on 2026-11-27, was rated “again”" in out
    assert "✗ Don't know" in out
    assert "What you did: ask PyTorch for same padding at a stride above 1" in out
    (card,) = story(run)["cards"]
    memory = store.cards_of(ITEM)[0].memory
    assert (card["stability"], card["difficulty"]) == (memory.stability, memory.difficulty)
    assert card["recall"] == recall(memory.stability, 4)
    assert (card["standing"], card["due"], card["lapses"]) == ("overdue", wrong.due.isoformat(), 1)
    assert card["because"] == wrong.event_id


def test_every_state_of_an_item(run, store):
    due = store.record(attempt(), None, ago(0)).due
    assert story(run)["cards"][0]["standing"] == "later"
    store.bury(ITEM, due + timedelta(days=9), NOW)
    assert story(run)["cards"][0]["standing"] == "buried"
    assert f"Put off until {due + timedelta(days=9)}." in run("why", ITEM)[1]
    store.suspend(ITEM, NOW)
    record = story(run)
    assert (record["suspended"], record["cards"][0]["standing"], record["cards"][0]["ask_on"]) == (
        True,
        "suspended",
        None,
    )
    store.undo(NOW, 2)
    store.flag(ITEM, "wrong \x1b[31mkey", NOW)
    out = run("why", ITEM)[1]
    assert "Flagged: wrong �[31mkey" in out
    assert "\x1b" not in out
    store.reset(ITEM, NOW)
    record = story(run)
    assert record["cards"] == []
    assert len(record["attempts"]) == 1
    assert "There is no card" in run("why", ITEM)[1]


def test_due_today(run, store, monkeypatch):
    due = store.record(attempt(), None, ago(0)).due
    monkeypatch.setenv("QUIZZER_NOW", f"{due}T09:00:00+08:00")
    assert f"Due today, {due}." in run("why", ITEM)[1]


def test_what_was_undone_is_told_and_does_not_count(run, store):
    kept = store.record(attempt(), None, ago(3))
    undone = store.record(attempt(right=False), None, ago(1))
    store.undo_event(undone.event_id, NOW)
    record = story(run)
    assert [one["undone"] for one in record["attempts"]] == [False, True]
    assert record["cards"][0]["because"] == kept.event_id
    out = run("why", ITEM)[1]
    assert "Attempts that count: 1" in out
    assert "undone, does not count" in out


def test_a_changed_rating_and_a_cram(run, store):
    first = store.record(attempt(), None, ago(3))
    changed = store.rerate(first.event_id, Rating.EASY, ago(3))
    store.record(attempt(outcome=Outcome.PARTIAL, scheduled=False), None, ago(0))
    record = story(run)
    assert [one["rating"] for one in record["attempts"]] == ["easy", "good"]
    (card,) = record["cards"]
    assert date.fromisoformat(card["due"]) == changed.due
    assert card["because"] == first.event_id
    out = run("why", ITEM)[1]
    assert "rated “easy”" in out
    assert "outside the schedule" in out


def test_a_leech_is_named(run, store):
    for back in range(10, 0, -1):
        store.record(attempt(right=False), None, ago(back))
    assert "Forgotten again and again" in run("why", ITEM)[1]
    assert story(run)["cards"][0]["leech"] is True


def test_mastered(run, store):
    for back in (9, 5, 1):
        store.record(attempt(), None, ago(back))
    assert story(run)["mastered"] is True
    assert "Mastered. Days with a right answer: 3, with one typed: 3" in run("why", ITEM)[1]
