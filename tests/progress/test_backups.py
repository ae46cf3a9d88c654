"""Which backups stay, and what a backup that cannot be made does."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from quizzer.progress import backups
from quizzer.progress.store import open_store

START = date(2024, 1, 1)


def test_after_years_of_days_a_few_dozen_stay():
    kept: set[date] = set()
    for number in range(1_200):
        kept.add(START + timedelta(days=number))
        kept -= backups.too_old(kept)
    newest = START + timedelta(days=1_199)
    assert {newest - timedelta(days=days) for days in range(7)} <= kept
    assert len(kept) <= 7 + 8 + 24
    assert min(kept) < newest - timedelta(days=23 * 28)


@given(st.sets(st.dates(START, date(2027, 1, 1)), max_size=80))
def test_thinning_twice_changes_nothing_and_the_newest_stay(days):
    kept = days - backups.too_old(days)
    assert backups.too_old(kept) == set()
    assert set(sorted(days)[-7:]) <= kept


def test_a_backup_that_cannot_be_made_keeps_nobody_from_practising(path, now, make_attempt):
    path.parent.mkdir()
    (path.parent / backups.FOLDER).write_text("a file where the folder should be")
    for _ in range(2):
        with open_store(path, now) as store:
            store.record(make_attempt(), None, now)
    assert not list(path.parent.glob("*.partial"))


def test_nothing_new_needs_no_backup(path, now, make_attempt):
    with open_store(path, now) as store:
        store.record(make_attempt(), None, now)
    for days in range(1, 4):
        open_store(path, now + timedelta(days=days)).close()
    assert [file.name for file in backups.backups_of(path)] == ["progress.db-daily-2026-12-02"]


def test_a_backup_is_one_file_and_holds_everything(path, now, make_attempt):
    with open_store(path, now) as store:
        store.record(make_attempt(), None, now)
        backup = backups.back_up(path, path.parent / "copies" / "mine.db")
    assert [file.name for file in backup.parent.iterdir()] == ["mine.db"]
    with open_store(backup, now) as copy:
        assert copy.counts(now.date()).attempts == 1
