"""Pages that have no business with the card: refused before it is touched."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page

from tests.web.card.card_page import CardPage
from tests.web.card.running_bridge import RunningBridge
from tests.web.card.stranger import Stranger

# Asks the bridge as our own page does; answers with the status, or with the name of the error.
ASK = """async ([url, body, mode]) => {
  const headers = mode === "no-cors" ? {} : {"Content-Type": "application/json", "X-Madoguchi-Card": "1"};
  try {
    return (await fetch(url, {method: "POST", headers, body: JSON.stringify(body), mode})).status;
  } catch (error) {
    return error.name;
  }
}"""
# The same from a frame without an origin.
FRAME = """<!doctype html><title>frame</title><iframe sandbox="allow-scripts" srcdoc='<script>
(%s)(["%s", %s, "cors"]).then((answer) => parent.postMessage(answer, "*"));
</script>'></iframe>"""


def refusals(bridge: RunningBridge) -> set[int]:
    return {status for _method, status in bridge.asked}


def test_a_page_that_the_desk_knows_and_the_bridge_does_not(
    page: CardPage, bridge: RunningBridge, stranger: Stranger
) -> None:
    page.begin("en", stranger.origin)
    page.press("card_start")
    page.shows("card_problem_no_bridge")
    assert bridge.is_untouched and refusals(bridge) == {403}


@pytest.mark.parametrize("path", ["pair", "read"])
@pytest.mark.parametrize("mode", ["cors", "no-cors"])
def test_a_foreign_origin(guest: Page, bridge: RunningBridge, stranger: Stranger, path: str, mode: str) -> None:
    """It even knows a token of our page."""
    body = {"token": paired(bridge)}
    guest.goto(stranger.origin)
    answer = guest.evaluate(ASK, [f"{bridge.address}/{path}", body, mode])
    assert answer == "TypeError"
    assert bridge.is_untouched and refusals(bridge) == {403}


@pytest.mark.parametrize("path", ["pair", "read"])
def test_a_rebinding_host(guest: Page, bridge: RunningBridge, path: str) -> None:
    """A page of a name that now leads to this machine: to the browser, the bridge is its own origin."""
    body, home = {"token": paired(bridge)}, f"http://rebinding.example:{bridge.port}/"
    guest.route(home, lambda route: route.fulfill(body="<title>x</title>", content_type="text/html"))
    guest.goto(home)
    assert guest.evaluate(ASK, [f"{home}{path}", body, "cors"]) == 421
    assert bridge.is_untouched and refusals(bridge) == {421}


@pytest.mark.parametrize("path", ["pair", "read"])
def test_a_null_origin(guest: Page, bridge: RunningBridge, stranger: Stranger, path: str) -> None:
    body = json.dumps({"token": paired(bridge)})
    guest.goto(stranger.origin)
    guest.evaluate("addEventListener('message', (event) => (window.told = event.data))")
    frame = FRAME % (ASK, f"{bridge.address}/{path}", body)
    guest.evaluate("(html) => document.body.append(new DOMParser().parseFromString(html, 'text/html').querySelector('iframe'))", frame)  # fmt: skip
    guest.wait_for_function("window.told")
    assert guest.evaluate("window.told") == "TypeError"
    assert bridge.is_untouched and refusals(bridge) == {403}


@pytest.mark.parametrize("tag", ["img", "iframe", "script"])
def test_a_tag(guest: Page, bridge: RunningBridge, stranger: Stranger, tag: str) -> None:
    guest.goto(stranger.origin)
    append = "([tag, src]) => document.body.append(Object.assign(document.createElement(tag), {src}))"
    guest.evaluate(append, [tag, f"{bridge.address}/read"])
    bridge.wait_until(lambda: bool(bridge.asked))
    assert bridge.is_untouched and refusals(bridge) == {403}


def paired(bridge: RunningBridge) -> str:
    """The token of our own page."""
    return bridge.bridge.pairing.pair(bridge.origins[0], bridge.code)
