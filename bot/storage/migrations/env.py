"""What alembic runs: the migrations over the connection it is handed, in that connection's transaction."""

from __future__ import annotations

from alembic import context

from bot.storage.migrate import VERSIONS

connection = context.config.attributes["connection"]
context.configure(connection=connection, version_table=VERSIONS, render_as_batch=True)
context.run_migrations()
