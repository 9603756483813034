"""axe-core finds nothing in any state, by day and by night, on a desktop and on the smallest phone."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from bot.i18n.languages import LANGUAGES
from tests.web.chat.chat import FORGOT, LOST, Chat, Labels
from tests.web.chat.conftest import DESKTOP, PHONE, Visit
from tests.web.chat.test_dates import START
from tests.web.chat.test_layout import resize_letters

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": RULES}}
State = Callable[[Chat], None]


def greeting(chat: Chat) -> None:
    expect(chat.replies).to_have_count(1)


def person(chat: Chat) -> None:
    chat.panel.locator("details.person summary").click()


def answer(chat: Chat) -> None:
    chat.ask(LOST[chat.language])
    chat.ask(FORGOT[chat.language])
    expect(chat.answer.locator(".changed")).to_be_visible()


def unfolded(chat: Chat) -> None:
    chat.answer.locator(".more > summary").click()


def feedback_form(chat: Chat) -> None:
    chat.answer.get_by_role("button", name=chat.say("no"), exact=True).click()


def delete_confirm(chat: Chat) -> None:
    chat.use("delete")


def too_long(chat: Chat) -> None:
    chat.field.fill("a" * 2_001)


def offline(chat: Chat) -> None:
    chat.page.context.set_offline(True)
    chat.write(START[chat.language])
    expect(chat.status).to_contain_text(chat.say("offline"))


def date_form(chat: Chat) -> None:
    chat.page.context.set_offline(False)
    chat.answered()
    chat.answer.locator(".picture button").click()


def date_error(chat: Chat) -> None:
    chat.date("reiwa", "", "13", "1")


def readings(chat: Chat) -> None:
    chat.switch("ja")
    chat.readings()


def closed(chat: Chat) -> None:
    chat.button("close").click()


def plain_page(chat: Chat) -> None:
    chat.page.goto(chat.launcher.get_attribute("href") or "")
    chat.page.locator("textarea").fill(START["ja"])
    chat.page.locator("button.send").click()


def booklet(chat: Chat) -> None:
    chat.page.goto("/booklet?language=ko#page-12-1")


def lost_page(chat: Chat) -> None:
    chat.page.goto("/lost#zh")


def statement(chat: Chat) -> None:
    chat.page.goto("/accessibility?language=ko")


def untested(chat: Chat) -> None:
    chat.page.goto("/accessibility-untested?language=en")


# One visit, from state to state, each in another language.
OPEN: list[State] = [
    greeting, person, answer, unfolded, feedback_form, delete_confirm, too_long, offline, date_form, date_error, readings,
]  # fmt: skip
AFTERWARDS: list[State] = [closed, plain_page, booklet, lost_page, statement, untested]


@pytest.mark.parametrize(
    ("scheme", "screen", "percent"), [("light", DESKTOP, 100), ("dark", PHONE, 100), ("light", PHONE, 200)]
)
def test_axe_finds_nothing(visit: Visit, labels: Labels, scheme: str, screen: dict[str, int], percent: int) -> None:
    # axe itself sets styles that the pages forbid.
    chat = Chat(visit(color_scheme=scheme, viewport=screen, bypass_csp=True).new_page(), labels).open()
    found: dict[str, list[str]] = {}
    for reach, language in zip(OPEN, cycle(reversed(LANGUAGES))):
        resize_letters(chat.page, percent)
        chat.switch(language)
        reach(chat)
        found |= violations(chat, reach)
    for reach in AFTERWARDS:
        reach(chat)
        resize_letters(chat.page, percent)
        found |= violations(chat, reach)
    assert found == {}


def violations(chat: Chat, state: State) -> dict[str, list[str]]:
    """What axe finds in a state: rules, and the elements that break them."""
    found = Axe().run(chat.page, options=OPTIONS).response["violations"]
    return (
        {state.__name__: [f"{one['id']} {[node['target'] for node in one['nodes']]}" for one in found]} if found else {}
    )
