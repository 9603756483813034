"""Somebody who reads their card in the chat."""

from __future__ import annotations

import json
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Locator, Page, Request, expect

from bot.settings import ROOT

SCREENSHOTS = ROOT / "var/screenshots"
# The page around the chat, with landmarks of its own, is the matter of tests/web/chat/.
PAGE_RULES = ("landmark-no-duplicate-banner", "landmark-unique", "region")
OPTIONS = {"resultTypes": ["violations"], "rules": {rule: {"enabled": False} for rule in PAGE_RULES}}
OWN_NOISE = ("Failed to load resource", "blocked by CORS policy", "net::ERR")
REPORT_CSP = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`));
"""


class CardPage:
    """The chat on a page, and what went over the network."""

    def __init__(self, page: Page, labels: dict[str, dict[str, str]]) -> None:
        self.page, self._labels = page, labels
        self.panel = page.locator("dialog.panel")
        self.step = self.panel.locator("section.card-step")
        self.title = self.step.locator("h3")
        self.answer = self.panel.locator(".turn.reply").last
        self.errors: list[str] = []
        self.requests: list[Request] = []
        page.add_init_script(REPORT_CSP)
        page.on("console", self._note)
        page.on("request", self._hear)

    def _hear(self, request: Request) -> None:
        self.requests.append(request)

    def _note(self, message: ConsoleMessage) -> None:
        """Notes errors, but not the browser's own reports of requests that were refused."""
        if message.type in ("error", "warning") and not any(part in message.text for part in OWN_NOISE):
            self.errors.append(message.text)

    # What the reader does

    def open(self, language: str = "ja", path: str = "/") -> CardPage:
        self.page.goto(f"{path}?language={language}")
        expect(self.panel).to_be_visible()
        return self

    def begin(self, language: str = "ja", path: str = "/") -> CardPage:
        """Opens the chat and presses the button in its menu."""
        self.open(language, path)
        self.panel.get_by_role("button", name=self.say("menu"), exact=True).click()
        self.panel.locator("#tools").get_by_role("button", name=self.say("read_card"), exact=True).click()
        self.shows("card_about")
        return self

    def press(self, label: str) -> None:
        """A button of the step, by the name of its label."""
        self.step.get_by_role("button", name=self.say(label), exact=True).click()

    def enter(self, code: str) -> None:
        self.step.get_by_role("textbox").fill(code)
        self.press("card_next")

    def pair(self, code: str) -> None:
        """From the first step to whatever comes of the code."""
        self.press("card_start")
        self.enter(code)

    def read(self, code: str) -> None:
        """From the first step to the result."""
        self.pair(code)
        self.shows("card_result")

    def ask(self, text: str) -> None:
        """Writes a question, and waits for its answer."""
        field = self.panel.locator("textarea.question")
        field.fill(text)
        field.press("Enter")
        expect(self.panel.locator(".turn").last).to_contain_class("reply")
        expect(self.panel.locator(".status")).to_be_empty()

    def keys(self, *names: str) -> None:
        for name in names:
            self.page.keyboard.press(name)

    def switch(self, language: str) -> None:
        self.panel.locator(f"[data-code={language}]").click()

    # What the reader sees

    @property
    def origin(self) -> str:
        return str(self.page.evaluate("location.origin"))

    @property
    def language(self) -> str:
        return str(self.panel.get_attribute("lang"))

    def say(self, name: str) -> str:
        return self._labels[self.language][name]

    def shows(self, *labels: str) -> None:
        for label in labels:
            expect(self.step).to_contain_text(self.say(label).strip())

    def rows(self) -> list[tuple[str, str]]:
        """The result, name and value."""
        names, values = (self.step.locator(tag).all_inner_texts() for tag in ("dt", "dd"))
        return list(zip(names, values, strict=True))

    def focused(self) -> Locator:
        return self.panel.locator(":focus")

    def is_accessible(self, name: str = "") -> None:
        """Nothing that axe-core finds fault with in the chat; keeps a picture."""
        if name:
            SCREENSHOTS.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=SCREENSHOTS / f"card-{name}-{self.language}.png")
        before = len(self.errors)
        found = Axe().run(self.page, options=OPTIONS)
        del self.errors[before:]  # axe-core brings a style that the page's policy rightly refuses
        assert found.violations_count == 0, [violation["id"] for violation in found.response["violations"]]

    # What went over the network

    def bodies(self, part: str) -> list[Any]:
        """What was sent to addresses that hold this part."""
        return [json.loads(r.post_data or "null") for r in self.requests if part in r.url and r.method == "POST"]

    def kept(self) -> str:
        """What the tab keeps."""
        return str(self.page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])"))
