"""Decisions as events, more about each attempt, items, days when cards are due, daily figures.

The log keeps every row. What follows from the log is left empty here: the program makes it anew from the log at the
end of every migration.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KINDS = ["attempt", "rerate", "suspend", "unsuspend", "bury", "unbury", "flag", "unflag", "reset", "key", "parameters"]
KINDS += ["undo"]
STAGES = ["new", "repeat", "young", "mature", "cram"]
COUNTERS = ["attempts", "correct", "partial", "gave_up", "elapsed_ms", "reviews", "remembered", "predicted"]

KEPT = (
    "id, at, utc_offset, learner_day, kind, session_id, item, card_id, version, form, band, level, topic, question_id, "
    "outcome, score, rating, misconception, due, details"
)
FROM_DETAILS = ("hints_used", "elapsed_ms", "gave_up")

OLD_INDEXES = (("card_id", "at", "id"), ("item", "at"), ("session_id",), ("undoes",))


def upgrade() -> None:
    """To this revision, with every event."""
    _set_aside("events", [f"ix_events_{'_'.join(columns)}" for columns in OLD_INDEXES])
    _create_events()
    found = ", ".join(f"json_extract(details, '$.{name}')" for name in FROM_DETAILS)
    kept = KEPT.replace(
        " item,", " coalesce(item, (SELECT item FROM old_events undone WHERE undone.id = old_events.undoes)),"
    )
    op.execute(
        f"INSERT INTO events (seq, {KEPT}, target, scheduled, {', '.join(FROM_DETAILS)}) "  # noqa: S608
        f"SELECT rowid, {kept}, undoes, CASE kind WHEN 'attempt' THEN 1 END, {found} FROM old_events ORDER BY rowid"
    )
    op.execute("DROP TABLE old_events")
    op.drop_index("ix_cards_due")
    op.drop_table("cards")
    _create_items()
    _create_cards()
    _create_figures()


def downgrade() -> None:
    """Back to revision 0001, which knows attempts and their undoing only; cards are left empty."""
    for table in ("daily", "due_days", "cards", "items"):
        op.drop_table(table)
    op.execute("DROP INDEX ix_events_parameters")
    _set_aside("events", [f"ix_events_{name}" for name in ("item_at", "misconception_at", "session_id", "target")])
    _create_old_events()
    op.execute(
        f"INSERT INTO events ({KEPT}, undoes) SELECT {KEPT}, target FROM old_events "  # noqa: S608
        "WHERE kind = 'attempt' AND scheduled = 1 OR kind = 'undo' AND target IN "
        "(SELECT id FROM old_events WHERE kind = 'attempt' AND scheduled = 1) ORDER BY seq"
    )
    op.execute("DROP TABLE old_events")
    _create_old_cards()


def _set_aside(table: str, indexes: list[str]) -> None:
    """Rename a table, out of the way of its successor; a rename the other way would leave quotes in the schema."""
    for verb in ("update", "delete"):
        op.execute(f"DROP TRIGGER {table}_no_{verb}")
    for name in indexes:
        op.drop_index(name)
    op.rename_table(table, f"old_{table}")


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _day(table: str, column: str) -> sa.CheckConstraint:
    return _check(table, column, f"{column} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'")


def _flag(table: str, column: str) -> sa.CheckConstraint:
    return _check(table, column, f"{column} IN (0, 1)")


def _one_of(column: str, values: list[str]) -> sa.CheckConstraint:
    return _check("events", column, f"{column} IN ({', '.join(repr(value) for value in values)})")


def _append_only() -> None:
    for verb in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER events_no_{verb} BEFORE {verb.upper()} ON events "
            "BEGIN SELECT RAISE(ABORT, 'events are only ever appended'); END"
        )


def _create_events() -> None:
    op.create_table(
        "events",
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sa.Column("utc_offset", sa.Integer, nullable=False),
        sa.Column("zone", sa.Text),
        sa.Column("learner_day", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("session_id", sa.Text),
        sa.Column("target", sa.Text),
        sa.Column("item", sa.Text),
        sa.Column("card_id", sa.Text),
        sa.Column("version", sa.Integer),
        sa.Column("form", sa.Text),
        sa.Column("band", sa.Integer),
        sa.Column("level", sa.Integer),
        sa.Column("topic", sa.Text),
        sa.Column("question_id", sa.Text),
        sa.Column("answer_kind", sa.Text),
        sa.Column("typed", sa.Integer),
        sa.Column("outcome", sa.Text),
        sa.Column("score", sa.REAL),
        sa.Column("rating", sa.Integer),
        sa.Column("confidence", sa.Integer),
        sa.Column("misconception", sa.Text),
        sa.Column("hints_used", sa.Integer),
        sa.Column("elapsed_ms", sa.Integer),
        sa.Column("gave_up", sa.Integer),
        sa.Column("scheduled", sa.Integer),
        sa.Column("early", sa.Integer),
        sa.Column("stage", sa.Text),
        sa.Column("elapsed_days", sa.Integer),
        sa.Column("recall", sa.REAL),
        sa.Column("due", sa.Text),
        sa.Column("interval", sa.Integer),
        sa.Column("fuzz", sa.Integer),
        sa.Column("value", sa.Text),
        sa.Column("details", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_events")),
        sa.UniqueConstraint("id", name=op.f("uq_events_id")),
        sa.ForeignKeyConstraint(["session_id"], ["sessions.id"], name=op.f("fk_events_session_id_sessions")),
        sa.ForeignKeyConstraint(["target"], ["events.id"], name=op.f("fk_events_target_events")),
        _one_of("kind", KINDS),
        _check("events", "at", "typeof(at) = 'integer'"),
        _day("events", "learner_day"),
        _day("events", "due"),
        _check("events", "band", "band BETWEEN 1 AND 3"),
        _check("events", "outcome", "outcome IN ('correct', 'partial', 'incorrect')"),
        _check("events", "score", "score BETWEEN 0 AND 1"),
        _check("events", "rating", "rating BETWEEN 1 AND 4"),
        _check("events", "confidence", "confidence BETWEEN 1 AND 3"),
        _check("events", "elapsed_ms", "elapsed_ms >= 0"),
        _check("events", "recall", "recall BETWEEN 0 AND 1"),
        _flag("events", "typed"),
        _flag("events", "gave_up"),
        _flag("events", "scheduled"),
        _flag("events", "early"),
        _one_of("stage", STAGES),
        _check(
            "events",
            "attempt_is_whole",
            "kind <> 'attempt' OR (item IS NOT NULL AND version IS NOT NULL AND form IS NOT NULL AND band IS NOT NULL "
            "AND card_id IS NOT NULL AND level IS NOT NULL AND topic IS NOT NULL AND question_id IS NOT NULL "
            "AND outcome IS NOT NULL AND score IS NOT NULL AND rating IS NOT NULL AND elapsed_ms IS NOT NULL "
            "AND gave_up IS NOT NULL AND scheduled IS NOT NULL AND (scheduled = 0 OR due IS NOT NULL))",
        ),
        _check("events", "target", "(kind IN ('undo', 'rerate')) = (target IS NOT NULL)"),
        _check("events", "item", "kind IN ('undo', 'parameters') OR item IS NOT NULL"),
        _check("events", "rerate_is_whole", "kind <> 'rerate' OR (card_id IS NOT NULL AND rating IS NOT NULL)"),
        _check("events", "value", "kind NOT IN ('flag', 'parameters') OR value IS NOT NULL"),
        _check("events", "bury_ends", "kind <> 'bury' OR due IS NOT NULL"),
        _check("events", "key_is_whole", "kind <> 'key' OR (version IS NOT NULL AND value IN ('keep', 'forget'))"),
    )
    op.create_index("ix_events_item_at", "events", ["item", "at"])
    op.create_index("ix_events_session_id", "events", ["session_id"])
    op.create_index("ix_events_target", "events", ["target"], sqlite_where=sa.text("target IS NOT NULL"))
    op.create_index(
        "ix_events_misconception_at",
        "events",
        ["misconception", "at"],
        sqlite_where=sa.text("misconception IS NOT NULL"),
    )
    op.create_index("ix_events_parameters", "events", ["at"], sqlite_where=sa.text("kind = 'parameters'"))
    _append_only()


def _create_items() -> None:
    op.create_table(
        "items",
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("topic", sa.Text),
        sa.Column("version", sa.Integer),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("right_days", sa.Integer, nullable=False),
        sa.Column("typed_days", sa.Integer, nullable=False),
        sa.Column("last_day", sa.Text),
        sa.Column("suspended", sa.Integer, nullable=False),
        sa.Column("buried_until", sa.Text),
        sa.Column("flag", sa.Text),
        sa.PrimaryKeyConstraint("item", name=op.f("pk_items")),
        _check("items", "attempts", "attempts >= 0"),
        _day("items", "last_day"),
        _day("items", "buried_until"),
        _flag("items", "suspended"),
    )


def _create_cards() -> None:
    op.create_table(
        "cards",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("band", sa.Integer, nullable=False),
        sa.Column("stability", sa.REAL, nullable=False),
        sa.Column("difficulty", sa.REAL, nullable=False),
        sa.Column("pace", sa.Integer, nullable=False),
        sa.Column("due", sa.Text, nullable=False),
        sa.Column("ask_on", sa.Text, nullable=False),
        sa.Column("last_day", sa.Text, nullable=False),
        sa.Column("reps", sa.Integer, nullable=False),
        sa.Column("lapses", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cards")),
        _check("cards", "band", "band BETWEEN 1 AND 3"),
        _check("cards", "stability", "stability > 0 AND stability <= 36500"),
        _check("cards", "difficulty", "difficulty BETWEEN 1 AND 10"),
        _day("cards", "due"),
        _day("cards", "ask_on"),
        _day("cards", "last_day"),
        _check("cards", "lapses", "lapses >= 0 AND lapses < reps"),
    )
    op.create_index("ix_cards_item", "cards", ["item"])
    op.create_index("ix_cards_pace_ask_on", "cards", ["pace", "ask_on"])
    op.create_index("ix_cards_leeches", "cards", ["lapses"], sqlite_where=sa.text("lapses >= 8"))


def _create_figures() -> None:
    op.create_table(
        "due_days",
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("cards", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_due_days")),
        _day("due_days", "day"),
    )
    op.create_table(
        "daily",
        sa.Column("dimension", sa.Text, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        *(sa.Column(counter, sa.Integer, nullable=False) for counter in COUNTERS),
        sa.PrimaryKeyConstraint("dimension", "day", "value", name=op.f("pk_daily")),
        _day("daily", "day"),
        sqlite_with_rowid=False,
    )


def _create_old_events() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sa.Column("utc_offset", sa.Integer, nullable=False),
        sa.Column("learner_day", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("session_id", sa.Text),
        sa.Column("card_id", sa.Text, nullable=False),
        sa.Column("item", sa.Text),
        sa.Column("version", sa.Integer),
        sa.Column("form", sa.Text),
        sa.Column("band", sa.Integer),
        sa.Column("level", sa.Integer),
        sa.Column("topic", sa.Text),
        sa.Column("question_id", sa.Text),
        sa.Column("outcome", sa.Text),
        sa.Column("score", sa.REAL),
        sa.Column("rating", sa.Integer),
        sa.Column("misconception", sa.Text),
        sa.Column("due", sa.Text),
        sa.Column("undoes", sa.Text),
        sa.Column("details", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sa.ForeignKeyConstraint(["session_id"], ["sessions.id"], name=op.f("fk_events_session_id_sessions")),
        sa.ForeignKeyConstraint(["undoes"], ["events.id"], name=op.f("fk_events_undoes_events")),
        _check("events", "kind", "kind IN ('attempt', 'undo')"),
        _check("events", "at", "typeof(at) = 'integer'"),
        _day("events", "learner_day"),
        _day("events", "due"),
        _check("events", "band", "band BETWEEN 1 AND 3"),
        _check("events", "outcome", "outcome IN ('correct', 'partial', 'incorrect')"),
        _check("events", "score", "score BETWEEN 0 AND 1"),
        _check("events", "rating", "rating BETWEEN 1 AND 4"),
        sa.CheckConstraint(
            "kind <> 'attempt' OR (item IS NOT NULL AND version IS NOT NULL AND form IS NOT NULL "
            "AND band IS NOT NULL AND level IS NOT NULL AND topic IS NOT NULL AND question_id IS NOT NULL "
            "AND outcome IS NOT NULL AND score IS NOT NULL AND rating IS NOT NULL AND due IS NOT NULL)",
            name=op.f("ck_events_attempt_is_whole"),
        ),
        _check("events", "undo_undoes", "(kind = 'undo') = (undoes IS NOT NULL)"),
    )
    for columns in (["card_id", "at", "id"], ["item", "at"], ["session_id"], ["undoes"]):
        op.create_index(op.f(f"ix_events_{'_'.join(columns)}"), "events", columns)
    _append_only()


def _create_old_cards() -> None:
    op.create_table(
        "cards",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("band", sa.Integer, nullable=False),
        sa.Column("stability", sa.REAL, nullable=False),
        sa.Column("difficulty", sa.REAL, nullable=False),
        sa.Column("due", sa.Text, nullable=False),
        sa.Column("last_day", sa.Text, nullable=False),
        sa.Column("reps", sa.Integer, nullable=False),
        sa.Column("lapses", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cards")),
        _check("cards", "band", "band BETWEEN 1 AND 3"),
        _check("cards", "stability", "stability > 0 AND stability <= 36500"),
        _check("cards", "difficulty", "difficulty BETWEEN 1 AND 10"),
        _day("cards", "due"),
        _day("cards", "last_day"),
        _check("cards", "lapses", "lapses >= 0 AND lapses < reps"),
    )
    op.create_index(op.f("ix_cards_due"), "cards", ["due"])
