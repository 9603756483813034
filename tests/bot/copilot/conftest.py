"""A desk with accounts, an agent over HTTP, and an agent in Chromium."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from bot.copilot.auth.accounts import Agents
from bot.storage.engine import open_engine
from tests.bot.copilot.agent import AGENT, PASSWORD, REVIEWER, AgentOverHttp, FromAddress, address_of
from tests.desk import Desk
from tests.web.chat.running import launch

expect.set_options(timeout=15_000)  # ms; nothing here is timed, the machine may be busy
VIEWPORT = ViewportSize(width=1440, height=900)


@pytest.fixture(autouse=True)
def own_address(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test comes from an address of its own: who is locked out does not hang on what ran before."""
    monkeypatch.setattr(FromAddress, "address", address_of(request.node.nodeid))


@pytest.fixture(scope="package")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
    agents = Agents(open_engine(f"sqlite:///{folder / 'conversations.db'}"))
    agents.add(AGENT, "agent", PASSWORD)
    agents.add(REVIEWER, "reviewer", PASSWORD)
    desk = Desk(folder)
    desk.wait()
    yield desk
    desk.stop()


@pytest.fixture(scope="package")
def agent(desk: Desk) -> AgentOverHttp:
    return AgentOverHttp(desk, AGENT)


@pytest.fixture(scope="package")
def reviewer(desk: Desk) -> AgentOverHttp:
    return AgentOverHttp(desk, REVIEWER)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, desk: Desk) -> Iterator[Page]:
    """A page of a browser nobody has signed in with; fails the test when it said an error or asked another host."""
    origin = f"http://127.0.0.1:{desk.port}"
    context = browser.new_context(base_url=origin, viewport=VIEWPORT, permissions=["clipboard-read", "clipboard-write"])
    context.set_default_timeout(15_000)
    problems: list[str] = []
    context.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: problems.append(str(error.error)))
    context.on(
        "request", lambda one: None if one.url.startswith((origin, "blob:", "data:")) else problems.append(one.url)
    )
    yield context.new_page()
    context.close()
    assert problems == []
