"""The chat on somebody else's page: it works where it may, and harms nothing where it may not."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.web.chat.chat import LOST, Chat
from tests.web.chat.running import RunningDesk
from tests.web.chat.test_layout import CUT
from tests.web.chat.ward_page import WardPage
from tests.web.chat.watch import Watch

LOOK = "(element) => { const s = getComputedStyle(element); return [s.color, s.fontSize, s.letterSpacing, s.display]; }"
RED, HUGE, SPREAD = "rgb(255, 0, 0)", "40px", "9px"


def assert_unharmed(page: Page) -> None:
    """The page looks as it does without the chat, and has one element more."""
    assert page.locator("h1").evaluate(LOOK) == [RED, "20px", SPREAD, "block"]
    assert page.evaluate("[...document.body.children].map((one) => one.localName)") == [
        "main",
        "script",
        "madoguchi-chat",
    ]
    assert page.evaluate("Object.keys(window).filter((name) => /madoguchi/i.test(name))") == []


def test_chat_works_on_a_page_that_the_desk_knows(chat: Chat, ward_page: WardPage) -> None:
    chat.page.goto(ward_page.origin)
    expect(chat.launcher).to_be_visible()
    chat.launcher.click()
    expect(chat.field).to_be_focused()
    chat.ask(LOST["ja"])
    expect(chat.replies).to_have_count(2)
    for part in (chat.answer.locator(".lead"), chat.field, chat.button("menu"), chat.answer):
        color, size, spacing, display = part.evaluate(LOOK)
        assert color != RED and size != HUGE and spacing != SPREAD and display != "none"
    assert_unharmed(chat.page)


def test_session_over_pages_of_one_ward(chat: Chat, ward_page: WardPage) -> None:
    chat.page.goto(f"{ward_page.origin}/open")
    chat.ask(LOST["ja"])
    chat.page.goto(ward_page.origin)
    expect(chat.words).to_have_text(LOST["ja"])


def test_only_the_link_on_a_page_that_the_desk_does_not_know(
    chat: Chat, ward_page: WardPage, watch: Watch, desk: RunningDesk
) -> None:
    watch.expect("blocked by CORS policy", "net::ERR_FAILED")
    with chat.page.expect_event("requestfailed"):
        chat.page.goto(f"{ward_page.stranger}/open")
    expect(chat.launcher).to_be_visible()
    expect(chat.panel).to_have_count(0)
    assert_unharmed(chat.page)
    chat.launcher.click()
    chat.page.wait_for_url(f"{desk.origin}/plain?language=ja")
    expect(chat.page.locator("textarea")).to_be_visible()


def test_only_the_link_where_the_chat_cannot_load(chat: Chat, watch: Watch, desk: RunningDesk) -> None:
    watch.expect("net::ERR_FAILED")
    chat.page.route("**/chat.js", lambda route: route.abort())
    chat.page.goto("/?language=ko")
    expect(chat.launcher).to_have_text(chat.labels["ko"]["launch"])
    chat.launcher.click()
    chat.page.wait_for_url(f"{desk.origin}/plain?language=ko")


def test_a_page_without_the_desk_stays_as_it_is(chat: Chat, watch: Watch, ward_page: WardPage) -> None:
    watch.expect("net::ERR_FAILED")
    chat.page.route("**/madoguchi.js", lambda route: route.abort())
    chat.page.goto(ward_page.origin)
    expect(chat.page.locator("h1")).to_be_visible()
    expect(chat.launcher).to_have_count(0)


def test_two_tags_are_one_desk(chat: Chat, ward_page: WardPage) -> None:
    with chat.page.expect_response("**/madoguchi.js"):
        chat.page.goto(f"{ward_page.origin}/twice")
    chat.page.wait_for_load_state("networkidle")
    expect(chat.launcher).to_have_count(1)
    chat.launcher.click()
    chat.ask(LOST["ja"])
    expect(chat.panel).to_have_count(1)
    expect(chat.replies).to_have_count(2)


def test_a_page_from_right_to_left_leaves_the_chat_as_it_is(chat: Chat, ward_page: WardPage) -> None:
    chat.page.goto(f"{ward_page.origin}/rtl")
    expect(chat.panel).to_have_css("direction", "ltr")
    chat.ask(LOST["ja"])
    assert chat.panel.evaluate(CUT) == []
    chat.button("close").click()
    expect(chat.launcher).to_have_css("direction", "ltr")
