"""The chat as its reader meets it: tests read like a script of what somebody does."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Locator, Page, Route, expect

Labels = dict[str, dict[str, str]]
SEND = "**/webhooks/web/webhook"
LOST = {"ja": "カードをなくしました", "en": "I lost my card", "zh": "卡丢了", "ko": "카드를 잃어버렸어요"}
FORGOT = {"ja": "暗証番号を忘れました", "en": "I forgot my PIN", "zh": "密码忘了", "ko": "비밀번호를 잊었어요"}


class Chat:
    """The chat on a page."""

    def __init__(self, page: Page, labels: Labels) -> None:
        self.page, self.labels = page, labels
        self.panel = page.locator("dialog.panel")
        self.launcher = page.locator("madoguchi-chat a.launcher")
        self.log = self.panel.get_by_role("log")
        self.status = self.panel.locator(".status")
        self.field = self.panel.locator("textarea.question")
        self.questions = self.panel.locator(".turn.asked")
        self.words = self.questions.locator(".words")
        self.replies = self.panel.locator(".turn.reply")
        self.answer = self.replies.last
        self.tools = self.panel.locator("#tools")
        self.languages = self.panel.locator("#languages")

    # What the reader does

    def open(self, language: str = "ja") -> Chat:
        """Opens the demonstration page, on which the chat is open."""
        self.page.goto(f"/?language={language}")
        expect(self.panel).to_be_visible()
        return self

    def write(self, text: str) -> None:
        """Types a question and sends it, without waiting for its answer."""
        self.field.fill(text)
        self.field.press("Enter")

    def ask(self, text: str) -> Locator:
        """Asks, and waits for the answer."""
        self.write(text)
        return self.answered()

    def press(self, title: str) -> Locator:
        """Presses a button of the last answer, and waits for the next."""
        self.answer.get_by_role("button", name=title, exact=True).click()
        return self.answered()

    def date(self, era: str, year: str, month: str, day: str) -> None:
        """Fills the fields of a date in and sends them."""
        form = self.answer.locator("form.date")
        form.get_by_role("combobox").select_option(era)
        for field, value in zip(form.locator("input").all(), (year, month, day), strict=True):
            field.fill(value)
        form.get_by_role("button", name=self.say("send_date")).click()

    def switch(self, language: str) -> None:
        """Presses a language's button."""
        self.unfold().locator(f"[data-code={language}]").click()

    def readings(self) -> None:
        """Switches the readings on or off."""
        self.unfold().get_by_role("switch").click()

    def unfold(self) -> Locator:
        """The languages; on a phone they are folded."""
        if not self.languages.is_visible():
            self.button("language").click()
        return self.languages

    def use(self, *names: str) -> None:
        """Opens the menu and presses its buttons, by the names of their labels."""
        self.button("menu").click()
        for name in names:
            self.tools.get_by_role("button", name=self.say(name), exact=True).click()

    # What the reader sees

    def answered(self) -> Locator:
        """The last answer, when nothing is under way any more."""
        expect(self.status).to_be_empty()
        expect(self.panel.locator(".turn").last).to_contain_class("reply")
        return self.answer

    @property
    def language(self) -> str:
        return str(self.panel.get_attribute("lang"))

    def say(self, name: str, **values: object) -> str:
        """One of the chat's own texts, in the language that it is shown in."""
        return self.labels[self.language][name].format(**values)

    def button(self, name: str) -> Locator:
        """A control of the frame, by the name of its label."""
        return self.panel.get_by_role("button", name=self.say(name), exact=True).first

    @property
    def memory(self) -> dict[str, Any]:
        """What the tab keeps."""
        return dict(json.loads(self.page.evaluate("sessionStorage.getItem('madoguchi')")))

    # What happens on the way to the desk

    def answer_once(self, **answer: Any) -> None:
        """The next message gets this answer, and never reaches the desk."""
        self.page.route(SEND, lambda route: route.fulfill(**answer), times=1)

    def lose_once(self) -> None:
        """The next message reaches the desk; its answer never comes back."""

        def lose(route: Route) -> None:
            route.fetch()
            route.abort()

        self.page.route(SEND, lose, times=1)
