"""Whose question it was, as a keyed digest: deleting a conversation then reaches the review list and the feedback."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
TABLES = ("feedback", "reviews")


def upgrade() -> None:
    """Adds the column; a table that the code itself has made has it already."""
    for table in TABLES:
        if "conversation" not in {column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)}:
            op.add_column(table, sa.Column("conversation", sa.String(32)))
            op.create_index(op.f(f"ix_{table}_conversation"), table, ["conversation"])


def downgrade() -> None:
    """Takes it away."""
    for table in TABLES:
        op.drop_index(op.f(f"ix_{table}_conversation"), table)
        with op.batch_alter_table(table) as batch:
            batch.drop_column("conversation")
