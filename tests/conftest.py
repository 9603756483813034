"""The desk, loaded once for all tests."""

from __future__ import annotations

import asyncio
import csv
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from bot.runtime.quiet_libraries import quiet_libraries
from tests.doubles.postgres import OwnPostgres
from tests.needs import leave_out_without, required

quiet_libraries()
settings.register_profile("desk", deadline=None)  # the machine may be busy: speed is measured elsewhere
settings.load_profile("desk")

DATA = Path(__file__).parent / "data"


@pytest.hookimpl(tryfirst=True)  # before xdist reads the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keeps on one of the workers that run side by side what shares a desk or a browser: a folder's fixtures, or a file."""
    for item in items:
        shares = item.path.parent != DATA.parent and (item.path.parent / "conftest.py").is_file()
        item.add_marker(pytest.mark.xdist_group(str(item.path.parent if shares else item.path)))


@pytest.hookimpl(trylast=True)
def pytest_collection_finish(session: pytest.Session) -> None:
    """Refuses to go on where xdist no longer groups: two workers would start every desk and every browser twice."""
    is_grouped = all("@" in item.nodeid for item in session.items)
    if getattr(session.config.option, "loadgroup", False) and not is_grouped:
        pytest.exit("This pytest and this pytest-xdist do not work together: no test is grouped.", returncode=3)


def pytest_configure() -> None:
    """Refuses a requirement that nothing could meet before the first test."""
    required()


@pytest.hookimpl(tryfirst=True)  # before the fixtures, which would fail without it
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skips what needs something that is missing."""
    for mark in item.iter_markers("needs"):
        leave_out_without(*mark.args)


@pytest.fixture(scope="session")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """One event loop for the whole session: the agent's locks belong to it."""
    loop = asyncio.new_event_loop()
    yield loop
    loop.close()


@pytest.fixture(scope="session")
def conversations() -> Any:
    """The trained desk, its conversations in memory."""
    from bot.dialogue.local_conversation import Conversations

    return Conversations()


@pytest.fixture(scope="session")
def ask(conversations: Any, loop: asyncio.AbstractEventLoop) -> Callable[..., dict[str, Any]]:
    """Asks the desk, as `madoguchi ask` does."""

    def ask(text: str, **fields: Any) -> dict[str, Any]:
        return loop.run_until_complete(conversations.ask(text, **fields))

    return ask


@pytest.fixture(scope="session")
def understanding() -> Any:
    """The NLU half, as `madoguchi parse` uses it."""
    from bot.dialogue.parser import Understanding

    return Understanding()


@pytest.fixture(scope="session")
def postgres() -> Iterator[OwnPostgres]:
    """A PostgreSQL of the tests' own."""
    folder = Path(tempfile.mkdtemp(prefix="madoguchi-"))  # a socket's path is short; pytest's folders are not
    server = OwnPostgres(folder)
    yield server
    server.stop()
    shutil.rmtree(folder)


def read_tsv(name: str) -> list[dict[str, str]]:
    """The rows of a table in tests/data/."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))
