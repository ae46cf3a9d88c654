"""What Alembic runs for every command: by the program over a connection handed in, or for a developer's database.

A developer names the file: ``alembic -x database=FILE upgrade head``.
"""

from __future__ import annotations

from pathlib import Path

from alembic import context
from sqlalchemy import Connection, select

from quizzer.progress.caches import write_anew
from quizzer.progress.database import make_engine
from quizzer.progress.schema import SCHEMA_REVISION, alembic_version, metadata


def run(connection: Connection) -> None:
    """Run the migrations in the transaction of ``connection``: all of them or, if one fails, none."""
    context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


def run_for_developer() -> None:
    """Run the migrations on the file named on the command line."""
    path = Path(context.get_x_argument(as_dictionary=True)["database"])
    path.touch()
    engine = make_engine(path, busy_seconds=5, foreign_keys=False)
    with engine.begin() as connection:
        run(connection)
        if connection.scalar(select(alembic_version.c.version_num)) == SCHEMA_REVISION:
            write_anew(connection)
    engine.dispose()


handed_in = context.config.attributes.get("connection")
if handed_in is None:
    run_for_developer()
else:
    run(handed_in)
