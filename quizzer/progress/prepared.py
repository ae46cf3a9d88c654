"""Statements of the hot paths: composed by SQLAlchemy once, run by the driver itself, which takes a tenth of the time.

Only for columns that need no conversion, which is all of ours: integers, floats and texts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.expression import ClauseElement

_EVERY: list[Prepared] = []


def compose_all() -> None:
    """Compose every statement now; else the first answer of a run waits some 10 ms for them."""
    for one in _EVERY:
        one._compiled  # noqa: B018


class Prepared:
    """A statement with named parameters. Those that are not given are what the statement says, else null."""

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        _EVERY.append(self)

    @cached_property
    def _compiled(self) -> tuple[str, dict[str, Any]]:
        compiled = self._statement.compile(dialect=sqlite.dialect(paramstyle="named"))
        return str(compiled), dict(compiled.params)

    def run(self, connection: Connection, parameters: Mapping[str, Any]) -> None:
        """Run it once."""
        sql, usual = self._compiled
        _driver(connection).execute(sql, usual | dict(parameters))

    def run_many(self, connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
        """Run it once for each of ``rows``."""
        sql, usual = self._compiled
        _driver(connection).executemany(sql, [usual | dict(row) for row in rows])

    def tuples(self, connection: Connection, **parameters: Any) -> list[tuple[Any, ...]]:
        """What it finds."""
        sql, usual = self._compiled
        return _driver(connection).execute(sql, usual | parameters).fetchall()

    def rows(self, connection: Connection, **parameters: Any) -> list[dict[str, Any]]:
        """What it finds, by the names of the columns."""
        sql, usual = self._compiled
        cursor = _driver(connection).execute(sql, usual | parameters)
        names: Sequence[str] = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def first(self, connection: Connection, **parameters: Any) -> dict[str, Any] | None:
        """The first that it finds, or None."""
        return next(iter(self.rows(connection, **parameters)), None)


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101
    return driver
