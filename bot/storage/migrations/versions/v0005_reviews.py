"""Questions that a reviewer should look at."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("guess", sa.String(60)),
        sa.Column("topic", sa.String(60), index=True),
    )


def downgrade() -> None:
    """Drops it."""
    op.drop_table("reviews")
