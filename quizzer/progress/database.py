"""Opening the database, and the two ways to use it: ``reading`` and ``writing``.

Whatever goes wrong with the file surfaces as DatabaseProblem. Alembic (half a second to import) is only imported when
a migration is due.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, insert, inspect
from sqlalchemy.exc import DBAPIError

from quizzer.progress.inspection import VERSION_TABLE, claim, connect, stored_revision
from quizzer.progress.problems import DatabaseProblem, ProblemReason, problem_of_sqlite, problem_of_system
from quizzer.progress.schema import REVISIONS, SCHEMA_REVISION, alembic_version, metadata

BUSY_SECONDS = 5.0
"""How long a program waits for another that writes."""

LONG_BYTES = 50_000_000
"""From here on it takes seconds to back a database up and to migrate it."""

Migrating = Callable[[int], object]
"""Is told that a migration begins that will take a while, and how many megabytes the database has."""

LOG_PAGES = 4_000
"""How many pages (of 4 kB) the write-ahead log may hold before an answer has to fold it into the file."""


class Database:
    """A database that is open and has the schema of this program. Safe to use from several threads."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self.engine = engine
        self._readers = engine.execution_options(reading=True)
        self._file = _file_of(path)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the database throughout. DatabaseProblem where that fails."""
        with self._usable(), self._readers.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in one transaction, durable at the end of the block. DatabaseProblem where that fails."""
        with self._usable(), self.engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close every connection. Without effect the second time."""
        self.engine.dispose()

    @contextmanager
    def _usable(self) -> Iterator[None]:
        with problems_of(self.path):
            # SQLite goes on writing into a file that was deleted, and says nothing.
            if _file_of(self.path) != self._file:
                raise DatabaseProblem(ProblemReason.UNREACHABLE, self.path, "the file was replaced while in use")
            yield


def open_database(
    path: Path, now: datetime, busy_seconds: float = BUSY_SECONDS, migrating: Migrating | None = None
) -> Database:
    """The database at ``path``: made where there is none, backed up and migrated where it is older.

    ``now`` names the backup, ``migrating`` is called before a migration that takes long. DatabaseProblem if it cannot
    be used; then the file is what it was, and at most an empty file has been added where there was none.
    """
    with problems_of(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch()
        revision = stored_revision(path, busy_seconds)
        if revision is not None and revision not in REVISIONS:
            raise DatabaseProblem(ProblemReason.NEWER, path, f"schema revision {revision}")
        claim(path, busy_seconds)
        if revision is None:
            _create(path, busy_seconds)
        elif revision != SCHEMA_REVISION:
            from quizzer.progress.migration import migrate

            if migrating is not None and (size := path.stat().st_size) >= LONG_BYTES:
                migrating(size // 1_000_000)
            migrate(path, now, busy_seconds)
        _write_ahead(path, busy_seconds)
        return Database(path, make_engine(path, busy_seconds))


def make_engine(path: Path, busy_seconds: float, foreign_keys: bool = True) -> Engine:
    """An engine for a file that exists, whose transactions are SQLite's own.

    Python's sqlite3 would begin them too late: two programs that read and then write would lose each other's updates.
    ``BEGIN IMMEDIATE`` takes the right to write before anything is read.
    """
    engine = create_engine(
        "sqlite+pysqlite://", creator=lambda: connect(path, busy_seconds), poolclass=QueuePool, pool_size=2
    )

    @event.listens_for(engine, "connect")
    def configure(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        connection.execute("PRAGMA synchronous = FULL")
        # Folding the log into the file takes longer than an answer may; closing does it anyway.
        connection.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


@contextmanager
def problems_of(path: Path, otherwise: ProblemReason = ProblemReason.DAMAGED) -> Iterator[None]:
    """Turn what SQLite, SQLAlchemy and the file system raise into DatabaseProblem, where the file is the cause."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        problem = problem_of_sqlite(cause, path, otherwise) if isinstance(cause, sqlite3.Error) else None
        if problem is None:
            raise
        raise problem from error
    except OSError as error:
        raise problem_of_system(error, path) from error


def _create(path: Path, busy_seconds: float) -> None:
    engine = make_engine(path, busy_seconds)
    try:
        with engine.begin() as connection:
            if inspect(connection).has_table(VERSION_TABLE):
                return  # another program was faster
            metadata.create_all(connection)
            alembic_version.create(connection)
            connection.execute(insert(alembic_version).values(version_num=SCHEMA_REVISION))
    finally:
        engine.dispose()


def _write_ahead(path: Path, busy_seconds: float) -> None:
    """Choose the write-ahead log, which the file remembers. Where it cannot be had, the older way is as durable."""
    with closing(connect(path, busy_seconds)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")


def _file_of(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino
