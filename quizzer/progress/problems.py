"""Why a database cannot be used, as a code. Needs only the standard library, so that every face can catch it."""

from __future__ import annotations

import errno
import sqlite3
from enum import StrEnum
from pathlib import Path


class ProblemReason(StrEnum):
    """What is wrong; the faces put it into a sentence."""

    NEWER = "newer"
    DAMAGED = "damaged"
    FOREIGN = "foreign"
    LOCKED = "locked"
    READ_ONLY = "read_only"
    FULL = "full"
    UNREACHABLE = "unreachable"
    MIGRATION_FAILED = "migration_failed"
    CONFLICT = "conflict"


class DatabaseProblem(Exception):
    """The database at ``path`` cannot be used. ``detail`` is the technical message, in English."""

    def __init__(self, reason: ProblemReason, path: Path, detail: str) -> None:
        super().__init__(f"{path}: {reason}: {detail}")
        self.reason = reason
        self.path = path
        self.detail = detail


_REASONS = {
    sqlite3.SQLITE_BUSY: ProblemReason.LOCKED,
    sqlite3.SQLITE_LOCKED: ProblemReason.LOCKED,
    sqlite3.SQLITE_PROTOCOL: ProblemReason.LOCKED,
    sqlite3.SQLITE_READONLY: ProblemReason.READ_ONLY,
    sqlite3.SQLITE_FULL: ProblemReason.FULL,
    sqlite3.SQLITE_CORRUPT: ProblemReason.DAMAGED,
    sqlite3.SQLITE_NOTADB: ProblemReason.DAMAGED,
    sqlite3.SQLITE_CANTOPEN: ProblemReason.UNREACHABLE,
    sqlite3.SQLITE_IOERR: ProblemReason.UNREACHABLE,
    sqlite3.SQLITE_PERM: ProblemReason.UNREACHABLE,
    sqlite3.SQLITE_AUTH: ProblemReason.UNREACHABLE,
}


def problem_of_sqlite(error: sqlite3.Error, path: Path, otherwise: ProblemReason) -> DatabaseProblem | None:
    """The problem behind an error of SQLite; ``otherwise`` is the reason where its code tells none.

    None where the error is no fault of the file but of the statement: a broken constraint, a misused connection.
    """
    if not isinstance(error, sqlite3.OperationalError) and type(error) is not sqlite3.DatabaseError:
        return None
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    return DatabaseProblem(_REASONS.get(code, otherwise), path, str(error))


def problem_of_system(error: OSError, path: Path) -> DatabaseProblem:
    """The problem behind an error of the file system."""
    reason = ProblemReason.UNREACHABLE
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        reason = ProblemReason.READ_ONLY
    elif error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        reason = ProblemReason.FULL
    return DatabaseProblem(reason, path, str(error))
