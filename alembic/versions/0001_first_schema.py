"""First schema: sessions, the log of events, cards."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision, from an empty file."""
    _create_sessions()
    _create_events()
    _create_cards()


def downgrade() -> None:
    """Back to an empty file."""
    for table in ("cards", "events", "sessions"):
        op.drop_table(table)


def _day(table: str, column: str) -> sa.CheckConstraint:
    pattern = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
    return sa.CheckConstraint(f"{column} GLOB '{pattern}'", name=op.f(f"ck_{table}_{column}"))


def _create_sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("started_at", sa.Integer, nullable=False),
        sa.Column("ended_at", sa.Integer),
        sa.Column("details", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
        sa.CheckConstraint("kind IN ('quiz', 'review', 'interview', 'single')", name=op.f("ck_sessions_kind")),
    )


def _create_events() -> None:
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
        sa.CheckConstraint("kind IN ('attempt', 'undo')", name=op.f("ck_events_kind")),
        sa.CheckConstraint("typeof(at) = 'integer'", name=op.f("ck_events_at")),
        _day("events", "learner_day"),
        _day("events", "due"),
        sa.CheckConstraint("band BETWEEN 1 AND 3", name=op.f("ck_events_band")),
        sa.CheckConstraint("outcome IN ('correct', 'partial', 'incorrect')", name=op.f("ck_events_outcome")),
        sa.CheckConstraint("score BETWEEN 0 AND 1", name=op.f("ck_events_score")),
        sa.CheckConstraint("rating BETWEEN 1 AND 4", name=op.f("ck_events_rating")),
        sa.CheckConstraint(
            "kind <> 'attempt' OR (item IS NOT NULL AND version IS NOT NULL AND form IS NOT NULL "
            "AND band IS NOT NULL AND level IS NOT NULL AND topic IS NOT NULL AND question_id IS NOT NULL "
            "AND outcome IS NOT NULL AND score IS NOT NULL AND rating IS NOT NULL AND due IS NOT NULL)",
            name=op.f("ck_events_attempt_is_whole"),
        ),
        sa.CheckConstraint("(kind = 'undo') = (undoes IS NOT NULL)", name=op.f("ck_events_undo_undoes")),
    )
    for columns in (["card_id", "at", "id"], ["item", "at"], ["session_id"], ["undoes"]):
        op.create_index(op.f(f"ix_events_{'_'.join(columns)}"), "events", columns)
    for verb in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER events_no_{verb} BEFORE {verb.upper()} ON events "
            "BEGIN SELECT RAISE(ABORT, 'events are only ever appended'); END"
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
        sa.Column("due", sa.Text, nullable=False),
        sa.Column("last_day", sa.Text, nullable=False),
        sa.Column("reps", sa.Integer, nullable=False),
        sa.Column("lapses", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cards")),
        sa.CheckConstraint("band BETWEEN 1 AND 3", name=op.f("ck_cards_band")),
        sa.CheckConstraint("stability > 0 AND stability <= 36500", name=op.f("ck_cards_stability")),
        sa.CheckConstraint("difficulty BETWEEN 1 AND 10", name=op.f("ck_cards_difficulty")),
        _day("cards", "due"),
        _day("cards", "last_day"),
        sa.CheckConstraint("lapses >= 0 AND lapses < reps", name=op.f("ck_cards_lapses")),
    )
    op.create_index(op.f("ix_cards_due"), "cards", ["due"])
