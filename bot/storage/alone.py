"""Changes of the database's form are made by one server at a time, which waits for the others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text
from sqlalchemy.engine import Connection, Engine

from bot.storage.connecting import LOCK_SECONDS, patience

WAIT_SECONDS = 60
# Of several servers that start together one goes first, whole or not at all.
LOCKS = {
    "postgresql": (f"SET LOCAL statement_timeout = {WAIT_SECONDS * 1000}", "SELECT pg_advisory_xact_lock(5005)"),
    "sqlite": (f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}", "BEGIN IMMEDIATE"),
}


@contextmanager
def alone(engine: Engine) -> Iterator[Connection]:
    """A connection in whose transaction nobody else changes the form of the database."""
    kind = engine.dialect.name
    with engine.connect() as connection:
        waited = patience.set(WAIT_SECONDS)  # not before: a database that hangs is told after seconds
        try:
            with connection.begin():
                for statement in LOCKS.get(kind, ()):
                    connection.execute(text(statement))
                yield connection
            if kind == "sqlite":
                connection.execute(text(f"PRAGMA busy_timeout = {round(LOCK_SECONDS * 1000)}"))
        finally:
            patience.reset(waited)
