"""The backup of the day: made beside what goes on, of what there was at its beginning, and whole or not there."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from threading import Event
from types import SimpleNamespace

import pytest

import quizzer
from quizzer.progress import backups, daily
from quizzer.progress.daily import DailyBackup, begin_daily_backup
from quizzer.progress.store import open_store

ROOT = Path(quizzer.__file__).parents[1]


@pytest.fixture
def practised(path, now, make_attempt):
    """A database with one attempt, open."""
    with open_store(path, now) as store:
        store.record(make_attempt(), None, now)
        yield store


@pytest.fixture
def held(monkeypatch):
    """Holds every backup between two of its steps until it is set; ``held.reached`` is set when one is there."""
    held, told = Event(), DailyBackup._told
    held.reached = Event()

    def wait_and_tell(self, share):
        held.reached.set()
        held.wait(10)
        told(self, share)

    monkeypatch.setattr(backups, "STEP_PAGES", 4)
    monkeypatch.setattr(DailyBackup, "_told", wait_and_tell)
    yield held
    held.set()


def names(path):
    folder = path.parent / backups.FOLDER
    return sorted(file.name for file in folder.iterdir()) if folder.is_dir() else []


def attempts_in(file):
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return connection.execute("SELECT count(*) FROM events").fetchone()[0]


def test_it_holds_what_there_was_while_answers_go_on(path, practised, now, make_attempt, held):
    backup = begin_daily_backup(path, now)
    held.reached.wait(10)
    for minute in range(3):
        practised.record(make_attempt(), None, now + timedelta(minutes=minute))
    assert backups.backups_of(path) == []
    assert not backup.wait(0)
    held.set()
    assert backup.wait()
    assert backup.share == 1
    assert names(path) == ["progress.db-daily-2026-12-01"]
    assert attempts_in(backups.backups_of(path)[0]) == 1
    assert practised.counts(now.date()).attempts == 4


def test_without_a_write_ahead_log_nobody_waits_for_it(path, practised, now, make_attempt, held):
    practised.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)
    backup = begin_daily_backup(path, now)
    held.reached.wait(10)
    practised.record(make_attempt(), None, now)
    held.set()
    assert backup.wait()
    assert attempts_in(backups.backups_of(path)[0]) in (1, 2)  # what there was before or after, never half of it


def test_nothing_new_needs_none(path, practised, now):
    for days in range(4):
        backup = begin_daily_backup(path, now + timedelta(days=days))
        assert (backup is None) == (days > 0)
        assert backup is None or backup.wait()
    assert names(path) == ["progress.db-daily-2026-12-01"]


def test_of_an_empty_log_there_is_none(path, now):
    open_store(path, now).close()
    assert begin_daily_backup(path, now) is None


def test_those_that_are_too_old_go(path, practised, now, make_attempt):
    for days in range(10):
        practised.record(make_attempt(), None, now + timedelta(days=days))
        begin_daily_backup(path, now + timedelta(days=days)).wait()
    kept = {now.date() + timedelta(days=days) for days in range(10)}
    kept -= daily.too_old(kept)
    assert names(path) == sorted(f"progress.db-daily-{day}" for day in kept)
    assert daily.newest_day(path) == max(kept)


def test_the_end_waits_for_a_small_one(path, practised, now):
    backup = begin_daily_backup(path, now)
    assert backup.small
    backup.end()
    assert names(path) == ["progress.db-daily-2026-12-01"]


def test_the_end_gives_a_big_one_up_and_the_next_time_makes_it(path, practised, now, held, monkeypatch):
    monkeypatch.setattr(daily, "SMALL_BYTES", 0)
    backup = begin_daily_backup(path, now)
    held.reached.wait(10)
    backup._given_up.set()
    held.set()
    backup.end()
    assert names(path) == []
    assert not backup.small
    begin_daily_backup(path, now).wait()
    assert names(path) == ["progress.db-daily-2026-12-01"]


def test_a_program_that_ends_at_once_makes_only_a_small_one(path, practised, now, monkeypatch):
    monkeypatch.setattr(daily, "SMALL_BYTES", 0)
    assert begin_daily_backup(path, now, big=False) is None


@pytest.mark.parametrize(("days", "overdue"), [(1, False), (3, False), (4, True)])
def test_one_is_overdue_after_days_without(path, practised, now, make_attempt, days, overdue):
    first = begin_daily_backup(path, now)
    assert first.overdue  # there was none at all
    first.wait()
    practised.record(make_attempt(), None, now)
    later = begin_daily_backup(path, now + timedelta(days=days))
    assert later.overdue == overdue
    later.wait()


def test_a_folder_that_cannot_be_had_keeps_nobody_from_practising(path, practised, now):
    (path.parent / backups.FOLDER).write_text("a file where the folder should be")
    assert daily.hindrance(path) == "read_only"
    assert begin_daily_backup(path, now) is None


def test_it_leaves_room_on_the_disk(path, practised, now, monkeypatch):
    needed = daily.room_needed(path)
    monkeypatch.setattr(daily.shutil, "disk_usage", lambda place: SimpleNamespace(free=needed - 1))
    assert daily.hindrance(path) == "full"
    assert begin_daily_backup(path, now) is None
    assert names(path) == []
    monkeypatch.setattr(daily.shutil, "disk_usage", lambda place: SimpleNamespace(free=needed))
    assert daily.hindrance(path) is None


def test_one_that_fails_in_the_middle_leaves_nothing(path, practised, now, monkeypatch):
    def full(self, share):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(DailyBackup, "_told", full)
    begin_daily_backup(path, now).wait()
    assert names(path) == []


CHILD = """
import sys, time
from datetime import datetime
from pathlib import Path
from quizzer.progress import backups, daily

def stand_still(self, share):
    print("in the middle", flush=True)
    time.sleep(60)

backups.STEP_PAGES = 4
daily.DailyBackup._told = stand_still
daily.begin_daily_backup(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2])).wait()
"""


def test_a_kill_in_the_middle_harms_nothing(path, practised, now, make_attempt):
    begin_daily_backup(path, now).wait()
    before = backups.backups_of(path)
    practised.record(make_attempt(), None, now)
    tomorrow = now + timedelta(days=1)
    command = [sys.executable, "-c", CHILD, str(path), tomorrow.isoformat()]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert child.stdout.readline() == "in the middle\n"
        another = begin_daily_backup(path, tomorrow)
        assert another.wait()
        assert not another.made  # it is left to the program that has begun it
        assert len(names(path)) == 2
    finally:
        os.kill(child.pid, signal.SIGKILL)
        child.communicate()
    assert len(names(path)) == 2
    assert backups.backups_of(path) == before
    assert attempts_in(before[0]) == 1
    practised.record(make_attempt(), None, tomorrow)
    begin_daily_backup(path, tomorrow).wait()
    assert names(path) == ["progress.db-daily-2026-12-01", "progress.db-daily-2026-12-02"]
    assert attempts_in(backups.backups_of(path)[-1]) == practised.counts(tomorrow.date()).attempts == 3
