"""Brings the desk's tables to the present form (docs/decisions/0022)."""

from __future__ import annotations

import logging
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection, Engine

from bot.storage.alone import alone

logger = logging.getLogger(__name__)
VERSIONS = "madoguchi_version"  # the table that names the last migration
MIGRATIONS = Path(__file__).parent / "migrations"


def migrations(connection: Connection | None = None) -> Config:
    """Alembic's settings; there is no file of them."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def upgrade(engine: Engine) -> None:
    """Runs every migration that the database has not seen; one that a newer version has migrated stays as it is."""
    with alone(engine) as connection:
        config = migrations(connection)
        if is_newer(connection, config):
            logger.warning("The database is of a newer version of the desk; it is left as it is.")
        else:
            command.upgrade(config, "head")


def is_newer(connection: Connection, config: Config) -> bool:
    """Whether a database has seen a migration that this version does not know: it was taken back to.

    Migrations only add, so it finds everything that it knows (docs/operations.md).
    """
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    context = MigrationContext.configure(connection, opts={"version_table": VERSIONS})
    return not known.issuperset(context.get_current_heads())
