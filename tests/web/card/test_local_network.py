"""Local Network Access: to the browser the desk's page comes from the internet here, and its user is asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.desk import Desk
from tests.web.card.card_page import CardPage
from tests.web.card.running_bridge import RunningBridge
from tests.web.chat.running import launch


@pytest.fixture(scope="module")
def far_browser(browser: Browser, desk: Desk) -> Iterator[Browser]:
    far = f"--ip-address-space-overrides=127.0.0.1:{desk.port}=public"
    browser = launch(browser.browser_type, far)
    yield browser
    browser.close()


@pytest.mark.parametrize("is_granted", [True, False])
def test_the_browser_asks_its_user(
    far_browser: Browser, desk: Desk, bridge: RunningBridge, labels: dict[str, dict[str, str]], is_granted: bool
) -> None:
    """Without a window to ask in, this browser takes a question for a no."""
    context = far_browser.new_context(base_url=f"http://127.0.0.1:{desk.port}")
    if is_granted:
        context.grant_permissions(["local-network-access"])
    page = CardPage(context.new_page(), labels).begin("en")
    page.press("card_start")
    page.shows("card_code" if is_granted else "card_problem_not_allowed")
    assert bool(bridge.asked) == is_granted
    context.close()
