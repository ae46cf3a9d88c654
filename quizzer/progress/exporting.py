"""The log as JSON Lines, for other programs: sessions, events in the order of the log, interviews, a line each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from quizzer.progress.database import Database
from quizzer.progress.schema import events, interviews, sessions


def exported(database: Database) -> Iterator[str]:
    """The lines, without their ends. DatabaseProblem where the database cannot be read."""
    with database.reading() as connection:
        streaming = connection.execution_options(yield_per=1_000)
        for row in streaming.execute(select(sessions).order_by(sessions.c.started_at, sessions.c.id)).mappings():
            yield _line("session", {**row})
        for row in streaming.execute(select(events).order_by(events.c.at, events.c.id)).mappings():
            yield _line("event", {name: value for name, value in row.items() if name != "seq" and value is not None})
        for row in streaming.execute(select(interviews).order_by(interviews.c.started_at, interviews.c.id)).mappings():
            yield _line("interview", {**row})


def _line(record: str, row: dict[str, Any]) -> str:
    """One line; the columns that hold JSON are part of it."""
    opened = {name: json.loads(row[name]) for name in ("details", "state", "report") if row.get(name) is not None}
    # ASCII, for the half characters that a terminal can deliver.
    return json.dumps({"record": record} | row | opened, separators=(",", ":"))
