"""Room for the answer: on every phone, with letters of every size, whatever is open beside it."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from bot.i18n.languages import LANGUAGES
from tests.web.chat.chat import FORGOT, Chat
from tests.web.chat.test_layout import CUT, LETTERS, SMALL, TARGET, resize_letters
from tests.web.chat.watch import Watch

UPRIGHT = ((320, 568), (360, 640), (390, 844), (412, 915))
PHONES = (*UPRIGHT, (568, 320))
NARROW = UPRIGHT[:2]
LEAST_SHARE = 0.4  # of the window, for the newest answer
MOST_CHROME = 0.3  # of a narrow window, for all that is no conversation, with usual letters
LINE = 64  # px: a header of one line, with letters of twice the size
# Shares of the window: what is seen of the newest answer, and what the bars take; what should be in sight and is not.
SEEN = """(root) => {
  const box = (element) => element.getBoundingClientRect();
  const one = (selector) => box(root.querySelector(selector));
  const log = one(".log"), close = one(".close"), field = one(".question");
  const answer = box([...root.querySelectorAll(".asked")].pop().nextElementSibling);
  const seen = Math.min(answer.bottom, log.bottom, innerHeight) - Math.max(answer.top, log.top, 0);
  const isCorner = close.top < 24 && close.right > innerWidth - 24;
  return {
    answer: Math.max(seen, 0) / innerHeight,
    begins: answer.top >= log.top - 1,
    chrome: 1 - log.height / innerHeight,
    header: one("header").height,
    missing: [!isCorner && "close", field.bottom > innerHeight + 1 && "field"].filter(Boolean),
  };
}"""


def see(chat: Chat) -> dict[str, Any]:
    seen: dict[str, Any] = chat.panel.evaluate(SEEN)
    return seen


def hold(chat: Chat, width: int, height: int) -> None:
    """Takes a phone of another size, or turns it."""
    chat.page.set_viewport_size({"width": width, "height": height})


@pytest.mark.parametrize("percent", LETTERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_newest_answer_has_its_share_of_every_phone(phone: Chat, language: str, percent: int) -> None:
    phone.open(language)
    resize_letters(phone.page, percent)
    for width, height in PHONES:
        hold(phone, width, height)
        phone.ask(FORGOT[language])
        seen, case = see(phone), f"{width} x {height}"
        assert seen["answer"] >= LEAST_SHARE and seen["begins"] and seen["missing"] == [], (case, seen)
        assert seen["header"] <= LINE, (case, seen)
        assert phone.panel.evaluate(CUT) == [], case
        assert phone.panel.evaluate(SMALL, TARGET) == [], case


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bars_are_low_on_a_narrow_phone(phone: Chat, language: str) -> None:
    phone.open(language).ask(FORGOT[language])
    for width, height in NARROW:
        hold(phone, width, height)
        assert see(phone)["chrome"] <= MOST_CHROME


def test_the_newest_answer_stays_when_letters_grow_and_the_phone_is_turned(phone: Chat) -> None:
    phone.open("ko").ask(FORGOT["ko"])
    for percent, (width, height) in itertools.product((200, 100, 150), PHONES):
        resize_letters(phone.page, percent)
        hold(phone, width, height)
        phone.page.wait_for_function("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50, true)))")
        seen = see(phone)
        assert seen["answer"] >= LEAST_SHARE, (percent, width, height, seen)


@pytest.mark.parametrize("percent", (100, 150, 200))
def test_with_readings_too(phone: Chat, percent: int) -> None:
    phone.open("ja")
    phone.readings()
    resize_letters(phone.page, percent)
    for width, height in PHONES:
        hold(phone, width, height)
        phone.ask(FORGOT["ja"])
        assert see(phone)["answer"] >= LEAST_SHARE, (width, height)
        assert phone.panel.evaluate(CUT) == [], (width, height)


def test_a_long_question_leaves_its_answer_the_room(phone: Chat) -> None:
    phone.open("en").ask("I forgot my PIN, and I do not know where to go or what to bring. " * 6)
    seen = see(phone)
    assert seen["answer"] >= LEAST_SHARE and seen["begins"]


@pytest.mark.parametrize("percent", LETTERS)
def test_whatever_is_open_beside_it_the_conversation_keeps_its_share(phone: Chat, watch: Watch, percent: int) -> None:
    phone.open("en").ask(FORGOT["en"])
    resize_letters(phone.page, percent)
    height = "(root) => root.querySelector('.log').getBoundingClientRect().height / innerHeight"
    phone.button("language").click()
    phone.use("delete")
    assert phone.panel.evaluate(height) >= LEAST_SHARE
    phone.panel.locator("details.person summary").click()
    assert phone.panel.evaluate(height) >= LEAST_SHARE
    phone.page.context.set_offline(True)
    phone.field.fill("I lost my card and my bag. " * 30)
    assert phone.panel.evaluate(height) >= LEAST_SHARE
    phone.field.press("Enter")
    expect(phone.status).to_contain_text(phone.say("offline"))
    assert phone.panel.evaluate(height) >= LEAST_SHARE
    assert phone.panel.evaluate(CUT) == []


def test_the_field_grows_with_what_is_written_and_shrinks_again(phone: Chat) -> None:
    phone.open("ja")
    low = tall(phone.field)
    phone.field.fill("カードを家でなくしました。どうすればよいか教えてください。" * 3)
    assert tall(phone.field) > 1.5 * low
    phone.field.fill("")
    assert tall(phone.field) == low


def tall(element: Locator) -> float:
    box = element.bounding_box()
    assert box
    return box["height"]
