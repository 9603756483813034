"""Brings the desk's tables to the present form (docs/decisions/0022)."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Connection, Engine

from bot.storage.alone import alone

MIGRATIONS = Path(__file__).parent / "migrations"


def migrations(connection: Connection | None = None) -> Config:
    """Alembic's settings; there is no file of them."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def upgrade(engine: Engine) -> None:
    """Runs every migration that the database has not seen."""
    with alone(engine) as connection:
        command.upgrade(migrations(connection), "head")
