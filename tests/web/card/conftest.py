"""A real browser, a real desk, and the bridge over scripted cards."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.desk import Desk
from tests.web.card.card_page import CardPage
from tests.web.card.running_bridge import RunningBridge
from tests.web.card.stranger import Stranger
from tests.web.chat.running import launch

expect.set_options(timeout=20_000)  # the desk's first answer takes long on a busy machine
# Nothing but the bridge's own door stands in the way here: names lead to this machine, and the browser does not ask.
OPEN = ["--host-resolver-rules=MAP *.example 127.0.0.1", "--disable-features=LocalNetworkAccessChecks"]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium, *OPEN)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def stranger() -> Iterator[Stranger]:
    """A page that holds the chat, but that the bridge does not know."""
    page = Stranger()
    yield page
    page.stop()


@pytest.fixture(scope="package")
def one_bridge() -> Iterator[RunningBridge]:
    bridge = RunningBridge()
    yield bridge
    bridge.end()


@pytest.fixture(scope="package")
def desk(tmp_path_factory: pytest.TempPathFactory, one_bridge: RunningBridge, stranger: Stranger) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
    desk = Desk(folder, MADOGUCHI_CARD_BRIDGE=one_bridge.address, MADOGUCHI_EMBED_ORIGINS=stranger.origin)
    desk.wait()
    stranger.desk = f"http://127.0.0.1:{desk.port}"
    yield desk
    desk.stop()


@pytest.fixture
def bridge(one_bridge: RunningBridge, desk: Desk) -> Iterator[RunningBridge]:
    """Just started, and allows the desk's own page."""
    one_bridge.origins = [f"http://127.0.0.1:{desk.port}"]
    one_bridge.renew()
    one_bridge.start()
    yield one_bridge
    one_bridge.stop()


@pytest.fixture(scope="package")
def labels(desk: Desk) -> dict[str, dict[str, str]]:
    """The chat's texts by language and name, those about cards included."""
    paths = ("/web/any/texts.json", "/webhooks/web/card")
    chat, card = (json.loads(desk.request(path)[1])["labels"] for path in paths)
    return {code: {**chat[code], **card[code]} for code in card}


@pytest.fixture
def page(browser: Browser, desk: Desk, labels: dict[str, dict[str, str]]) -> Iterator[CardPage]:
    context = browser.new_context(base_url=f"http://127.0.0.1:{desk.port}")
    context.set_default_timeout(15_000)
    page = CardPage(context.new_page(), labels)
    yield page
    context.close()
    assert page.errors == []


@pytest.fixture
def guest(browser: Browser) -> Iterator[Any]:
    """A browser's page for tests of what is no page of ours."""
    context = browser.new_context()
    yield context.new_page()
    context.close()
