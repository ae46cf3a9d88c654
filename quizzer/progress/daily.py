"""The backup of the day, made beside the program in a thread of its own; which of the daily ones stay."""

from __future__ import annotations

import itertools
import os
import re
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import date, datetime, timedelta
from glob import escape
from pathlib import Path
from threading import Event, Thread

from quizzer.progress.backups import FOLDER, clear_away, snapshot, write_copy
from quizzer.progress.database import BUSY_SECONDS
from quizzer.progress.inspection import connect
from quizzer.progress.problems import ProblemReason

KEPT_DAYS = 7
KEPT_WEEKS = 8
KEPT_MONTHS = 24
"""Of daily backups the last seven stay, then the newest of each of eight weeks, then of each of 24 months."""

SMALL_BYTES = 16_000_000
"""Up to here a copy is made in well under a second, so that the end of a program can wait for it."""
OVERDUE = timedelta(days=3)
"""Where the newest backup is older, the next is worth waiting for."""

# Asked for in one SELECT, the two ends make SQLite go through all of the log.
_NUMBER_OF_EVENTS = "SELECT coalesce((SELECT max(seq) FROM events) - (SELECT min(seq) FROM events) + 1, 0)"
_DAILY = re.compile(r"-daily-(\d{4}-\d{2}-\d{2})$")


class DailyBackup:
    """A copy that is being made of the database as it was when this began, whatever is written meanwhile.

    ``small`` is one that takes no time worth mentioning, ``overdue`` one that somebody should wait for; ``megabytes``
    is how big it will be, ``share`` how much of it is copied, 0 to 1, and ``made`` whether there is one now.
    """

    def __init__(self, path: Path, source: sqlite3.Connection, target: Path, *, overdue: bool) -> None:
        size = path.stat().st_size
        self.small = size <= SMALL_BYTES
        self.overdue = overdue
        self.megabytes = size // 1_000_000
        self.share = 0.0
        self.made = False
        self._path = path
        self._source = source
        self._target = target
        self._given_up = Event()
        self._over = Event()  # after a Ctrl-C while it was joined, Python takes a thread for ended that goes on
        Thread(target=self._run, name="daily backup", daemon=True).start()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until it is over, or so many seconds at most; returns whether it is."""
        return self._over.wait(seconds)

    def give_up(self) -> None:
        """Stop, and leave nothing of it; it is made next time."""
        self._given_up.set()
        self._over.wait()

    def end(self) -> None:
        """Finish a small one, give a big one up."""
        if self.small:
            self.wait(BUSY_SECONDS)
        self.give_up()

    def _run(self) -> None:
        try:
            self._make()
        finally:
            self._over.set()

    def _make(self) -> None:
        # One that fails keeps nobody from practising; the doctor sees what stands in its way.
        with closing(self._source), suppress(_GivenUp, OSError, sqlite3.Error):
            if clear_away(self._target.parent, self._path.name):
                return  # another program makes one
            made = write_copy(self._source, self._target, self._told)
            self.made = True
            if made != self._target:
                made.unlink()  # another program was faster
            for superfluous in too_old(day for day, _ in _daily(self._path)):
                _of_day(self._path, superfluous).unlink(missing_ok=True)

    def _told(self, share: float) -> None:
        self.share = share
        if self._given_up.is_set():
            raise _GivenUp


class _GivenUp(Exception):
    """Nobody waits for the copy any more."""


def begin_daily_backup(
    path: Path, now: datetime, *, big: bool = True, busy_seconds: float = BUSY_SECONDS
) -> DailyBackup | None:
    """Begin today's backup, unless there is one or nothing was logged since the last.

    None where none is needed or can be made, or where it is not small and ``big`` is not wanted. What another program
    has begun already is left to it.
    """
    target = _of_day(path, now.date())
    with suppress(OSError, sqlite3.Error):
        if target.exists() or not (big or path.stat().st_size <= SMALL_BYTES):
            return None
        day, last = max(_daily(path), default=(date.min, None))
        if _events(path, busy_seconds) in (0, _events(last, busy_seconds) if last else 0) or hindrance(path):
            return None
        target.parent.mkdir(exist_ok=True)
        overdue = now.date() - day > OVERDUE
        return DailyBackup(path, snapshot(path, busy_seconds), target, overdue=overdue)
    return None


def hindrance(path: Path) -> ProblemReason | None:
    """Why no backup of the database at ``path`` can be made: READ_ONLY, or FULL where one leaves no room for more.

    OSError where the database cannot be looked at.
    """
    folder = path.parent / FOLDER
    place = folder if folder.exists() else path.parent
    if not place.is_dir() or not os.access(place, os.W_OK | os.X_OK):
        return ProblemReason.READ_ONLY
    if shutil.disk_usage(place).free < room_needed(path):
        return ProblemReason.FULL
    return None


def room_needed(path: Path) -> int:
    """Bytes that must be free: as many again as a copy takes, so that it never takes the last from the answers."""
    return 2 * path.stat().st_size


def newest_day(path: Path) -> date | None:
    """The day of the newest daily backup; None where there is none."""
    return max((day for day, _ in _daily(path)), default=None)


def too_old(days: Iterable[date]) -> set[date]:
    """Which of the days that have a backup need none any more."""
    newest_first = sorted(days, reverse=True)
    kept = set(newest_first[:KEPT_DAYS])
    for key, number in ((_week, KEPT_WEEKS), (_month, KEPT_MONTHS)):
        groups = [max(group) for _, group in itertools.groupby(newest_first, key=key)]
        kept.update(groups[:number])
    return set(newest_first) - kept


def _of_day(path: Path, day: date) -> Path:
    return path.parent / FOLDER / f"{path.name}-daily-{day}"


def _daily(path: Path) -> list[tuple[date, Path]]:
    files = (path.parent / FOLDER).glob(f"{escape(path.name)}-daily-*")
    found = [(_DAILY.search(file.name), file) for file in files]
    return [(date.fromisoformat(name[1]), file) for name, file in found if name]


def _events(path: Path, busy_seconds: float) -> int:
    with closing(connect(path, busy_seconds, "ro")) as connection:
        [number] = connection.execute(_NUMBER_OF_EVENTS).fetchone()
    return int(number)


def _week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
