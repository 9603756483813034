"""axe-core finds nothing in any state, by day and by night, on a desktop and on the smallest phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.chat import LOST, Chat, Labels
from tests.browser.conftest import PHONE, Visit
from tests.browser.test_dates import START

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": RULES}}
DESKTOP = {"width": 1280, "height": 800}


def greeting(chat: Chat) -> None:
    expect(chat.replies).to_have_count(1)


def person(chat: Chat) -> None:
    chat.panel.locator("details.person summary").click()


def date_form(chat: Chat) -> None:
    chat.panel.locator("details.person summary").click()
    chat.ask(START[chat.language]).locator(".picture button").click()


def date_error(chat: Chat) -> None:
    chat.date("reiwa", "", "13", "1")


def answer(chat: Chat) -> None:
    chat.ask(LOST[chat.language])
    chat.ask("PIN")  # has a notice of what has changed


def feedback_form(chat: Chat) -> None:
    chat.answer.get_by_role("button", name=chat.say("no"), exact=True).click()


def delete_confirm(chat: Chat) -> None:
    chat.use("delete")


def too_long(chat: Chat) -> None:
    chat.button("menu").click()
    chat.field.fill("a" * 2_001)


def offline(chat: Chat) -> None:
    chat.page.context.set_offline(True)
    chat.write(LOST[chat.language])
    expect(chat.status).to_contain_text(chat.say("offline"))


def readings(chat: Chat) -> None:
    chat.page.context.set_offline(False)
    chat.answered()
    chat.switch("ja")
    chat.panel.get_by_role("switch").click()


def closed(chat: Chat) -> None:
    chat.button("close").click()


def plain_page(chat: Chat) -> None:
    chat.page.goto(chat.launcher.get_attribute("href") or "")
    chat.page.locator("textarea").fill(START["ja"])
    chat.page.locator("button.send").click()


def booklet(chat: Chat) -> None:
    chat.page.goto("/booklet?language=ko#page-12-1")


# One visit, from state to state.
STATES: list[Callable[[Chat], None]] = [
    greeting, person, date_form, date_error, answer, feedback_form, delete_confirm, too_long, offline, readings, closed,
    plain_page, booklet,
]  # fmt: skip


@pytest.mark.parametrize(("language", "scheme", "screen"), [
    ("ja", "light", DESKTOP), ("en", "dark", PHONE), ("zh", "dark", DESKTOP), ("ko", "light", PHONE),
])  # fmt: skip
def test_axe_finds_nothing(visit: Visit, labels: Labels, language: str, scheme: str, screen: dict[str, int]) -> None:
    # axe itself sets styles that the pages forbid.
    chat = Chat(visit(color_scheme=scheme, viewport=screen, bypass_csp=True).new_page(), labels).open(language)
    found = {}
    for reach in STATES:
        reach(chat)
        violations = Axe().run(chat.page, options=OPTIONS).response["violations"]
        found[reach.__name__] = [(one["id"], [node["target"] for node in one["nodes"]]) for one in violations]
    assert {state: violations for state, violations in found.items() if violations} == {}
