"""The audit trail: who signed in, who saw which hand-off, who decided what in the review. Never what was said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Column, DateTime, Integer, String, Table
from sqlalchemy.engine import Engine

from bot.clock import utc_now
from bot.storage.tables import METADATA, OLD

LATEST = 200  # entries shown
KEPT = timedelta(days=366)  # a year, so that the same month of the last year can be compared
UNKNOWN = "unknown name"  # the agent of whatever was done under the name of no account; no account can be called so

TRAIL: Table = Table(
    "audit_trail",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("agent", String(40), nullable=False),
    Column("action", String(20), nullable=False),
    Column("subject", String(60)),
    info={OLD: lambda: TRAIL.c.at < utc_now() - KEPT},
)


@dataclass(frozen=True)
class Entry:
    """One thing somebody did; `at` is UTC, `subject` what it was done to."""

    at: datetime
    agent: str
    action: str
    subject: str | None


class Trail:
    """The table of the trail; entries are only ever added, and deleted after a year.

    Args:
        engine: of the desk's database.
        now: a clock in UTC, without a zone.
    """

    def __init__(self, engine: Engine, now: Callable[[], datetime] = utc_now) -> None:
        self._engine, self._now = engine, now
        self._tidied: date | None = None

    def note(self, agent: str, action: str, subject: str | None = None) -> None:
        """Adds one entry; the first of a day deletes what is too old."""
        now = self._now()
        with self._engine.begin() as connection:
            connection.execute(TRAIL.insert().values(at=now, agent=agent[:40], action=action, subject=subject))
            if self._tidied != now.date():
                connection.execute(TRAIL.delete().where(TRAIL.c.at < now - KEPT))
                self._tidied = now.date()

    def latest(self, most: int = LATEST, action: str | None = None) -> list[Entry]:
        """The last entries, of one kind or of all, newest first."""
        query = TRAIL.select() if action is None else TRAIL.select().where(TRAIL.c.action == action)
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(TRAIL.c.id.desc()).limit(most))
            return [Entry(row.at, row.agent, row.action, row.subject) for row in rows]
