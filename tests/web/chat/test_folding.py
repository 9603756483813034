"""Answers one can take in: what is read at once, and the rest under "more"."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from bot.i18n.languages import LANGUAGES
from tests.web.chat.chat import FORGOT, LOST, Chat
from tests.web.chat.test_dates import MADE_IN, START, TYPED, WORDS

MOST_POINTS = 4  # three, or dates and the next step
STARTERS = 2  # at least, on the smallest phone


@pytest.mark.parametrize("language", LANGUAGES)
def test_few_points_are_read_at_once(phone: Chat, language: str) -> None:
    phone.open(language)
    for question in (LOST[language], FORGOT[language]):
        answer = phone.ask(question)
        seen = answer.locator(".points li:visible").count()
        assert 1 <= seen <= MOST_POINTS
        expect(answer.locator(".source").first).to_be_visible()
        answer.locator(".more > summary").click()
        assert answer.locator(".points li:visible").count() > seen


def test_what_changes_what_one_does_is_not_folded(phone: Chat) -> None:
    phone.open("en")
    answer = phone.ask(LOST["en"])
    expect(answer.get_by_text("0120-601-785")).to_be_visible()  # the way without a voice
    assert answer.locator(".line:visible").count() == 2
    answer = phone.ask(FORGOT["en"])
    expect(answer.locator(".changed").first).to_be_visible()
    assert answer.locator(".line:visible").count() == 1


def test_what_was_unfolded_stays_so_in_another_language(chat: Chat) -> None:
    chat.open("ja").ask(FORGOT["ja"])
    chat.answer.locator(".more > summary").click()
    chat.switch("zh")
    expect(chat.answer.locator(".more")).to_have_attribute("open", "")
    chat.answer.locator(".more > summary").click()
    chat.switch("ko")
    expect(chat.answer.locator(".more")).not_to_have_attribute("open", re.compile(".*"))


def test_on_paper_nothing_is_folded(chat: Chat) -> None:
    chat.open("ja").ask(FORGOT["ja"])
    points = chat.answer.locator(".points li")
    assert points.filter(visible=True).count() < points.count()
    chat.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert points.filter(visible=True).count() == points.count()
    chat.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert points.filter(visible=True).count() < points.count()


def test_a_result_shows_the_dates_and_the_next_step(phone: Chat) -> None:
    phone.open("ko").ask(START["ko"])
    for text in TYPED["ko"]:
        phone.ask(text)
    phone.press(WORDS["ko"]["japanese"])
    seen = [point.inner_text() for point in phone.answer.locator(".points li:visible").all()]
    assert len(seen) <= MOST_POINTS
    assert all(str(MADE_IN + years) in point for years, point in zip((9, 4), seen, strict=False))  # card, certificates
    assert "준비물" in seen[-1]  # what to bring
    expect(phone.answer.locator(".calendar")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_starters_are_in_sight(phone: Chat, language: str) -> None:
    phone.open(language)
    for starter in phone.answer.locator(".offers button").all()[:STARTERS]:
        expect(starter).to_be_in_viewport(ratio=1)
