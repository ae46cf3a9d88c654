"""Bringing an older database to the schema of this program: a backup first, then every step in one transaction."""

from __future__ import annotations

from datetime import datetime
from importlib.resources import files
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, select

from quizzer.progress.backups import back_up
from quizzer.progress.caches import write_anew
from quizzer.progress.database import make_engine, problems_of
from quizzer.progress.problems import DatabaseProblem, ProblemReason
from quizzer.progress.schema import SCHEMA_REVISION, alembic_version

CACHES_SINCE = "0002"
"""The revision that last changed what follows from the log; from there on it need not be made anew."""


def migrate(path: Path, now: datetime, busy_seconds: float) -> Path | None:
    """Migrate the file and return its backup; None if another program has done so in the meantime.

    DatabaseProblem if it fails. Then the database is what it was, and the backup goes too: one more copy at each
    attempt to start would fill the disk.
    """
    backup: Path | None = None
    # Tables are rebuilt on the way, which SQLite does not allow while foreign keys are enforced.
    engine = make_engine(path, busy_seconds, foreign_keys=False)
    try:
        with problems_of(path, ProblemReason.MIGRATION_FAILED), engine.begin() as connection:
            revision = connection.scalar(select(alembic_version.c.version_num))
            if revision == SCHEMA_REVISION:
                return None
            backup = back_up(path, path.with_name(f"{path.name}.backup-{revision}-{now:%Y%m%dT%H%M%S}"), busy_seconds)
            _upgrade(connection, str(revision))
    except BaseException as error:
        if backup is not None:
            backup.unlink(missing_ok=True)
        if isinstance(error, Exception) and not isinstance(error, DatabaseProblem):
            raise DatabaseProblem(ProblemReason.MIGRATION_FAILED, path, str(error)) from error
        raise
    finally:
        engine.dispose()
    return backup


def scripts_folder() -> Path:
    """The folder of ``env.py``: in an installed package among its data, in a checkout at the top level."""
    package = Path(str(files("quizzer")))
    for folder in (package / "_data" / "alembic", package.parent / "alembic"):
        if (folder / "env.py").is_file():
            return folder
    raise RuntimeError("the migration scripts are not installed")


def alembic_config(connection: Connection) -> Config:
    """Alembic's settings for a connection that is open already, in whose transaction everything happens."""
    config = Config()
    config.set_main_option("script_location", str(scripts_folder()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection, revision: str) -> None:
    command.upgrade(alembic_config(connection), "head")
    if revision < CACHES_SINCE:
        write_anew(connection)
    if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise RuntimeError(f"a reference is broken: {tuple(broken)}")
