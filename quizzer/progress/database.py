"""Opening the database: made if it is missing, migrated after a backup if it is older, refused otherwise.

The schema's revision is read with the standard library first, so that Alembic (half a second to import) is loaded
only when there is something to migrate, and a file that is refused is not touched.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError

from quizzer.progress import schema

if TYPE_CHECKING:
    from alembic.config import Config

BUSY_SECONDS = 5.0
"""How long a write waits for another program before the database counts as locked."""


class DatabaseProblem(Exception):
    """The database cannot be used.

    ``reason``: newer, damaged, foreign, locked, read_only, full, unreachable or migration_failed.
    """

    def __init__(self, reason: str, path: Path, detail: str = "") -> None:
        super().__init__(f"{path}: {reason} {detail}".rstrip())
        self.reason = reason
        self.path = path
        self.detail = detail


def open_database(path: Path, now: datetime, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """The database at ``path`` in the current schema. Raises :class:`DatabaseProblem`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise DatabaseProblem("unreachable", path, str(problem)) from problem
    with translated(path):
        revision = _revision(path, busy_seconds)
        engine = _engine(path, busy_seconds)
        if revision is None:
            _create(engine)
        elif revision != schema.REVISION:
            _migrate(engine, path, revision, now)
    return engine


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn whatever SQLite says into a :class:`DatabaseProblem`."""
    try:
        yield
    except (sqlite3.Error, DatabaseError) as problem:
        original = problem.orig if isinstance(problem, DatabaseError) else problem
        raise DatabaseProblem(_reason(original), path, str(original)) from problem


_REASONS = {
    "SQLITE_BUSY": "locked",
    "SQLITE_LOCKED": "locked",
    "SQLITE_READONLY": "read_only",
    "SQLITE_PERM": "read_only",
    "SQLITE_FULL": "full",
    "SQLITE_CANTOPEN": "unreachable",
    "SQLITE_IOERR": "unreachable",
    "SQLITE_CORRUPT": "damaged",
    "SQLITE_NOTADB": "damaged",
}


def _reason(problem: BaseException | None) -> str:
    name = getattr(problem, "sqlite_errorname", "")
    return next((reason for code, reason in _REASONS.items() if name.startswith(code)), "damaged")


def _revision(path: Path, busy_seconds: float) -> str | None:
    """The revision of the file at ``path``; None where there is no database yet. Only reads."""
    if not path.exists() or not path.stat().st_size:
        return None
    uri = f"{path.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(uri, uri=True, timeout=busy_seconds)) as connection:
        tables = {name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")}
        if "alembic_version" not in tables:
            if tables:
                raise DatabaseProblem("foreign", path)
            return None
        row = connection.execute("select version_num from alembic_version").fetchone()
    revision = str(row[0]) if row else ""
    if not (revision.isdigit() and "events" in tables):
        raise DatabaseProblem("foreign", path)
    if int(revision) > int(schema.REVISION):
        raise DatabaseProblem("newer", path, revision)
    return revision


def _engine(path: Path, busy_seconds: float) -> Engine:
    engine = create_engine(
        f"sqlite:///{path.absolute()}",
        connect_args={"timeout": busy_seconds, "isolation_level": None, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def _configure(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")
        connection.execute("pragma foreign_keys = on")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # The driver would begin late and share its lock: two programs that read and then write lose updates.
        connection.exec_driver_sql("begin immediate")

    return engine


def _create(engine: Engine) -> None:
    with engine.begin() as connection:
        schema.metadata.create_all(connection)
        for statement in schema.APPEND_ONLY:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(
            "create table alembic_version (version_num varchar(32) not null, "
            "constraint alembic_version_pkc primary key (version_num))"
        )
        connection.execute(text("insert into alembic_version values (:revision)"), {"revision": schema.REVISION})


def _migrate(engine: Engine, path: Path, revision: str, now: datetime) -> None:
    backup = path.with_name(f"{path.name}.backup-{revision}-{now:%Y%m%dT%H%M%S}")
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(backup)) as target:
        source.backup(target)
    try:
        upgrade(engine)
    except Exception as problem:
        raise DatabaseProblem("migration_failed", path, str(problem)) from problem


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Run the migrations up to ``revision`` in one transaction: all of them or none."""
    from alembic import command

    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), revision)


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's configuration for the bundled migrations, over ``connection`` if one is given."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def migrations_folder() -> Path:
    """The folder of the migrations: in the wheel, or beside the package in a checkout."""
    package = Path(str(files("quizzer")))
    inside = package / "_data" / "alembic"
    return inside if inside.is_dir() else package.parent / "alembic"
