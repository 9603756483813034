"""The form that computes when a card ends: dates in fields with eras, or in words, to the calendar file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from tests.web.chat.chat import Chat

# A card made in March ends on its bearer's tenth birthday after that, its certificates on the fifth; both can be renewed
# from the day after three months before (docs/expiry.md, R12).
MADE_IN = date.today().year - 1
BORN, MADE = ("showa", "53", "9", "11"), ("reiwa", str(MADE_IN - 2018), "3", "15")
REMINDERS = {date(MADE_IN + 4, 6, 12), date(MADE_IN + 9, 6, 12)}
# fmt: off
WORDS = {
    "ja": dict(born="1978年9月11日", japanese="日本国籍"),
    "ko": dict(born="1978년 9월 11일", japanese="일본 국적"),
}
TYPED = {"ja": ("昭和53年9月11日", f"令和{MADE_IN - 2018}年3月15日"), "ko": ("1978년 9월 11일", f"{MADE_IN}년 3월 15일")}
# What is written, which message it gets, and the field that has the focus then.
WRONG = [
    ("ja", ("showa", "53", "", "11"), "date_incomplete", 1),
    ("en", ("western", "19x8", "9", "11"), "date_incomplete", 0),
    ("zh", ("western", "2023", "2", "29"), "no_such_day", 0),
    ("ko", ("reiwa", "1", "4", "30"), "no_such_day", 0),  # still Heisei
]
# fmt: on
START = {
    "ja": "有効期限を計算してください",
    "en": "Please calculate when my card expires",
    "zh": "请计算我的卡的有效期限",
    "ko": "카드가 언제까지 유효한지 계산해 주세요",
}


@pytest.mark.parametrize("language", WORDS)
def test_fields_lead_to_the_calendar_file(chat: Chat, language: str) -> None:
    words = WORDS[language]
    chat.open(language)
    chat.ask(START[language])
    chat.date(*BORN)
    expect(chat.words.last).to_have_text(words["born"])
    chat.answered()
    expect(chat.panel.locator("form.date")).to_have_count(1)  # only the last question's
    chat.date(*MADE)
    chat.answered()
    chat.press(words["japanese"])
    assert calendar_days(chat) == REMINDERS
    for day in REMINDERS:
        expect(chat.answer).to_contain_text(str(day.year))


@pytest.mark.parametrize("language", TYPED)
def test_words_lead_there_too(chat: Chat, language: str) -> None:
    chat.open(language)
    chat.ask(START[language])
    for text in TYPED[language]:
        chat.ask(text)
    chat.press(WORDS[language]["japanese"])
    assert calendar_days(chat) == REMINDERS


def calendar_days(chat: Chat) -> set[date]:
    """The days in the file that the answer offers."""
    with chat.page.expect_download() as download:
        chat.answer.locator("button.calendar").click()
    assert download.value.suggested_filename.endswith(".ics")
    events: Any = Calendar.from_ical(Path(download.value.path()).read_bytes()).walk("VEVENT")
    assert all(event["SUMMARY"] for event in events)
    return {event["DTSTART"].dt for event in events}


def test_a_wrong_date_is_said_at_the_field(chat: Chat) -> None:
    chat.open("ja")
    chat.ask(START["ja"])
    for language, parts, problem, focused in WRONG:
        chat.switch(language)
        chat.date(*parts)
        form = chat.answer.locator("form.date")
        expect(form.get_by_role("alert")).to_have_text(chat.say(problem))
        expect(form.locator("input").nth(focused)).to_be_focused()
        expect(form.locator("input").nth(focused)).to_have_accessible_description(chat.say(problem))
    expect(chat.questions).to_have_count(1)


def test_dates_as_people_read_them(chat: Chat) -> None:
    chat.open("en")
    chat.ask(START["en"])
    chat.date("western", "１９７８", "０９", "11")
    chat.answered()
    chat.date("reiwa", "元", "5", "1")
    expect(chat.words).to_have_text([START["en"], "11 September 1978", "1 May 2019"])
    chat.switch("ko")
    expect(chat.words.last).to_have_text("2019년 5월 1일")


def test_picture_shows_where_the_date_stands(chat: Chat) -> None:
    chat.open("ja")
    chat.ask(START["ja"])
    for language in START:
        chat.switch(language)
        form = chat.answer.locator("form.date")
        toggle, picture = form.get_by_role("button", name=chat.say("where")), form.locator("img")
        expect(picture).to_be_hidden()
        toggle.click()
        expect(toggle).to_have_attribute("aria-expanded", "true")
        expect(picture).to_be_visible()
        expect(picture).to_have_attribute("alt", chat.say("birth_date"))
        picture.evaluate("(image) => image.decode()")
        assert picture.evaluate("(image) => image.naturalWidth") > 0
        toggle.click()
        expect(picture).to_be_hidden()
