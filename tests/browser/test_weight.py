"""What opening the chat and asking once costs on a slow line."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.chat import LOST, Chat
from tests.browser.watch import Watch

MOST_BYTES, MOST_REQUESTS = 40_000, 8
TEXTS = ("/webhooks/web/start", "/webhooks/web/webhook")  # what is said; the rest is what says it


def test_bytes_and_requests(chat: Chat, watch: Watch) -> None:
    chat.open("ja")
    chat.ask(LOST["ja"])
    expect(chat.replies).to_have_count(2)
    asked = [request for request in watch.requests if request.url in watch.addresses]
    size = {request.url: request.sizes()["responseBodySize"] for request in asked}
    assert all(request.response().ok for request in asked)  # type: ignore[union-attr]
    assert len(asked) <= MOST_REQUESTS
    assert 0 < sum(bytes for address, bytes in size.items() if not address.endswith(TEXTS)) <= MOST_BYTES


def test_a_second_visit_loads_only_what_may_have_changed(chat: Chat, watch: Watch) -> None:
    chat.open("ja")
    before = len(watch.requests)
    chat.page.reload()
    expect(chat.panel).to_be_visible()
    again = [request for request in watch.requests[before:] if request.url.endswith(("chat.js", ".css"))]
    assert [request.url for request in again if request.sizes()["responseBodySize"]] == []


def test_a_closed_chat_loads_nothing_but_its_link(chat: Chat, watch: Watch) -> None:
    chat.page.add_init_script("sessionStorage.setItem('madoguchi', JSON.stringify({ isOpen: false }))")
    chat.page.goto("/")
    expect(chat.launcher).to_be_visible()
    assert not [address for address in watch.addresses if address.endswith(("chat.js", "/start"))]
