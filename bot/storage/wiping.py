"""What was deleted stays in SQLite's write-ahead log until that is emptied."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.storage.connecting import LOCK_SECONDS


def empty_log(engine: Engine, wait: float = LOCK_SECONDS) -> bool:
    """Has SQLite empty its log; False where somebody reads for longer than `wait` seconds."""
    if engine.dialect.name != "sqlite":
        return True
    try:
        with engine.connect() as connection:
            connection.execute(text(f"PRAGMA busy_timeout = {round(wait * 1000)}"))
            is_busy = bool(connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)")).scalar())
            connection.execute(text(f"PRAGMA busy_timeout = {round(LOCK_SECONDS * 1000)}"))
            return not is_busy
    except SQLAlchemyError:
        return False
