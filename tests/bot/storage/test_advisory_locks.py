"""Locks of all servers: one holds a name, whatever happens to it; retention is one server's at a time."""

from __future__ import annotations

import signal
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.dialogue.agent_factory import open_store
from bot.storage import retention
from bot.storage.advisory_locks import AdvisoryLocks, number_of
from bot.storage.away import Rest, StoreAway
from bot.storage.connecting import make_engine
from tests.doubles.postgres import OwnPostgres

pytestmark = pytest.mark.needs("postgres")


def server(postgres: OwnPostgres) -> AdvisoryLocks:
    return AdvisoryLocks(make_engine(postgres.url), Rest())


def process_of(locks: AdvisoryLocks) -> int:
    """PostgreSQL's process for a server's connection."""
    assert locks._connection is not None
    return int(locks._connection.exec_driver_sql("SELECT pg_backend_pid()").scalar())


async def test_a_name_is_held_by_one_server_and_free_when_given_back(postgres: OwnPostgres) -> None:
    one, other = server(postgres), server(postgres)
    assert await one.take("a") and await one.take("b") and not await other.take("a")
    one.give_back("a")
    assert await one.take("c")  # after it, for one thread asks
    assert await other.take("a") and not await other.take("b")


async def test_the_locks_of_a_server_that_dies_are_free(postgres: OwnPostgres) -> None:
    one, other = server(postgres), server(postgres)
    assert await one.take("dies")
    assert one._connection is not None
    one._connection.connection.dbapi_connection.close()  # what the end of a process does
    while not await other.take("dies"):
        pass


async def test_a_connection_that_has_ended_is_opened_anew(postgres: OwnPostgres) -> None:
    one = server(postgres)
    assert await one.take("ended")
    postgres.send(process_of(one), signal.SIGTERM)
    assert await one.take("anew") and await one.take("ended")


async def test_a_database_that_hangs_is_left_alone(postgres: OwnPostgres, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.storage.away.SLOW_SECONDS", -1.0)  # every failure counts as slow
    one = server(postgres)
    monkeypatch.setattr(one, "_ask", hangs)
    with pytest.raises(StoreAway):  # at the second try, which is not made
        await one.take("hangs")
    with pytest.raises(StoreAway):
        await one.take("another")


def hangs(*_question: object) -> bool:
    raise OperationalError("SELECT", {}, Exception())


def test_names_are_numbers_that_postgresql_takes() -> None:
    numbers = [number_of(f"name {i}\ud83d") for i in range(1000)]
    assert len({*numbers}) == 1000 and all(-(2**63) <= number < 2**63 for number in numbers)


def test_retention_is_one_servers_at_a_time(postgres: OwnPostgres) -> None:
    one: Any = open_store(postgres.url)
    other: Any = open_store(postgres.url)
    seen: list[bool] = []

    def others(keep_days: int) -> None:
        seen.append(retention.tidy_alone(other, keep_days, lambda days: seen.append(True)))

    assert retention.tidy_alone(one, 30, others) and seen == [False]
    assert retention.tidy_alone(other, 30, lambda days: None)
