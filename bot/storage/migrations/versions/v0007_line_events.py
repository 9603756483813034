"""Events of LINE that were heard."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "line_events",
        sa.Column("event", sa.String(64), primary_key=True),
        sa.Column("heard", sa.BigInteger, nullable=False, index=True),
    )


def downgrade() -> None:
    """Drops it."""
    op.drop_table("line_events")
