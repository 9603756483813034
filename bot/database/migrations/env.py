"""What alembic runs: the migrations over the connection it is handed, in that connection's transaction."""

from __future__ import annotations

from alembic import context
from sqlalchemy import text

VERSIONS = "madoguchi_version"  # the table that names the last migration
LOCK = 5005  # so that of several servers that start together one migrates


connection = context.config.attributes["connection"]
if connection.dialect.name == "postgresql":
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
context.configure(connection=connection, version_table=VERSIONS, render_as_batch=True)
context.run_migrations()
