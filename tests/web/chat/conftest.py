"""A real browser before a real desk; both end with this folder's tests, so that other tests have the memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright

from tests.web.chat.chat import Chat, Labels
from tests.web.chat.running import RunningDesk, launch
from tests.web.chat.ward_page import WardPage
from tests.web.chat.watch import Watch

expect.set_options(timeout=15_000)  # a shared machine

PHONE = ViewportSize(width=320, height=568)
DESKTOP = ViewportSize(width=1280, height=800)
Visit = Callable[..., BrowserContext]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def ward_page() -> Iterator[WardPage]:
    """A page of somebody else that holds the chat."""
    page = WardPage()
    yield page
    page.stop()


@pytest.fixture(scope="package")
def desk(tmp_path_factory: pytest.TempPathFactory, ward_page: WardPage) -> Iterator[RunningDesk]:
    desk = RunningDesk(tmp_path_factory.mktemp("desk"), MADOGUCHI_EMBED_ORIGINS=ward_page.origin)
    desk.wait()
    ward_page.desk = desk.origin
    yield desk
    desk.stop()


@pytest.fixture(scope="package")
def labels(desk: RunningDesk) -> Labels:
    """The chat's own texts by language and name."""
    texts: dict[str, Any] = json.loads(desk.request("/web/any/texts.json")[1])
    return {code: dict(labels) for code, labels in texts["labels"].items()}


@pytest.fixture
def watch(desk: RunningDesk, ward_page: WardPage) -> Watch:
    return Watch(desk.origin, *ward_page.origins)


@pytest.fixture
def visit(browser: Browser, desk: RunningDesk, watch: Watch) -> Iterator[Visit]:
    """Opens browsers of visitors; fails the test at its end when something happened that never may."""
    contexts: list[BrowserContext] = []

    def visit(**options: Any) -> BrowserContext:
        context = browser.new_context(base_url=desk.origin, **options)
        context.set_default_timeout(15_000)
        watch.over(context)
        contexts.append(context)
        return context

    yield visit
    cookies = [cookie for context in contexts for cookie in context.cookies()]
    for context in contexts:
        context.close()
    assert watch.problems(cookies) == []


@pytest.fixture
def page(visit: Visit) -> Page:
    return visit().new_page()


@pytest.fixture
def chat(page: Page, labels: Labels) -> Chat:
    return Chat(page, labels)


@pytest.fixture
def phone(visit: Visit, labels: Labels) -> Chat:
    """The chat on the smallest phone that WCAG asks for."""
    return Chat(visit(viewport=PHONE).new_page(), labels)
