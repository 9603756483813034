"""The database hangs or is slow: who asks it is told so, and nobody else waits for it."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import create_engine, text

from bot.copilot.auth.accounts import Agents
from bot.settings import ROOT
from bot.storage.beside import WORKERS, beside
from bot.storage.engine import open_engine
from tests.bot.copilot.agent import AGENT, FORM, PASSWORD, AgentOverHttp, send, sign_in
from tests.bot.copilot.test_handoffs import Visitor
from tests.desk import Desk
from tests.doubles.postgres import OwnPostgres

pytestmark = pytest.mark.needs("postgres")
SOON = 0.5  # seconds; a statement that waits for a lock takes two
Trouble = Callable[[OwnPostgres], AbstractContextManager[None]]
TABLES = "agents, agent_sessions, audit_trail, events, handoffs, reviews"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, postgres: OwnPostgres) -> Iterator[Desk]:
    engine = open_engine(postgres.url)
    Agents(engine).add(AGENT, "agent", PASSWORD)
    engine.dispose()
    limits = {"MADOGUCHI_LIMIT_SENDER": "0", "MADOGUCHI_LIMIT_ADDRESS": "0"}
    desk = Desk(tmp_path_factory.mktemp("desk"), MADOGUCHI_STORE_URL=postgres.url, **limits)
    desk.wait()
    yield desk
    desk.stop()


@contextmanager
def slow(postgres: OwnPostgres) -> Iterator[None]:
    """Every statement of the desk's waits until PostgreSQL gives it up."""
    engine = create_engine(postgres.url)
    with engine.begin() as connection:
        connection.execute(text(f"LOCK TABLE {TABLES} IN ACCESS EXCLUSIVE MODE"))
        yield
    engine.dispose()


@contextmanager
def hanging(postgres: OwnPostgres) -> Iterator[None]:
    """PostgreSQL is there and says nothing, to old connections and new ones."""
    children = Path(f"/proc/{postgres.process.pid}/task/{postgres.process.pid}/children")
    stopped = [postgres.process.pid, *map(int, children.read_text().split())]
    try:
        for process in stopped:
            postgres.send(process, signal.SIGSTOP)
        yield
    finally:
        for process in stopped:
            postgres.send(process, signal.SIGCONT)


def back_again(desk: Desk) -> None:
    deadline = time.monotonic() + 30
    while desk.request("/readyz")[0] != 200 and time.monotonic() < deadline:
        time.sleep(0.2)


def test_agents_who_wait_for_a_slow_database_hold_up_nobody_else(desk: Desk, postgres: OwnPostgres) -> None:
    agent = AgentOverHttp(desk, AGENT)
    stranger = {"Cookie": f"madoguchi_agent={'x' * 43}"}  # looked up in the database, every time
    with slow(postgres), ThreadPoolExecutor(24) as many:
        waiting = [many.submit(send, desk, "/copilot/start", None, stranger) for _one in range(24)]
        time.sleep(0.2)
        started = time.monotonic()
        assert desk.request("/healthz")[0] == 200 and desk.request("/webhooks/web/start")[0] == 200
        assert time.monotonic() - started < SOON
        assert {one.result().status for one in waiting} == {503}
    back_again(desk)
    assert agent.get("start").status == 200


@pytest.mark.parametrize("trouble", [slow, hanging])
def test_who_deletes_hears_that_nothing_was(desk: Desk, postgres: OwnPostgres, trouble: Trouble) -> None:
    visitor = Visitor(desk, "en")
    visitor.post("webhook", message="m" * 24, text="I lost my card")
    form = urlencode({"session": visitor.session, "button": "forget"}).encode()
    before = len(desk.log.read_text())
    with trouble(postgres):
        status, answer = visitor.post("forget")
        assert (status, answer) == (503, {"error": answer["error"]}) and "does not answer" in answer["error"]
        page = send(desk, "/plain?language=ko", form, {"Content-Type": FORM})
        assert page.status == 503 and "지금은 서버에서 대화를 삭제할 수 없습니다" in page.text
        assert visitor.session in page.text  # pressing again deletes this very one
        assert sign_in(desk, AGENT).status == 503
    assert "Traceback" not in desk.log.read_text()[before:]
    back_again(desk)
    assert visitor.post("forget")[0] == 204 and send(desk, "/plain", form, {"Content-Type": FORM}).status == 303


def test_the_command_line_says_it_in_one_sentence(desk: Desk, postgres: OwnPostgres) -> None:
    with hanging(postgres):
        done = subprocess.run(
            [sys.executable, "-m", "bot", "agent", "remove", AGENT],
            cwd=ROOT, env={"MADOGUCHI_STORE_URL": postgres.url, "PATH": "/usr/bin:/bin"}, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
    assert done.returncode == 2 and done.stderr.startswith("madoguchi: MADOGUCHI_STORE_URL: the store cannot be")
    assert done.stderr.count("\n") == 1 and not done.stdout


def test_tables_that_are_slow_take_no_thread_of_others(loop: asyncio.AbstractEventLoop) -> None:
    async def among_slow_ones() -> float:
        slow_ones = [asyncio.ensure_future(beside(time.sleep, SOON)) for _one in range(2 * WORKERS)]
        await asyncio.sleep(0.05)
        started = time.monotonic()
        await asyncio.to_thread(int)
        took = time.monotonic() - started
        await asyncio.gather(*slow_ones)
        return took

    assert loop.run_until_complete(among_slow_ones()) < SOON / 2
