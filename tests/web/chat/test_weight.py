"""What opening the chat and asking once costs on a slow line."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.web.chat.chat import LOST, Chat
from tests.web.chat.watch import Watch

MOST_BYTES, MOST_OPEN, MOST_REQUESTS = 44_000, 40_000, 10
TEXTS = ("/texts.json", "/webhooks/web/start", "/webhooks/web/webhook")  # what is said; the rest is what says it
MOST_OF_THIS_MINUTE = 7_000


def test_bytes_and_requests(chat: Chat, watch: Watch) -> None:
    chat.open("ja")
    chat.ask(LOST["ja"])
    expect(chat.replies).to_have_count(2)
    asked = [request for request in watch.requests if request.url in watch.addresses]
    size = {request.url: request.sizes()["responseBodySize"] for request in asked}
    assert all(request.response().ok for request in asked)  # type: ignore[union-attr]
    assert len(asked) <= MOST_REQUESTS
    assert 0 < sum(bytes for address, bytes in size.items() if not address.endswith(TEXTS)) <= MOST_BYTES


def test_an_open_chat_has_no_mask_until_somebody_writes(phone: Chat, watch: Watch) -> None:
    phone.open("ja")
    phone.press("カードの紛失・盗難")
    size = {one.url: one.sizes()["responseBodySize"] for one in watch.requests if one.url in watch.addresses}
    assert 0 < sum(bytes for address, bytes in size.items() if not address.endswith("/webhook")) <= MOST_OPEN
    phone.field.focus()  # which says nothing of what the reader is about to do
    assert not [address for address in watch.addresses if address.endswith("/mask.js")]
    with phone.page.expect_response("**/mask.js"):
        phone.field.click()


# The chat's files that came over the line once more, and not from the browser's own store.
FETCHED = """performance.getEntriesByType("resource")
  .filter((entry) => /\\/web\\/\\w+\\//.test(entry.name) && entry.transferSize > 0)
  .map((entry) => entry.name)"""


def test_a_second_visit_has_the_files(chat: Chat) -> None:
    chat.open("ja")
    assert len(chat.page.evaluate(FETCHED)) >= 3
    chat.page.reload()
    expect(chat.panel).to_be_visible()
    assert chat.page.evaluate(FETCHED) == []


def test_what_is_kept_for_good_is_not_fetched_again(chat: Chat, watch: Watch) -> None:
    chat.open("ja")
    texts = next(one.response() for one in watch.requests if one.url.endswith("/texts.json"))
    start = next(one.response() for one in watch.requests if one.url.endswith("/start"))
    assert texts and "immutable" in texts.headers["cache-control"]
    assert start and start.headers["cache-control"] == "no-store"
    assert start.request.sizes()["responseBodySize"] <= MOST_OF_THIS_MINUTE


def test_a_closed_chat_loads_nothing_but_its_link(chat: Chat, watch: Watch) -> None:
    chat.page.add_init_script("sessionStorage.setItem('madoguchi', JSON.stringify({ isOpen: false }))")
    chat.page.goto("/")
    expect(chat.launcher).to_be_visible()
    assert not [address for address in watch.addresses if address.endswith(("chat.js", "/start"))]
