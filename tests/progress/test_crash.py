"""Killed at any moment, the program has lost nothing that it acknowledged, and the database is sound."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

import quizzer
from quizzer.progress.checking import check
from quizzer.progress.database import open_database
from quizzer.progress.inspection import stored_revision
from quizzer.progress.schema import SCHEMA_REVISION
from quizzer.progress.store import open_store

ROOT = Path(quizzer.__file__).parents[1]

ANSWERING = """
import sys
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from quizzer.progress.attempts import Attempt
from quizzer.progress.store import open_store
from quizzer.questions.verdict import Outcome
from quizzer.scheduling.ratings import Rating

path, start, round = Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]), int(sys.argv[3])
at = start + timedelta(days=round)
store = open_store(path, at)
session = store.begin_session("quiz", at, {})
for step in count():
    item, at = f"item-{step % 7}", at + timedelta(seconds=5)
    attempt = Attempt(
        question_id=f"{item}@1:1:{step}", item=item, version=1, level=1, topic="boxes", outcome=Outcome.CORRECT,
        score=1.0, rating=Rating.GOOD, given="1/7", read_as="1/7", misconception=None, hints_used=0, elapsed_ms=900,
        gave_up=False, answer_kind="number", confidence=2,
    )
    event_id = store.record(attempt, session, at).event_id
    print(event_id, flush=True)
    if step % 5 == 1:
        print(store.rerate(event_id, Rating.EASY, at).event_id, flush=True)
    elif step % 5 == 2:
        print(store.suspend(item, at), store.unsuspend(item, at), flush=True)
    elif step % 5 == 3:
        print(store.undo(at)[0].event_id, flush=True)
"""

MIGRATING = """
import sys, time
from datetime import datetime, UTC
from pathlib import Path

from quizzer.progress import migration
from quizzer.progress.database import open_database

def wait(_connection):
    print("within", flush=True)
    time.sleep(600)

if sys.argv[2] == "within":
    migration.write_anew = wait
database = open_database(Path(sys.argv[1]), datetime(2026, 12, 1, tzinfo=UTC))
wait(None)
"""


@pytest.fixture
def start():
    children = []

    def start(script, *arguments):
        command = [sys.executable, "-c", script, *map(str, arguments)]
        children.append(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True))
        return children[-1]

    yield start
    for child in children:
        child.kill()
        child.wait()
        child.stdout.close()


def killed(child):
    """What the child still said before it was killed."""
    os.kill(child.pid, signal.SIGKILL)
    rest = child.communicate()[0]
    assert child.returncode == -signal.SIGKILL
    return rest[: rest.rfind("\n") + 1].split()


@pytest.mark.parametrize("rounds", [2, pytest.param(40, marks=pytest.mark.long)])
def test_no_acknowledged_answer_is_lost(path, now, start, rounds):
    chance, acknowledged = Random(rounds), []
    for number in range(rounds):
        child = start(ANSWERING, path, now.isoformat(), number)
        acknowledged += child.stdout.readline().split()
        time.sleep(chance.expovariate(4))  # at a random moment: within an answer, a commit, or between two
        acknowledged += killed(child)
        database = open_database(path, now)
        assert check(database) == []
        with database.reading() as connection:
            logged = set(connection.exec_driver_sql("SELECT id FROM events").scalars())
        database.close()
        assert set(acknowledged) <= logged
    assert len(acknowledged) > rounds
    with open_store(path, now) as store:  # and one can go on from there, back to the beginning
        store.undo(now, len(acknowledged) * 2)
        assert store.cards() == {}


@pytest.mark.parametrize("moment", ["within", "after"])
def test_a_migration_that_is_killed_leaves_the_old_or_the_new_database_and_a_backup(path, now, start, moment):
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((ROOT / "tests" / "data" / "schema_0001.sql").read_text(encoding="utf-8"))
    child = start(MIGRATING, path, moment)
    assert child.stdout.readline() == "within\n"
    killed(child)
    [backup] = path.parent.glob("*.backup-0001-*")
    assert stored_revision(backup, 0) == "0001"
    assert stored_revision(path, 0) == ("0001" if moment == "within" else SCHEMA_REVISION)
    database = open_database(path, now)
    assert check(database) == []
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM events").scalar() == 5
    database.close()
