"""Backups: copies in the folder ``backups`` beside the database, and putting one in the database's place."""

from __future__ import annotations

import itertools
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from glob import escape
from pathlib import Path

from quizzer.progress.database import BUSY_SECONDS, problems_of
from quizzer.progress.inspection import connect, stored_revision
from quizzer.progress.problems import DatabaseProblem, ProblemReason
from quizzer.progress.schema import REVISIONS

FOLDER = "backups"
STEP_PAGES = 256
"""How many pages (of 4 kB) are copied in one step, between which copying can be stopped."""
STEPS_TO_DISK = 16
"""After so many steps the copy goes to disk: an answer must not wait there for more of it."""
REMOVED_BYTES = 16_000_000
"""How much of an unfinished copy is let go of at once."""

Told = Callable[[float], object]
"""Is told the share that is copied, 0 to 1; what it raises ends the copying."""


def back_up(path: Path, target: Path, busy_seconds: float = BUSY_SECONDS) -> Path:
    """Copy the database at ``path`` to ``target`` or, where that is taken, the next free name. Returns the copy.

    Half a copy never bears such a name. DatabaseProblem, about the copy or the database, where it fails.
    """
    with problems_of(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        clear_away(target.parent, path.name)
        clear_away(target.parent, target.name)
        with closing(snapshot(path, busy_seconds)) as source:
            return write_copy(source, target)


def snapshot(path: Path, busy_seconds: float) -> sqlite3.Connection:
    """A connection that goes on seeing the database as it is now, whatever is written meanwhile.

    Where there is no write-ahead log it would keep others from writing, and sees what there is at each step.
    """
    connection = connect(path, busy_seconds)
    try:
        if connection.execute("PRAGMA journal_mode").fetchone() == ("wal",):
            connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def write_copy(source: sqlite3.Connection, target: Path, told: Told = lambda share: None) -> Path:
    """Copy what ``source`` sees to ``target`` or the next free name in a folder that exists. Returns the copy.

    sqlite3.Error, OSError or what ``told`` raises where it ends early; then nothing of it stays.
    """
    partial = target.with_name(f"{target.name}.{secrets.token_hex(4)}.partial")
    try:
        with _being_written(partial) as (copy, to_disk):
            steps = itertools.count(1)

            def stepped(_status: int, remaining: int, total: int) -> None:
                if next(steps) % STEPS_TO_DISK == 0:
                    to_disk()
                told(1 - remaining / max(total, 1))

            source.backup(copy, pages=STEP_PAGES, progress=stepped)
            copy.execute("PRAGMA journal_mode = DELETE")  # a copy is one file, also after it was read
            to_disk()
        names = itertools.chain([target.name], (f"{target.name}-{number}" for number in itertools.count(2)))
        return partial.rename(next(free for free in map(target.with_name, names) if not free.exists()))
    finally:
        _remove(partial)


@contextmanager
def _being_written(partial: Path) -> Iterator[tuple[sqlite3.Connection, Callable[[], None]]]:
    """A new file, locked for as long as it is written, and what brings all of it to disk."""
    with closing(sqlite3.connect(partial, timeout=0, isolation_level=None, check_same_thread=False)) as copy:
        copy.execute("PRAGMA locking_mode = EXCLUSIVE")
        copy.execute("PRAGMA journal_mode = OFF")
        copy.execute("PRAGMA user_version = 1")  # from the first change on it is locked
        with partial.open("rb+") as file:
            yield copy, lambda: os.fsync(file.fileno())
            copy.close()  # before the file: a system would forget the lock with it


def clear_away(folder: Path, name: str) -> list[Path]:
    """Remove what was left in ``folder`` of copies, called like ``name``, by programs that were killed.

    Returns those that are still being written.
    """
    alive = []
    for partial in folder.glob(f"{escape(name)}*.partial"):
        if _is_being_written(partial):
            alive.append(partial)
        else:
            _remove(partial)
    return alive


def _is_being_written(partial: Path) -> bool:
    try:
        with closing(connect(partial, 0)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
    return False


def _remove(partial: Path) -> None:
    # Piece by piece: to let go of a gigabyte at once would hold up the answers.
    with suppress(FileNotFoundError):
        for size in range(partial.stat().st_size, 0, -REMOVED_BYTES):
            os.truncate(partial, size)
    for ending in ("", "-wal", "-journal"):
        partial.with_name(partial.name + ending).unlink(missing_ok=True)


def backups_of(path: Path) -> list[Path]:
    """Every backup of the database at ``path``, the oldest first; those that migrations made too."""
    name = escape(path.name)
    found = [*path.parent.glob(f"{name}.backup-*"), *(path.parent / FOLDER).glob(f"{name}-*")]
    return sorted((file for file in found if ".partial" not in file.name), key=lambda file: file.stat().st_mtime)


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
