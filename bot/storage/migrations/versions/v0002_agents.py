"""Agents, their sessions, and the trail of what they did."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Makes the three tables."""
    op.create_table(
        "agents",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("role", sa.String(10), nullable=False),
        sa.Column("password", sa.Text),
    )
    op.create_table(
        "agent_sessions",
        sa.Column("token", sa.String(64), primary_key=True),
        sa.Column("agent", sa.String(40), nullable=False, index=True),
        sa.Column("ends", sa.DateTime, nullable=False),
    )
    op.create_table(
        "audit_trail",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("agent", sa.String(40), nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("subject", sa.String(60)),
    )


def downgrade() -> None:
    """Drops them."""
    for table in ("audit_trail", "agent_sessions", "agents"):
        op.drop_table(table)
