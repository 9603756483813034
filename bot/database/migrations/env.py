"""What alembic runs: the migrations over the connection it is handed, in that connection's transaction."""

from __future__ import annotations

from alembic import context
from sqlalchemy import text

VERSIONS = "madoguchi_version"  # the table that names the last migration
# So that of several servers that start together one migrates, whole or not at all.
LOCKS = {"postgresql": "SELECT pg_advisory_xact_lock(5005)", "sqlite": "BEGIN IMMEDIATE"}

connection = context.config.attributes["connection"]
if connection.dialect.name in LOCKS:
    connection.execute(text(LOCKS[connection.dialect.name]))
context.configure(connection=connection, version_table=VERSIONS, render_as_batch=True)
context.run_migrations()
