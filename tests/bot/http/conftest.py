"""One desk for all that knocks at its door: every channel on, an agent signed in, no limit on messages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.copilot.auth.accounts import Agents
from bot.storage.engine import open_engine
from tests.bot.copilot.agent import AGENT, PASSWORD, AgentOverHttp
from tests.desk import Desk
from tests.doubles.line_platform import SECRET, TOKEN, LinePlatform


@pytest.fixture(scope="package")
def platform() -> Iterator[LinePlatform]:
    platform = LinePlatform().start()
    yield platform
    platform.stop()


@pytest.fixture(scope="package")
def desk(platform: LinePlatform, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("border")
    Agents(open_engine(f"sqlite:///{folder / 'conversations.db'}")).add(AGENT, "agent", PASSWORD)
    line = {"LINE_CHANNEL_SECRET": SECRET, "LINE_CHANNEL_ACCESS_TOKEN": TOKEN}
    urls = {"LINE_API_URL": platform.url, "LINE_DATA_API_URL": platform.url}
    limits = {"MADOGUCHI_LIMIT_SENDER": "0", "MADOGUCHI_LIMIT_ADDRESS": "0"}
    desk = Desk(folder, MADOGUCHI_KEY="a key of this test, long enough to count", **line, **urls, **limits)
    desk.wait()
    yield desk
    desk.process.terminate()
    desk.process.wait(60)


@pytest.fixture(scope="package")
def agent(desk: Desk) -> AgentOverHttp:
    return AgentOverHttp(desk, AGENT)


@pytest.fixture(scope="module")
def unharmed(desk: Desk) -> Iterator[None]:
    """Afterwards the desk answers, and nothing of what was sent broke anything inside."""
    before = desk.log.read_text().count("Traceback")
    yield
    assert desk.request("/healthz")[0] == 200
    assert "0120-95-0178" in desk.say("I lost my card", sender="afterwards")[0]["text"]
    assert desk.log.read_text().count("Traceback") == before
