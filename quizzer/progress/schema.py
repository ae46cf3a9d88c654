"""The tables, in SQLAlchemy Core. A change here needs a revision in ``alembic/versions`` and one in ``REVISIONS``.

Moments are milliseconds since 1970 in UTC, days are ISO texts. Events are ordered by (``at``, ``id``).
"""

from __future__ import annotations

from sqlalchemy import (
    REAL,
    CheckConstraint,
    Column,
    Connection,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    event,
)

REVISIONS = ("0001",)
"""Every revision there was, oldest first. Kept here so that a start need not import Alembic to know them."""

SCHEMA_REVISION = REVISIONS[-1]

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _day(column: str) -> CheckConstraint:
    return CheckConstraint(f"{column} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'", name=column)


sessions = Table(
    "sessions",
    metadata,
    Column("id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("started_at", Integer, nullable=False),
    Column("ended_at", Integer),
    Column("details", Text, nullable=False),
    PrimaryKeyConstraint("id"),
    CheckConstraint("kind IN ('quiz', 'review', 'interview', 'single')", name="kind"),
)

events = Table(
    "events",
    metadata,
    Column("id", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Column("utc_offset", Integer, nullable=False),  # minutes, to give the learner's own clock back
    Column("learner_day", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("session_id", Text),
    Column("card_id", Text, nullable=False),
    Column("item", Text),
    Column("version", Integer),
    Column("form", Text),
    Column("band", Integer),
    Column("level", Integer),
    Column("topic", Text),
    Column("question_id", Text),
    Column("outcome", Text),
    Column("score", REAL),
    Column("rating", Integer),
    Column("misconception", Text),
    Column("due", Text),
    Column("undoes", Text),
    Column("details", Text, nullable=False),
    PrimaryKeyConstraint("id"),
    ForeignKeyConstraint(["session_id"], ["sessions.id"]),
    ForeignKeyConstraint(["undoes"], ["events.id"]),
    CheckConstraint("kind IN ('attempt', 'undo')", name="kind"),
    CheckConstraint("typeof(at) = 'integer'", name="at"),
    _day("learner_day"),
    _day("due"),
    CheckConstraint("band BETWEEN 1 AND 3", name="band"),
    CheckConstraint("outcome IN ('correct', 'partial', 'incorrect')", name="outcome"),
    CheckConstraint("score BETWEEN 0 AND 1", name="score"),
    CheckConstraint("rating BETWEEN 1 AND 4", name="rating"),
    CheckConstraint(
        "kind <> 'attempt' OR (item IS NOT NULL AND version IS NOT NULL AND form IS NOT NULL AND band IS NOT NULL "
        "AND level IS NOT NULL AND topic IS NOT NULL AND question_id IS NOT NULL AND outcome IS NOT NULL "
        "AND score IS NOT NULL AND rating IS NOT NULL AND due IS NOT NULL)",
        name="attempt_is_whole",
    ),
    CheckConstraint("(kind = 'undo') = (undoes IS NOT NULL)", name="undo_undoes"),
    Index(None, "card_id", "at", "id"),
    Index(None, "item", "at"),
    Index(None, "session_id"),
    Index(None, "undoes"),
)

cards = Table(
    "cards",
    metadata,
    Column("id", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("band", Integer, nullable=False),
    Column("stability", REAL, nullable=False),
    Column("difficulty", REAL, nullable=False),
    Column("due", Text, nullable=False),
    Column("last_day", Text, nullable=False),
    Column("reps", Integer, nullable=False),
    Column("lapses", Integer, nullable=False),
    PrimaryKeyConstraint("id"),
    CheckConstraint("band BETWEEN 1 AND 3", name="band"),
    CheckConstraint("stability > 0 AND stability <= 36500", name="stability"),
    CheckConstraint("difficulty BETWEEN 1 AND 10", name="difficulty"),
    _day("due"),
    _day("last_day"),
    CheckConstraint("lapses >= 0 AND lapses < reps", name="lapses"),
    Index(None, "due"),
)


@event.listens_for(events, "after_create")
def _append_only(_table: Table, connection: Connection, **_options: object) -> None:
    """The log refuses to be changed, whoever opens the file."""
    for verb in ("update", "delete"):
        connection.exec_driver_sql(
            f"CREATE TRIGGER events_no_{verb} BEFORE {verb.upper()} ON events "
            "BEGIN SELECT RAISE(ABORT, 'events are only ever appended'); END"
        )


alembic_version = Table(
    "alembic_version",
    MetaData(),  # its own: as one of our tables it would be subject to migrations
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""Where Alembic notes the revision, just as Alembic makes it."""
