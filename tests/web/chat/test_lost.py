"""The page that cannot fail: a lost or stolen card, with the desk down."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from bot.i18n.languages import LANGUAGES
from tests.web.chat.chat import LOST, Chat, Labels
from tests.web.chat.conftest import PHONE, Visit
from tests.web.chat.running import RunningDesk
from tests.web.chat.test_conversation import LINE
from tests.web.chat.test_layout import LETTERS, assert_nothing_is_cut, resize_letters
from tests.web.chat.test_numbers import BROKEN
from tests.web.chat.watch import Watch

# The page is kept, with its looks.
KEPT = """async () => {
  const worker = await navigator.serviceWorker.getRegistration("lost");
  return Boolean(worker && worker.active && (await caches.match("lost")));
}"""


def wait_until_kept(page: Page) -> None:
    """Where the chat comes first, that is ten seconds later."""
    for _ in range(200):
        if page.evaluate(KEPT):
            return
        page.wait_for_timeout(200)
    raise AssertionError("the page is not kept")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_linked_from_both_pages(visit: Visit, labels: Labels, language: str) -> None:
    page = visit(viewport=PHONE, java_script_enabled=False).new_page()
    for path in ("/", "/plain"):
        page.goto(f"{path}?language={language}")
        page.get_by_role("link", name=labels[language]["lost_page"], exact=True).click()
        section = page.locator(f"#{language}")
        expect(section.get_by_role("heading", level=1)).to_be_in_viewport()
        expect(section.locator(f"a[href='tel:{LINE}']").first).to_be_visible()


def test_it_fits_with_letters_of_every_size(visit: Visit) -> None:
    page = visit(viewport=PHONE).new_page()
    page.goto("/lost")
    for percent in LETTERS:
        resize_letters(page, percent)
        assert_nothing_is_cut(page, page.locator("body"))
        assert page.locator("body").evaluate(BROKEN) == []


@pytest.mark.parametrize("seen", ["/", "/lost", "/booklet"])
def test_it_opens_with_the_desk_down(visit: Visit, desk: RunningDesk, watch: Watch, seen: str) -> None:
    page = visit(viewport=PHONE).new_page()
    page.goto(f"{seen}?language=en")
    wait_until_kept(page)
    desk.stop()
    try:
        page.goto("/lost#en")
        expect(page.locator("#en").get_by_role("heading", level=1)).to_be_in_viewport()
        assert page.locator("body").evaluate("(body) => getComputedStyle(body).maxWidth") != "none"  # its looks too
        expect(page.locator(f"#en a[href='tel:{LINE}']")).to_be_visible()
    finally:
        desk.restart()
    page.reload()
    expect(page.locator("#en")).to_be_visible()
    watch.errors.clear()  # what the browser says of a desk that is away


def test_no_other_page_is_touched(page: Page) -> None:
    page.goto("/?language=en")
    wait_until_kept(page)
    page.reload()
    assert page.evaluate("navigator.serviceWorker.controller") is None
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.map((one) => one.scope))") == [
        page.evaluate("new URL('lost', location).href")
    ]
    names = page.evaluate("caches.keys()")
    assert len(names) == 1 and names[0].startswith("madoguchi-lost-")


def test_errors_lead_to_it(chat: Chat, desk: RunningDesk) -> None:
    chat.open("ko")
    chat.page.context.set_offline(True)
    chat.write(LOST["ko"])
    link = chat.status.get_by_role("link", name=chat.say("lost_page"))
    expect(link).to_have_attribute("href", f"{desk.origin}/lost#ko")
