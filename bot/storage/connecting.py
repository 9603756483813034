"""How the desk reaches its database: never waiting long, never telling a log what it writes."""

from __future__ import annotations

import os
import select
import sqlite3
import time
from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import create_engine
from sqlalchemy.engine import Engine
from sqlalchemy.engine.url import URL, make_url
from sqlalchemy.event import listen
from sqlalchemy.pool import QueuePool

if TYPE_CHECKING:
    from psycopg2.extensions import connection as PostgresConnection

Result = TypeVar("Result")
LOCK_SECONDS = 0.5  # that SQLite waits for who writes at the same time
STATEMENT_SECONDS = 2  # that PostgreSQL works on one statement
SESSION = {  # of PostgreSQL: it frees the locks of a machine without power after some 25 seconds
    "statement_timeout": STATEMENT_SECONDS * 1000,
    "tcp_keepalives_idle": 10,
    "tcp_keepalives_interval": 5,
    "tcp_keepalives_count": 3,
}
ANSWER_SECONDS = 3  # that a PostgreSQL may be silent, one that hangs included
CONNECTIONS, MORE_CONNECTIONS, POOL_SECONDS = 8, 24, 1
OWNER_ONLY = 0o600
PRAGMAS = (
    "PRAGMA journal_mode = WAL",  # who reads does not wait for who writes
    "PRAGMA secure_delete = ON",  # zeros over what is deleted
)

patience: ContextVar[float] = ContextVar("patience", default=ANSWER_SECONDS)  # seconds; migrations have more
deadline: ContextVar[float | None] = ContextVar("deadline", default=None)  # of a whole task, monotonic


def make_engine(url: str | URL) -> Engine:
    """An engine for an SQLAlchemy address, whose options (`?sslmode=verify-full`) are obeyed; connects to nothing yet.

    Raises:
        SQLAlchemyError: when it is no address.
        OSError: when the file or folder of a SQLite database cannot be made.
    """
    address = make_url(url)
    kind = address.get_backend_name()
    if kind == "sqlite" and address.database not in (None, "", ":memory:"):
        return _sqlite(address)
    options = _postgresql(address) if kind == "postgresql" else {}
    return create_engine(address, hide_parameters=True, **options)


def _sqlite(address: URL) -> Engine:
    private_file(Path(str(address.database)))
    engine = create_engine(
        address,
        hide_parameters=True,
        poolclass=QueuePool,  # kept open: the last one to close would write the log back, every time
        connect_args={"check_same_thread": False, "timeout": LOCK_SECONDS},
        **_pool(),
    )
    listen(engine, "connect", set_pragmas)
    return engine


def private_file(file: Path) -> None:
    """Makes a database file that only its owner may read, or takes it from the others; with SQLite's files beside it.

    Raises:
        OSError: when it cannot be made.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, OWNER_ONLY))
    for one in (file, *(file.with_name(file.name + ending) for ending in ("-wal", "-shm", "-journal"))):
        if one.exists() and one.stat().st_uid == os.geteuid():
            one.chmod(OWNER_ONLY)


def set_pragmas(connection: sqlite3.Connection, record: object) -> None:
    """Sets a new SQLite connection."""
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _postgresql(address: URL) -> dict[str, object]:
    from psycopg2.extensions import set_wait_callback

    set_wait_callback(wait_a_while)
    ours = {
        "connect_timeout": ANSWER_SECONDS,
        "options": " ".join(f"-c {name}={value}" for name, value in SESSION.items()),
    }
    own = {name: value for name, value in ours.items() if name not in address.query}
    return {"connect_args": own, "pool_pre_ping": True, **_pool()}


def _pool() -> dict[str, int]:
    return {"pool_size": CONNECTIONS, "max_overflow": MORE_CONNECTIONS, "pool_timeout": POOL_SECONDS}


def in_time(task: Callable[..., Result], *arguments: object) -> Result:
    """Runs a task that gives up where PostgreSQL is silent for too long, all its statements together."""
    token = deadline.set(time.monotonic() + ANSWER_SECONDS)
    try:
        return task(*arguments)
    finally:
        deadline.reset(token)


def wait_a_while(connection: PostgresConnection) -> None:
    """Waits for PostgreSQL as psycopg2 asks for it, but not for ever: one that hangs does not even refuse.

    Raises:
        OperationalError: after `patience` seconds of silence, or at the task's deadline; psycopg2 then closes the
            connection.
    """
    from psycopg2 import OperationalError
    from psycopg2.extensions import POLL_OK, POLL_READ

    while (state := connection.poll()) != POLL_OK:
        sockets = [connection.fileno()]
        reads, writes = (sockets, []) if state == POLL_READ else ([], sockets)
        ends = deadline.get()
        seconds = patience.get() if ends is None else max(0.0, ends - time.monotonic())
        if not any(select.select(reads, writes, [], seconds)):
            raise OperationalError("The database does not answer.")
