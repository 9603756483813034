"""Locks that hold for all servers of one PostgreSQL, by name (docs/decisions/0037).

They are advisory locks of a session: those of a server that dies are free at once, and one connection holds them all.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.storage.away import AWAY, Rest
from bot.storage.connecting import in_time

TRY, FREE = text("SELECT pg_try_advisory_lock(:number)"), text("SELECT pg_advisory_unlock(:number)")


def number_of(name: str) -> int:
    """What PostgreSQL knows a lock by: 64 bits of its name's digest, signed."""
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


class AdvisoryLocks:
    """The locks that this server holds; within it each name is one task's (bot/dialogue/conversation_locks.py).

    Args:
        engine: of a PostgreSQL.
        rest: whether that is left alone, since it does not answer.
    """

    def __init__(self, engine: Engine, rest: Rest) -> None:
        self._engine, self._rest = engine, rest
        self._connection: Connection | None = None
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="locks")  # which alone uses the connection

    async def take(self, name: str) -> bool:
        """Takes a lock if it is free; whether it was.

        Raises:
            SQLAlchemyError, StoreAway: when the database does not answer.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._worker, in_time, self.take_now, name)

    def give_back(self, name: str) -> None:
        """Frees a lock, soon; one that is not held, or was lost with its connection, is free already."""
        self._worker.submit(in_time, self._free, name)

    def take_now(self, name: str) -> bool:
        """Takes a lock if it is free; anew over a second connection, where the first has ended meanwhile."""
        for is_last in (False, True):
            started = self._rest.check()
            try:
                return self._ask(TRY, name)
            except AWAY:
                self._rest.after_failure(started)
                if is_last:
                    raise
        raise AssertionError("the last try returns or raises")

    def _free(self, name: str) -> None:
        if self._connection is not None:
            self._ask(FREE, name)

    def _ask(self, statement: object, name: str) -> bool:
        if self._connection is None:
            self._connection = self._open()
        try:
            return bool(self._connection.execute(statement, {"number": number_of(name)}).scalar())
        except SQLAlchemyError:
            self._drop()
            raise

    def _open(self) -> Connection:
        """A connection of the locks' own, beside the pool; each statement is a transaction."""
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        connection.detach()
        return connection

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()
            connection.close()

    def run_alone(self, name: str, task: Callable[[], object]) -> bool:
        """Runs a task if nobody else runs it at the moment, on a connection of the task's own; whether it ran.

        Raises:
            SQLAlchemyError: when the database fails, or whatever the task raises.
        """
        connection = self._open()
        try:
            if not connection.execute(TRY, {"number": number_of(name)}).scalar():
                return False
            task()
            return True
        finally:
            connection.close()
