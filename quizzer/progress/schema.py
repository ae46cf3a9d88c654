"""The tables, in SQLAlchemy Core. A change here needs a revision in ``alembic/versions`` and one in ``REVISIONS``.

``events`` is the truth. ``items``, ``cards``, ``due_days`` and ``daily`` follow from it, and can be made from it anew.

Moments are milliseconds since 1970 in UTC, days are ISO texts, yes and no are 1 and 0. Events are ordered by (``at``,
``id``); ``seq`` is the order in which this file learnt of them.
"""

from __future__ import annotations

from collections.abc import Iterable

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
    UniqueConstraint,
    event,
    text,
)

REVISIONS = ("0001", "0002", "0003")
"""Every revision there was, oldest first. Kept here so that a start need not import Alembic to know them."""

SCHEMA_REVISION = REVISIONS[-1]

metadata = MetaData(
    naming_convention={
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


KINDS = (
    "attempt",
    "rerate",  # another rating for the attempt ``target``
    "suspend",
    "unsuspend",
    "bury",  # until the day ``due``
    "unbury",
    "flag",  # with its reason as ``value``
    "unflag",
    "reset",  # the item is new again; what was answered before stays in the statistics
    "key",  # the item's key changed with ``version``; ``value`` says what becomes of its cards: keep, forget
    "parameters",  # of the memory model: ``value`` is their tag, the rest in ``details``
    "undo",  # of the event ``target``, which then counts as if it had never been
)
"""The kinds of events. Those from suspend to key are about an item."""

STAGES = ("new", "repeat", "young", "mature", "cram")
"""What an attempt was to its card: the first one; again on the same day; after an interval of less than 21 days, or of
21 and more; outside the schedule."""

COUNTERS = (
    "attempts",
    "correct",
    "partial",
    "gave_up",
    "elapsed_ms",
    "reviews",  # attempts of the stages young and mature: those that show retention
    "remembered",  # reviews that were rated hard or better
    "predicted",  # the recall that was predicted for the reviews, in millionths
)
"""What ``daily`` adds up."""

NEVER = "9999-12-31"
"""The day on which a suspended card may be asked."""


def _flag(column: str) -> CheckConstraint:
    return CheckConstraint(f"{column} IN (0, 1)", name=column)


def _one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({', '.join(repr(value) for value in values)})", name=column)


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
    Column("seq", Integer, nullable=False),
    Column("id", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Column("utc_offset", Integer, nullable=False),  # minutes, to give the learner's own clock back
    Column("zone", Text),  # the name of the learner's zone; None where version 0001 did not note it
    Column("learner_day", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("session_id", Text),
    Column("target", Text),
    Column("item", Text),
    Column("card_id", Text),
    Column("version", Integer),
    Column("form", Text),
    Column("band", Integer),
    Column("level", Integer),
    Column("topic", Text),
    Column("question_id", Text),
    Column("answer_kind", Text),
    Column("typed", Integer),  # not chosen from options
    Column("outcome", Text),
    Column("score", REAL),
    Column("rating", Integer),
    Column("confidence", Integer),
    Column("misconception", Text),
    Column("hints_used", Integer),
    Column("elapsed_ms", Integer),
    Column("gave_up", Integer),
    Column("scheduled", Integer),  # 0: cram, which no card learns of
    Column("early", Integer),  # before its card was due
    Column("stage", Text),  # this and the rest: None in attempts of version 0001
    Column("elapsed_days", Integer),
    Column("recall", REAL),  # as it was predicted before the answer
    Column("due", Text),
    Column("interval", Integer),  # days to ``due``, as chosen
    Column("fuzz", Integer),  # by how many days that is off the model's own interval
    Column("value", Text),
    Column("details", Text, nullable=False),
    PrimaryKeyConstraint("seq"),
    UniqueConstraint("id"),
    ForeignKeyConstraint(["session_id"], ["sessions.id"]),
    ForeignKeyConstraint(["target"], ["events.id"]),
    _one_of("kind", KINDS),
    CheckConstraint("typeof(at) = 'integer'", name="at"),
    _day("learner_day"),
    _day("due"),
    CheckConstraint("band BETWEEN 1 AND 3", name="band"),
    CheckConstraint("outcome IN ('correct', 'partial', 'incorrect')", name="outcome"),
    CheckConstraint("score BETWEEN 0 AND 1", name="score"),
    CheckConstraint("rating BETWEEN 1 AND 4", name="rating"),
    CheckConstraint("confidence BETWEEN 1 AND 3", name="confidence"),
    CheckConstraint("elapsed_ms >= 0", name="elapsed_ms"),
    CheckConstraint("recall BETWEEN 0 AND 1", name="recall"),
    _flag("typed"),
    _flag("gave_up"),
    _flag("scheduled"),
    _flag("early"),
    _one_of("stage", STAGES),
    CheckConstraint(
        "kind <> 'attempt' OR (item IS NOT NULL AND version IS NOT NULL AND form IS NOT NULL AND band IS NOT NULL "
        "AND card_id IS NOT NULL AND level IS NOT NULL AND topic IS NOT NULL AND question_id IS NOT NULL "
        "AND outcome IS NOT NULL AND score IS NOT NULL AND rating IS NOT NULL AND elapsed_ms IS NOT NULL "
        "AND gave_up IS NOT NULL AND scheduled IS NOT NULL AND (scheduled = 0 OR due IS NOT NULL))",
        name="attempt_is_whole",
    ),
    CheckConstraint("(kind IN ('undo', 'rerate')) = (target IS NOT NULL)", name="target"),
    CheckConstraint("kind IN ('undo', 'parameters') OR item IS NOT NULL", name="item"),
    CheckConstraint("kind <> 'rerate' OR (card_id IS NOT NULL AND rating IS NOT NULL)", name="rerate_is_whole"),
    CheckConstraint("kind NOT IN ('flag', 'parameters') OR value IS NOT NULL", name="value"),
    CheckConstraint("kind <> 'bury' OR due IS NOT NULL", name="bury_ends"),
    CheckConstraint("kind <> 'key' OR (version IS NOT NULL AND value IN ('keep', 'forget'))", name="key_is_whole"),
    Index(None, "item", "at"),
    Index(None, "session_id"),
    Index(None, "target", sqlite_where=text("target IS NOT NULL")),
    Index(None, "misconception", "at", sqlite_where=text("misconception IS NOT NULL")),
    Index("ix_events_parameters", "at", sqlite_where=text("kind = 'parameters'")),
)

items = Table(
    "items",
    metadata,
    Column("item", Text, nullable=False),
    Column("topic", Text),
    Column("version", Integer),  # of the last attempt, or the decision on a changed key
    Column("attempts", Integer, nullable=False),
    Column("right_days", Integer, nullable=False),  # learner-days with a right answer
    Column("typed_days", Integer, nullable=False),  # with one that was typed
    Column("last_day", Text),
    Column("suspended", Integer, nullable=False),
    Column("buried_until", Text),
    Column("flag", Text),
    PrimaryKeyConstraint("item"),
    CheckConstraint("attempts >= 0", name="attempts"),
    _day("last_day"),
    _day("buried_until"),
    _flag("suspended"),
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
    Column("pace", Integer, nullable=False),  # the binary order of magnitude of the stability
    Column("due", Text, nullable=False),
    Column("ask_on", Text, nullable=False),  # ``due``, or later where it is buried or suspended
    Column("last_day", Text, nullable=False),
    Column("reps", Integer, nullable=False),
    Column("lapses", Integer, nullable=False),
    PrimaryKeyConstraint("id"),
    CheckConstraint("band BETWEEN 1 AND 3", name="band"),
    CheckConstraint("stability > 0 AND stability <= 36500", name="stability"),
    CheckConstraint("difficulty BETWEEN 1 AND 10", name="difficulty"),
    _day("due"),
    _day("ask_on"),
    _day("last_day"),
    CheckConstraint("lapses >= 0 AND lapses < reps", name="lapses"),
    Index(None, "item"),
    Index(None, "pace", "ask_on"),
    Index("ix_cards_leeches", "lapses", sqlite_where=text("lapses >= 8")),
)

due_days = Table(
    "due_days",
    metadata,
    Column("day", Text, nullable=False),
    Column("cards", Integer, nullable=False),
    PrimaryKeyConstraint("day"),
    _day("day"),
)
"""How many cards are to be asked (``ask_on``) on each day."""

daily = Table(
    "daily",
    metadata,
    Column("dimension", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("value", Text, nullable=False),
    *(Column(counter, Integer, nullable=False) for counter in COUNTERS),
    PrimaryKeyConstraint("dimension", "day", "value"),
    _day("day"),
    sqlite_with_rowid=False,
)
"""What was answered on each learner-day, counted along one dimension after the other: see ``aggregates``."""

interviews = Table(
    "interviews",
    metadata,
    Column("id", Text, nullable=False),
    Column("session_id", Text),  # of its attempts; None before its end, and where it left no attempts
    Column("blueprint", Text, nullable=False),
    Column("seed", Integer, nullable=False),
    Column("started_at", Integer, nullable=False),
    Column("finished_at", Integer),
    Column("changed_at", Integer, nullable=False),  # when the rest of the row was written last; a merge keeps the later
    Column("used_ms", Integer, nullable=False),
    Column("state", Text, nullable=False),  # paper and replies
    Column("report", Text),
    PrimaryKeyConstraint("id"),
    ForeignKeyConstraint(["session_id"], ["sessions.id"]),
    CheckConstraint("used_ms >= 0", name="used_ms"),
    CheckConstraint("(finished_at IS NULL) = (report IS NULL)", name="finished_has_report"),
    Index(None, "started_at"),
)
"""Mock interviews. Apart from the log: a row changes while its interview goes on, and nothing follows from it."""


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
