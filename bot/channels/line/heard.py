"""Which events were heard, kept in the desk's database: a delivery that comes again after a restart is no new event."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from sqlalchemy import BigInteger, Column, String, Table
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from bot.storage.secret_keys import pseudonym
from bot.storage.tables import METADATA, OLD

logger = logging.getLogger(__name__)
KEEP_SECONDS = 86_400  # LINE redelivers within minutes; a reply token lasts twenty (docs/line.md)

HEARD: Table = Table(
    "line_events",
    METADATA,
    Column("event", String(64), primary_key=True),
    Column("heard", BigInteger, nullable=False, index=True),
    info={OLD: lambda: HEARD.c.heard < time.time() - KEEP_SECONDS},
)


class Heard:
    """The events of the last day, by a pseudonym of their ids; true for all servers and after a restart."""

    def __init__(self, engine: Engine, key: bytes, now: Callable[[], float] = time.time) -> None:
        """Keeps where to look.

        Args:
            engine: the desk's database.
            key: makes pseudonyms of ids.
            now: the time in seconds since 1970.
        """
        self._engine, self._key, self._now = engine, key, now

    def is_first(self, event_id: str) -> bool:
        """Notes an event; whether it was not noted before. Where the database fails, an answer goes before a doubt."""
        now = int(self._now())
        try:
            with self._engine.begin() as connection:
                connection.execute(HEARD.delete().where(HEARD.c.heard < now - KEEP_SECONDS))
                connection.execute(HEARD.insert().values(event=pseudonym(self._key, event_id), heard=now))
        except IntegrityError:
            return False
        except SQLAlchemyError as error:
            logger.error("An event of LINE could not be noted: %s", type(error).__name__)
        return True


def always_first(event_id: str) -> bool:
    """Where nothing is stored, the channel's own memory is all there is."""
    return True
