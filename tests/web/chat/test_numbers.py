"""Telephone numbers stand on one line: a number in two pieces is read out wrongly."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from bot.i18n.languages import LANGUAGES
from tests.web.chat.chat import FORGOT, LOST, Chat
from tests.web.chat.conftest import PHONE, Visit
from tests.web.chat.test_layout import CUT, LETTERS, resize_letters

WIDTHS = (320, 360, 390, 412)
PHONE_NUMBER = r"0\d{1,3}-\d{2,4}-\d{3,4}|0570-\d{6}"
# Telephone numbers of which one line ends in the middle.
BROKEN = f"""(root) => {{
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), broken = [];
  while (walker.nextNode()) {{
    for (const {{ 0: number, index }} of walker.currentNode.data.matchAll(/{PHONE_NUMBER}/g)) {{
      const range = document.createRange();
      range.setStart(walker.currentNode, index);
      range.setEnd(walker.currentNode, index + number.length);
      if (new Set([...range.getClientRects()].map((box) => box.top)).size > 1) broken.push(number);
    }}
  }}
  return broken;
}}"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_telephone_numbers_never_break(phone: Chat, language: str) -> None:
    phone.open(language)
    for question in (LOST[language], FORGOT[language]):
        phone.ask(question)
    for percent in LETTERS:
        resize_letters(phone.page, percent)
        for width in WIDTHS:
            phone.page.set_viewport_size({"width": width, "height": 640})
            assert phone.panel.evaluate(BROKEN) == [], (percent, width)
            assert phone.panel.evaluate(CUT) == [], (percent, width)


def test_the_measure_sees_a_broken_number(page: Page) -> None:
    page.set_content("<p style='width: 4em'>0120-95-0178</p>")
    assert page.locator("body").evaluate(BROKEN) == ["0120-95-0178"]


@pytest.mark.parametrize("path", ["/", "/plain"])
def test_nor_do_they_on_pages(visit: Visit, path: str) -> None:
    page = visit(viewport=PHONE, java_script_enabled=False).new_page()
    page.goto(f"{path}?language=ja")
    page.get_by_role("textbox").last.fill(LOST["ja"])
    page.locator("button.send").click()
    for percent in LETTERS:
        resize_letters(page, percent)
        assert page.locator("body").evaluate(BROKEN) == [], percent
