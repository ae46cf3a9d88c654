"""A look at a database file before it is opened for good. Needs only the standard library and changes nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from quizzer.progress.problems import DatabaseProblem, ProblemReason

OUR_TABLES = frozenset({"sessions", "events", "cards"})
VERSION_TABLE = "alembic_version"


def connect(path: Path, busy_seconds: float, mode: str = "rw") -> sqlite3.Connection:
    """A connection to a file that exists (SQLite would quietly make a new one) and where BEGIN is ours to say.

    It waits ``busy_seconds`` for other programs. ``mode`` is ``rw`` or ``ro``.
    """
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=busy_seconds,
        isolation_level=None,
        check_same_thread=False,  # SQLAlchemy's pool hands a connection to one thread at a time
    )


def stored_revision(path: Path, busy_seconds: float) -> str | None:
    """The revision of the schema in a file; None where the file is missing or empty.

    DatabaseProblem (foreign, damaged) if this is no database of ours; sqlite3.Error where SQLite cannot read it.
    """
    if not path.exists():
        return None
    # Closing the last writable connection would fold a log that a crash left behind into the file.
    mode = "ro" if path.with_name(f"{path.name}-wal").exists() else "rw"
    with closing(connect(path, busy_seconds, mode)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not tables:
            return None
        if VERSION_TABLE not in tables or not tables & OUR_TABLES:
            raise DatabaseProblem(ProblemReason.FOREIGN, path, f"tables: {', '.join(sorted(tables)[:5])}")
        revisions = [str(name) for (name,) in connection.execute("SELECT version_num FROM alembic_version")]
    if len(revisions) != 1:
        raise DatabaseProblem(ProblemReason.DAMAGED, path, f"{len(revisions)} schema revisions")
    return revisions[0]


def claim(path: Path, busy_seconds: float) -> None:
    """Find out whether the file can be written. sqlite3.Error where it is locked or read-only."""
    with closing(connect(path, busy_seconds)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        # Where a file may only be read, BEGIN quietly begins to read; only a change is refused.
        connection.execute("PRAGMA user_version = 0")
        connection.execute("ROLLBACK")
