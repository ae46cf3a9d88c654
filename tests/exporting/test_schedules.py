"""The learner's own schedule in a package: due days, memory and reviews as they are here, and nothing unasked."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from contextlib import closing
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from quizzer.exporting.anki import write_anki
from quizzer.exporting.anki_collection import guid_of
from quizzer.exporting.cards import Selection, cards
from quizzer.exporting.schedules import Calendar, Learner, schedules_of
from quizzer.progress.attempts import Attempt
from quizzer.progress.store import open_store
from quizzer.questions.text import Language
from quizzer.questions.verdict import Outcome
from quizzer.scheduling.ratings import Rating

ZONE = ZoneInfo("Asia/Shanghai")
FIRST = datetime(2026, 12, 1, 23, 30, tzinfo=ZONE)


def _attempt(card, rating=Rating.GOOD, **changes):
    question = card.question
    usual = {
        "question_id": str(question.id),
        "item": question.id.item,
        "version": question.id.version,
        "level": question.id.level,
        "topic": question.topic,
        "outcome": Outcome.INCORRECT if rating is Rating.AGAIN else Outcome.CORRECT,
        "score": float(rating is not Rating.AGAIN),
        "rating": rating,
        "given": "private words",
        "read_as": "private words",
        "misconception": None,
        "hints_used": 0,
        "elapsed_ms": 9_000_000,
        "gave_up": False,
    }
    return Attempt(**usual | changes)


@pytest.fixture(scope="module")
def chosen(bank):
    names = [name for name in sorted(bank.items) if hasattr(bank.items[name], "draw")][:1]
    names += [name for name in sorted(bank.items) if hasattr(bank.items[name], "choices")][:2]
    return list(cards(bank, Selection(names, (Language.EN,), variants=2)))


@pytest.fixture
def learned(chosen, tmp_path):
    """A store in which the first card has a history and the last one is suspended."""
    with open_store(tmp_path / "progress.db", FIRST) as store:
        store.record(_attempt(chosen[0]), None, FIRST)
        store.record(_attempt(chosen[0], Rating.AGAIN), None, FIRST + timedelta(days=4))
        store.record(_attempt(chosen[0], scheduled=False), None, FIRST + timedelta(days=5))
        store.record(_attempt(chosen[0]), None, FIRST + timedelta(days=6))
        store.undo(FIRST + timedelta(days=6, minutes=1))
        store.record(_attempt(chosen[-1]), None, FIRST)
        store.suspend(chosen[-1].question.id.item, FIRST)
        yield store


def _tables(content, tmp_path):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extract("collection.anki2", tmp_path)
    with closing(sqlite3.connect(tmp_path / "collection.anki2")) as connection:
        connection.row_factory = sqlite3.Row
        joined = connection.execute("select cards.*, guid from cards join notes on notes.id = nid").fetchall()
        reviews = connection.execute("select * from revlog order by id").fetchall()
        whole = connection.execute("select crt, conf from col").fetchone()
    return {row["guid"]: row for row in joined}, reviews, whole


def _written(chosen, learner=None):
    stream = io.BytesIO()
    write_anki(chosen, stream, learner)
    return stream.getvalue()


def test_due_days_memory_and_reviews_go_along(chosen, learned, tmp_path):
    calendar = Calendar(ZONE, 4)
    content = _written(chosen, Learner(schedules_of(learned), calendar))
    rows, reviews, whole = _tables(content, tmp_path)
    row = rows[guid_of(chosen[0].key)]
    (state,) = learned.cards_of(chosen[0].question.id.item)
    assert (row["type"], row["queue"], row["reps"], row["lapses"]) == (2, 2, state.reps, 1)
    assert date(2025, 1, 1) + timedelta(days=row["due"]) == state.due
    assert row["ivl"] == (state.due - state.last_day).days
    memory = json.loads(row["data"])
    assert memory["s"] == pytest.approx(state.memory.stability, abs=1e-3)
    assert memory["dr"] == 0.9
    logged = [review for review in reviews if review["cid"] == row["id"]]
    assert [(review["ease"], review["type"]) for review in logged] == [(3, 0), (1, 1), (3, 3)]
    assert logged[0]["id"] == int(FIRST.timestamp() * 1000)
    assert max(review["time"] for review in logged) == 60_000
    assert memory["lrt"] == logged[1]["id"] // 1000
    # Anki counts days from four o'clock on the wall.
    assert whole["crt"] == datetime(2025, 1, 1, 4, tzinfo=ZONE).timestamp()
    assert (json.loads(whole["conf"])["creationOffset"], json.loads(whole["conf"])["rollover"]) == (-480, 4)


def test_one_variant_carries_the_memory_and_suspended_stays_suspended(chosen, learned, tmp_path):
    rows, _, _ = _tables(_written(chosen, Learner(schedules_of(learned), Calendar(ZONE, 4))), tmp_path)
    assert chosen[1].question.id.item == chosen[0].question.id.item
    assert rows[guid_of(chosen[1].key)]["type"] == 0
    assert rows[guid_of(chosen[-1].key)]["queue"] == -1


def test_two_answers_of_one_moment_are_both_kept(chosen, learned, tmp_path):
    learned.record(_attempt(chosen[2]), None, FIRST)
    _, reviews, _ = _tables(_written(chosen, Learner(schedules_of(learned), Calendar(ZONE, 4))), tmp_path)
    assert len(reviews) == 5


def test_nothing_personal_without_the_wish(chosen, learned, tmp_path):
    plain = _written(chosen)
    rows, reviews, _ = _tables(plain, tmp_path)
    assert not reviews
    assert {(row["type"], row["queue"], row["reps"], row["data"]) for row in rows.values()} == {(0, 0, 0, "")}
    assert b"private words" not in plain
    assert b"private words" not in _written(chosen, Learner(schedules_of(learned), Calendar(ZONE, 4)))
