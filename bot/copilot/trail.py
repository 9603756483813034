"""The audit trail: who signed in, who saw which hand-off, who decided what in the review. Never what was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, DateTime, Integer, String, Table

from bot.copilot.sessions import utc_now
from bot.database.tables import METADATA

LATEST = 200  # entries shown

TRAIL = Table(
    "audit_trail",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("agent", String(40), nullable=False),
    Column("action", String(20), nullable=False),
    Column("subject", String(60)),
)


@dataclass(frozen=True)
class Entry:
    """One thing somebody did; `at` is UTC, `subject` what it was done to."""

    at: datetime
    agent: str
    action: str
    subject: str | None


class Trail:
    """The table of the trail; entries are only ever added."""

    def __init__(self, engine: Any) -> None:
        """Keeps the database."""
        self._engine = engine

    def note(self, agent: str, action: str, subject: str | None = None) -> None:
        """Adds one entry."""
        row = {"at": utc_now(), "agent": agent[:40], "action": action, "subject": subject}
        with self._engine.begin() as connection:
            connection.execute(TRAIL.insert().values(row))

    def latest(self, most: int = LATEST) -> list[Entry]:
        """The last entries, newest first."""
        with self._engine.connect() as connection:
            rows = connection.execute(TRAIL.select().order_by(TRAIL.c.id.desc()).limit(most))
            return [Entry(row.at, row.agent, row.action, row.subject) for row in rows]
