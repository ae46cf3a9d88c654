"""The tables. The log is the truth: events are appended and never changed; cards follow from replaying it."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

REVISION = "0001"
"""The Alembic revision that these tables are; a test holds it against the newest migration."""

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = MetaData(naming_convention=NAMES)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("started_at", Integer, nullable=False, comment="milliseconds since 1970, UTC"),
    Column("ended_at", Integer),
    Column("details", Text, nullable=False, comment="JSON"),
)

events = Table(
    "events",
    metadata,
    Column("id", Text, primary_key=True),
    Column("at", Integer, nullable=False, comment="milliseconds since 1970, UTC; order is (at, id)"),
    Column("utc_offset", Integer, nullable=False, comment="minutes east of UTC where it happened"),
    Column("learner_day", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("session_id", Text, ForeignKey("sessions.id")),
    Column("card_id", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("version", Integer),
    Column("form", Text),
    Column("level", Integer),
    Column("topic", Text),
    Column("question_id", Text),
    Column("outcome", Text),
    Column("score", Float),
    Column("rating", Integer),
    Column("misconception", Text),
    Column("due", Text, comment="the day chosen when the attempt was made"),
    Column("undoes", Text, ForeignKey("events.id")),
    Column("details", Text, nullable=False, comment="JSON: given, read_as, hints_used, elapsed_ms, gave_up"),
    CheckConstraint("kind in ('attempt', 'undo')", name="kind"),
    CheckConstraint("outcome in ('correct', 'partial', 'incorrect')", name="outcome"),
    CheckConstraint("score between 0 and 1", name="score"),
    CheckConstraint("rating between 1 and 4", name="rating"),
    CheckConstraint("(kind = 'undo') = (undoes is not null)", name="undoes"),
    Index("ix_events_order", "at", "id"),
    Index("ix_events_card", "card_id", "at", "id"),
    Index("ix_events_session", "session_id", "at", "id"),
    Index("ix_events_undoes", "undoes"),
)

cards = Table(
    "cards",
    metadata,
    Column("id", Text, primary_key=True, comment="item#form:band"),
    Column("item", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("band", Integer, nullable=False),
    Column("stability", Float, nullable=False, comment="days until recall falls to 90 %"),
    Column("difficulty", Float, nullable=False, comment="1 to 10"),
    Column("due", Text, nullable=False),
    Column("last_day", Text, nullable=False),
    Column("reps", Integer, nullable=False),
    Column("lapses", Integer, nullable=False),
    Index("ix_cards_due", "due"),
)

APPEND_ONLY = [
    f"create trigger events_no_{action} before {action} on events"
    " begin select raise(abort, 'events are append-only'); end"
    for action in ("update", "delete")
]
"""The log refuses to be changed, whoever opens the file."""
