"""First schema: sessions, the append-only log of events, cards."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "sessions",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("started_at", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.Integer()),
        sa.Column("details", sa.Text(), nullable=False),
    )
    op.create_table(
        "events",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("utc_offset", sa.Integer(), nullable=False),
        sa.Column("learner_day", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("session_id", sa.Text(), sa.ForeignKey("sessions.id")),
        sa.Column("card_id", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer()),
        sa.Column("form", sa.Text()),
        sa.Column("level", sa.Integer()),
        sa.Column("topic", sa.Text()),
        sa.Column("question_id", sa.Text()),
        sa.Column("outcome", sa.Text()),
        sa.Column("score", sa.Float()),
        sa.Column("rating", sa.Integer()),
        sa.Column("misconception", sa.Text()),
        sa.Column("due", sa.Text()),
        sa.Column("undoes", sa.Text(), sa.ForeignKey("events.id")),
        sa.Column("details", sa.Text(), nullable=False),
        sa.CheckConstraint("kind in ('attempt', 'undo')", name="kind"),
        sa.CheckConstraint("outcome in ('correct', 'partial', 'incorrect')", name="outcome"),
        sa.CheckConstraint("score between 0 and 1", name="score"),
        sa.CheckConstraint("rating between 1 and 4", name="rating"),
        sa.CheckConstraint("(kind = 'undo') = (undoes is not null)", name="undoes"),
    )
    op.create_index("ix_events_order", "events", ["at", "id"])
    op.create_index("ix_events_card", "events", ["card_id", "at", "id"])
    op.create_index("ix_events_session", "events", ["session_id", "at", "id"])
    op.create_index("ix_events_undoes", "events", ["undoes"])
    for action in ("update", "delete"):
        op.execute(
            f"create trigger events_no_{action} before {action} on events"
            " begin select raise(abort, 'events are append-only'); end"
        )
    op.create_table(
        "cards",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("band", sa.Integer(), nullable=False),
        sa.Column("stability", sa.Float(), nullable=False),
        sa.Column("difficulty", sa.Float(), nullable=False),
        sa.Column("due", sa.Text(), nullable=False),
        sa.Column("last_day", sa.Text(), nullable=False),
        sa.Column("reps", sa.Integer(), nullable=False),
        sa.Column("lapses", sa.Integer(), nullable=False),
    )
    op.create_index("ix_cards_due", "cards", ["due"])


def downgrade() -> None:
    """Drop every table."""
    for table in ("cards", "events", "sessions"):
        op.drop_table(table)
