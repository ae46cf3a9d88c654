"""Runs migrations, over a connection that is handed in (the program) or over one of its own (the alembic command)."""

from __future__ import annotations

import os

from alembic import context
from sqlalchemy import Connection, create_engine

from quizzer.progress.schema import metadata


def run(connection: Connection) -> None:
    """Run what is asked for in the transaction of ``connection``: on SQLite too, all of it or none."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with create_engine(os.environ.get("QUIZZER_DATABASE_URL", "sqlite://")).begin() as own:
        run(own)
