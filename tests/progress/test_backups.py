"""Which backups stay, and that a copy is whole or not there."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.progress import backups, daily
from quizzer.progress.store import open_store

START = date(2024, 1, 1)


def test_after_years_of_days_a_few_dozen_stay():
    kept: set[date] = set()
    for number in range(1_200):
        kept.add(START + timedelta(days=number))
        kept -= daily.too_old(kept)
    newest = START + timedelta(days=1_199)
    assert {newest - timedelta(days=days) for days in range(7)} <= kept
    assert len(kept) <= 7 + 8 + 24
    assert min(kept) < newest - timedelta(days=23 * 28)


@given(st.sets(st.dates(START, date(2027, 1, 1)), max_size=80))
def test_thinning_twice_changes_nothing_and_the_newest_stay(days):
    kept = days - daily.too_old(days)
    assert daily.too_old(kept) == set()
    assert set(sorted(days)[-7:]) <= kept


def test_a_backup_is_one_file_and_holds_everything(path, now, make_attempt):
    with open_store(path, now) as store:
        store.record(make_attempt(), None, now)
        backup = backups.back_up(path, path.parent / "copies" / "mine.db")
    assert [file.name for file in backup.parent.iterdir()] == ["mine.db"]
    with open_store(backup, now) as copy:
        assert copy.counts(now.date()).attempts == 1


def test_a_name_with_brackets_finds_its_backups(tmp_path, now, make_attempt):
    path = tmp_path / "mine [1].db"
    with open_store(path, now) as store:
        store.record(make_attempt(), None, now)
    made = backups.back_up(path, tmp_path / backups.FOLDER / f"{path.name}-once")
    assert backups.backups_of(path) == [made]


@pytest.mark.parametrize("content", [b"", b"\0" * 9_000, b"SQLite format 3\0 and no more"])
def test_what_a_killed_program_left_is_removed_with_the_next_copy(path, now, content):
    open_store(path, now).close()
    folder = path.parent / backups.FOLDER
    folder.mkdir()
    for ending in ("", "-wal", "-journal"):
        (folder / f"{path.name}-daily-2026-11-30.0a1b2c3d.partial{ending}").write_bytes(content)
    (folder / "notes.partial").write_bytes(content)  # not ours
    made = backups.back_up(path, folder / f"{path.name}-once")
    assert {file.name for file in folder.iterdir()} == {made.name, "notes.partial"}


def test_a_copy_that_another_program_is_writing_is_left_to_it(path, now, make_attempt):
    with open_store(path, now) as store:
        store.record(make_attempt(), None, now)
    folder = path.parent / backups.FOLDER
    folder.mkdir()
    with closing(backups.snapshot(path, 0)) as source:
        seen = []
        first = backups.write_copy(source, folder / f"{path.name}-a", lambda _: seen.append(meanwhile(path, folder)))
    assert seen
    assert {file.name for file in folder.iterdir()} == {first.name, f"{path.name}-b"}


def meanwhile(path, folder):
    """Another copy is made and finds the one that is being written."""
    assert len(backups.clear_away(folder, path.name)) == 1
    return backups.back_up(path, folder / f"{path.name}-b")


def test_a_copy_that_is_stopped_leaves_nothing(path, now):
    open_store(path, now).close()
    with closing(backups.snapshot(path, 0)) as source, pytest.raises(ZeroDivisionError):
        backups.write_copy(source, path.parent / "copy.db", lambda share: 1 / 0)
    assert [file.name for file in path.parent.glob("copy*")] == []
