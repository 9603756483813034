"""Two desks that share a PostgreSQL and a Redis, all real processes of the tests' own."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.copilot.auth.accounts import Agents
from bot.storage.engine import open_engine
from tests.bot.copilot.agent import AGENT, PASSWORD
from tests.bot.servers.shared import Servers
from tests.desk import free_port
from tests.doubles.postgres import OwnPostgres
from tests.doubles.redis import OwnRedis
from tests.needs import leave_out_without


@pytest.fixture(scope="package")
def servers() -> Iterator[Servers]:
    leave_out_without("postgres")
    leave_out_without("redis")
    folder = Path(tempfile.mkdtemp(prefix="madoguchi-"))  # a socket's path is short; pytest's folders are not
    database, redis = OwnPostgres(folder), OwnRedis(folder, free_port())
    engine = open_engine(database.url)
    Agents(engine).add(AGENT, "agent", PASSWORD)
    servers = Servers(folder, database, redis, engine)
    try:
        servers.start(2)
        yield servers
    finally:
        servers.end()
        shutil.rmtree(folder, ignore_errors=True)
