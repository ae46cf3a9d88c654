"""Mock interviews: their paper, the replies and the time used while they go on, and their report."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision; nothing else changes."""
    op.create_table(
        "interviews",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("session_id", sa.Text),
        sa.Column("blueprint", sa.Text, nullable=False),
        sa.Column("seed", sa.Integer, nullable=False),
        sa.Column("started_at", sa.Integer, nullable=False),
        sa.Column("finished_at", sa.Integer),
        sa.Column("changed_at", sa.Integer, nullable=False),
        sa.Column("used_ms", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("report", sa.Text),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interviews")),
        sa.ForeignKeyConstraint(["session_id"], ["sessions.id"], name=op.f("fk_interviews_session_id_sessions")),
        sa.CheckConstraint("used_ms >= 0", name=op.f("ck_interviews_used_ms")),
        sa.CheckConstraint("(finished_at IS NULL) = (report IS NULL)", name=op.f("ck_interviews_finished_has_report")),
    )
    op.create_index("ix_interviews_started_at", "interviews", ["started_at"])


def downgrade() -> None:
    """Back to revision 0002, which knows no interviews; what they left in the log stays."""
    op.drop_table("interviews")
