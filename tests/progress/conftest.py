"""A database in a temporary folder, a fixed moment, and attempts with everything filled in."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from quizzer.progress.attempts import Attempt
from quizzer.progress.database import open_database
from quizzer.progress.store import Store
from quizzer.questions.verdict import Outcome
from quizzer.scheduling.ratings import Rating

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "progress.db"


@pytest.fixture
def open_path(path):
    """Opens the database at ``path`` with little patience, and closes it after the test."""
    opened = []

    def open_path():
        opened.append(open_database(path, NOW, busy_seconds=0.05))
        return opened[-1]

    yield open_path
    for database in opened:
        database.close()


@pytest.fixture
def disk_store(open_path):
    return Store(open_path())


@pytest.fixture(scope="session")
def make_attempt():
    def make_attempt(rating=Rating.GOOD, **changes):
        outcome = Outcome.INCORRECT if rating is Rating.AGAIN else Outcome.CORRECT
        usual = {
            "question_id": "conv-size@1:1:7",
            "item": "conv-size",
            "version": 1,
            "level": 1,
            "topic": "convolution",
            "outcome": outcome,
            "score": float(outcome is Outcome.CORRECT),
            "rating": rating,
            "given": "112",
            "read_as": "112",
            "misconception": None,
            "hints_used": 0,
            "elapsed_ms": 4_200,
            "gave_up": False,
        }
        return Attempt(**usual | changes)

    return make_attempt


@pytest.fixture
def on_disk(path):
    """What the folder of the database holds: names and bytes."""

    def on_disk():
        return {entry.name: entry.read_bytes() for entry in path.parent.iterdir()}

    return on_disk


@pytest.fixture(scope="session")
def schema_of():
    """Every table, index and trigger of a file, as SQLite has it in words."""

    def schema_of(path):
        with closing(sqlite3.connect(path)) as connection:
            rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        return {(kind, name): " ".join(sql.split()) for kind, name, sql in rows}

    return schema_of
