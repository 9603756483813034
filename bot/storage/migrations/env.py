"""What alembic runs: the migrations over the connection it is handed, in that connection's transaction."""

from __future__ import annotations

from alembic import context

VERSIONS = "madoguchi_version"  # the table that names the last migration

connection = context.config.attributes["connection"]
context.configure(connection=connection, version_table=VERSIONS, render_as_batch=True)
context.run_migrations()
