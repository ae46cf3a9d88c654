"""Two programs at once lose nothing, and a program that is killed loses nothing that it acknowledged."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import quizzer
from quizzer.progress.store import open_store

ROOT = Path(quizzer.__file__).parents[1]

CHILD = """
import sys
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from quizzer.progress.attempts import Attempt
from quizzer.progress.store import open_store
from quizzer.questions.verdict import Outcome
from quizzer.scheduling.ratings import Rating

path, start, number = Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]), int(sys.argv[3])
store = open_store(path, start)
session = store.begin_session("quiz", start, {})
for step in range(number) if number else count():
    attempt = Attempt(
        question_id=f"iou@1:1:{step}", item="iou", version=1, level=1, topic="boxes", outcome=Outcome.CORRECT,
        score=1.0, rating=Rating.GOOD, given="1/7", read_as="1/7", misconception=None, hints_used=0, elapsed_ms=900,
        gave_up=False,
    )
    print(store.record(attempt, session, start + timedelta(minutes=step)).event_id, flush=True)
store.close()
"""


@pytest.fixture
def start_child(path, now):
    children = []

    def start_child(number):
        arguments = [sys.executable, "-c", CHILD, str(path), now.isoformat(), str(number)]
        children.append(subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True))
        return children[-1]

    yield start_child
    for child in children:
        child.kill()
        child.wait()
        child.stdout.close()


def test_two_programs_at_once_lose_nothing(path, now, start_child):
    children = [start_child(40) for _ in range(2)]  # both find no database, and make it
    acknowledged = [line for child in children for line in child.communicate()[0].split()]
    assert [child.returncode for child in children] == [0, 0]
    assert len(set(acknowledged)) == 80
    with open_store(path, now) as store:
        assert store.counts(now.date()).attempts == 80
        assert store.cards()["iou#forward:1"].reps == 80
        assert store.cards() == store.replay()


def test_what_was_acknowledged_survives_a_kill(path, now, start_child):
    acknowledged = []
    for kept in range(1, 6):
        child = start_child(0)
        acknowledged += [child.stdout.readline().strip() for _ in range(kept)]
        os.kill(child.pid, signal.SIGKILL)
        acknowledged += child.communicate()[0].split("\n")[:-1]  # what it printed before it died
        assert child.returncode == -signal.SIGKILL
    with open_store(path, now) as store:
        with store._database.reading() as connection:
            events = set(connection.exec_driver_sql("SELECT id FROM events").scalars())
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert all(acknowledged)
        assert set(acknowledged) <= events
        assert store.cards() == store.replay()
