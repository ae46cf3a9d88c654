"""Backups: copies in the folder ``backups`` beside the database, one a day and thinned as they age; restoring one."""

from __future__ import annotations

import itertools
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import date, datetime
from pathlib import Path

from quizzer.progress.database import BUSY_SECONDS, problems_of
from quizzer.progress.inspection import connect, stored_revision
from quizzer.progress.problems import DatabaseProblem, ProblemReason
from quizzer.progress.schema import REVISIONS

FOLDER = "backups"
KEPT_DAYS = 7
KEPT_WEEKS = 8
KEPT_MONTHS = 24
"""Of daily backups the last seven stay, then the newest of each of eight weeks, then of each of 24 months."""

_DAILY = re.compile(r"-daily-(\d{4}-\d{2}-\d{2})$")


def back_up(path: Path, target: Path, busy_seconds: float = BUSY_SECONDS) -> Path:
    """Copy the database at ``path`` to ``target`` or, where that is taken, the next free name. Returns the copy.

    Half a copy never bears such a name. DatabaseProblem, about the copy or the database, where it fails.
    """
    partial = target.with_name(f"{target.name}.partial")
    with problems_of(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with closing(connect(path, busy_seconds)) as source, closing(sqlite3.connect(partial)) as copy:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")  # a copy is one file, also after it was read
            names = itertools.chain([target.name], (f"{target.name}-{number}" for number in itertools.count(2)))
            return partial.rename(next(free for free in map(target.with_name, names) if not free.exists()))
        finally:
            partial.unlink(missing_ok=True)


def back_up_daily(path: Path, now: datetime, busy_seconds: float = BUSY_SECONDS) -> Path | None:
    """Make today's backup, unless there is one or nothing was logged since the last, and drop those that are too old.

    None where nothing was done. A backup that cannot be made keeps nobody from practising.
    """
    folder = path.parent / FOLDER
    target = folder / f"{path.name}-daily-{now:%Y-%m-%d}"
    with suppress(DatabaseProblem, OSError, sqlite3.Error):
        last = max(_daily(path), default=None)
        if target.exists() or _events(path, busy_seconds) in (0, _events(last[1], busy_seconds) if last else 0):
            return None
        made = back_up(path, target, busy_seconds)
        for superfluous in too_old(day for day, _ in _daily(path)):
            (folder / f"{path.name}-daily-{superfluous}").unlink(missing_ok=True)
        return made
    return None


def too_old(days: Iterable[date]) -> set[date]:
    """Which of the days that have a backup need none any more."""
    newest_first = sorted(days, reverse=True)
    kept = set(newest_first[:KEPT_DAYS])
    for key, number in ((_week, KEPT_WEEKS), (_month, KEPT_MONTHS)):
        groups = [max(group) for _, group in itertools.groupby(newest_first, key=key)]
        kept.update(groups[:number])
    return set(newest_first) - kept


def backups_of(path: Path) -> list[Path]:
    """Every backup of the database at ``path``, the oldest first; those that migrations made too."""
    found = [*path.parent.glob(f"{path.name}.backup-*"), *(path.parent / FOLDER).glob(f"{path.name}-*")]
    return sorted((file for file in found if not file.name.endswith(".partial")), key=lambda file: file.stat().st_mtime)


def restore(path: Path, backup: Path, now: datetime, busy_seconds: float = BUSY_SECONDS) -> Path | None:
    """Put what ``backup`` holds in the place of the database at ``path``, after a copy of that; returns the copy.

    DatabaseProblem about the backup if it is damaged, foreign or newer than the program; then nothing was changed.
    """
    with problems_of(backup):
        revision = stored_revision(backup, busy_seconds)
        if revision is None:
            raise DatabaseProblem(ProblemReason.FOREIGN, backup, "an empty file")
        if revision not in REVISIONS:
            raise DatabaseProblem(ProblemReason.NEWER, backup, f"schema revision {revision}")
        with closing(connect(backup, busy_seconds, "ro")) as source:
            if (verdict := source.execute("PRAGMA integrity_check(1)").fetchone()) != ("ok",):
                raise DatabaseProblem(ProblemReason.DAMAGED, backup, str(verdict))
    saved = _set_aside(path, now, busy_seconds)
    with problems_of(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch()
        with closing(connect(backup, busy_seconds, "ro")) as source, closing(connect(path, busy_seconds)) as target:
            source.backup(target)
    return saved


def _set_aside(path: Path, now: datetime, busy_seconds: float = BUSY_SECONDS) -> Path | None:
    """A copy of what is to be replaced; of a database too damaged to be copied, its bytes."""
    if not path.exists() or not path.stat().st_size:
        return None
    target = path.parent / FOLDER / f"{path.name}-replaced-{now:%Y%m%dT%H%M%S}"
    try:
        return back_up(path, target, busy_seconds)
    except DatabaseProblem as problem:
        if problem.reason is not ProblemReason.DAMAGED:
            raise
    with problems_of(path):
        damaged = path.rename(target)
        for log in ("-wal", "-shm"):
            path.with_name(path.name + log).unlink(missing_ok=True)
        return damaged


def _daily(path: Path) -> list[tuple[date, Path]]:
    found = [(_DAILY.search(file.name), file) for file in (path.parent / FOLDER).glob(f"{path.name}-daily-*")]
    return [(date.fromisoformat(name[1]), file) for name, file in found if name]


def _events(path: Path, busy_seconds: float) -> int:
    with closing(connect(path, busy_seconds, "ro")) as connection:
        [number] = connection.execute("SELECT coalesce(max(seq) - min(seq) + 1, 0) FROM events").fetchone()
    return int(number)


def _week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
