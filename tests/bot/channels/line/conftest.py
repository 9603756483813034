"""A desk on LINE over real HTTP: `madoguchi run`, the real model, and a platform that enforces its rules."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bot.copilot.auth.accounts import Agents
from bot.storage.engine import open_engine
from tests.bot.copilot.agent import AGENT, PASSWORD, AgentOverHttp
from tests.desk import Desk
from tests.doubles.line_platform import SECRET, TOKEN, LinePlatform


@pytest.fixture(scope="package")
def running_platform() -> Iterator[LinePlatform]:
    platform = LinePlatform().start()
    yield platform
    platform.stop()


@pytest.fixture
def platform(running_platform: LinePlatform) -> Iterator[LinePlatform]:
    """The platform; what one test lets it do wrong is no other test's."""
    yield running_platform
    running_platform.mend()


@pytest.fixture(scope="package")
def desk(running_platform: LinePlatform, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("LINE_CHANNEL_SECRET", SECRET)
        environment.setenv("LINE_CHANNEL_ACCESS_TOKEN", TOKEN)
        environment.setenv("LINE_API_URL", running_platform.url)
        environment.setenv("LINE_DATA_API_URL", running_platform.url)
        environment.setenv("MADOGUCHI_KEY", "a key of this test, long enough to count")
        folder = tmp_path_factory.mktemp("line")
        desk = Desk(folder)
    desk.wait()
    yield desk
    desk.process.terminate()
    desk.process.wait(30)


@pytest.fixture
def agent(desk: Desk, request: pytest.FixtureRequest) -> AgentOverHttp:
    """An account of the test's own: wrong codes are counted for the day, and no right one forgives them."""
    name = f"{AGENT}{hashlib.sha256(request.node.nodeid.encode()).hexdigest()[:8]}"
    Agents(open_engine(f"sqlite:///{desk.store}")).add(name, "agent", PASSWORD)
    return AgentOverHttp(desk, name)


@pytest.fixture
def webhook(desk: Desk) -> str:
    return f"http://127.0.0.1:{desk.port}/webhooks/line/webhook"


@pytest.fixture
def deliver(platform: LinePlatform, webhook: str) -> Callable[..., None]:
    def deliver(*events: Any) -> None:
        assert platform.deliver(webhook, *events)[0] == 200

    return deliver


@pytest.fixture
def no_rule_was_broken(platform: LinePlatform) -> Iterator[None]:
    platform.problems.clear()
    yield
    assert platform.problems == []
