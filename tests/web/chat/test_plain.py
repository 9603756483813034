"""The same desk without scripts: a form and full pages."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from bot.i18n.languages import LANGUAGES
from tests.web.chat.chat import FORGOT, LOST, Labels
from tests.web.chat.conftest import Visit
from tests.web.chat.running import RunningDesk
from tests.web.chat.test_conversation import LINE, TITLES
from tests.web.chat.test_dates import START

BORN = {"ja": "1978年9月11日", "en": "11 September 1978", "zh": "1978年9月11日", "ko": "1978년 9월 11일"}


@pytest.fixture
def page(visit: Visit) -> Page:
    return visit(java_script_enabled=False).new_page()


def ask(page: Page, text: str) -> None:
    page.get_by_role("textbox").last.fill(text)
    page.locator("button.send").click()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_desk_answers_without_scripts(page: Page, labels: Labels, desk: RunningDesk, language: str) -> None:
    title, related = TITLES[language]
    page.goto(f"/?language={language}")
    ask(page, LOST[language])
    assert page.url.startswith(f"{desk.origin}/plain?language={language}&answer=")
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator(".asked")).to_contain_text(LOST[language])
    answer = page.get_by_role("article")
    expect(answer.get_by_role("heading")).to_have_text(title)
    expect(answer.get_by_role("link").first).to_have_attribute("href", f"tel:{LINE}")
    expect(answer.locator(".state").first).to_have_text(labels[language]["open"])
    page.get_by_role("button", name=related, exact=True).click()
    expect(page.get_by_role("article").get_by_role("heading")).to_have_text(related)
    page.locator(".source a").first.click()
    expect(page.locator(":target")).to_be_in_viewport()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_date_in_fields(page: Page, labels: Labels, language: str) -> None:
    page.goto(f"/plain?language={language}")
    ask(page, START[language])
    page.locator("select[name=era]").select_option("showa")
    for name, value in (("year", "53"), ("month", "9"), ("day", "11")):
        page.locator(f"input[name={name}]").fill(value)
    page.get_by_role("button", name=labels[language]["send_date"], exact=True).click()
    expect(page.locator(".lead")).to_contain_text(BORN[language])


def test_enter_in_a_date_sends_the_date(page: Page) -> None:
    page.goto("/plain?language=ja")
    ask(page, START["ja"])
    for name, value in (("year", "1978"), ("month", "9"), ("day", "11")):
        page.locator(f"input[name={name}]").fill(value)
    page.locator("input[name=day]").press("Enter")
    expect(page.locator(".lead")).to_contain_text(BORN["ja"])


def test_languages_are_buttons(page: Page) -> None:
    page.goto("/plain?language=ja")
    ask(page, LOST["ja"])
    for language, entry in reversed(LANGUAGES.items()):
        page.get_by_role("button", name=entry.name, exact=True).click()
        expect(page.locator("html")).to_have_attribute("lang", language)
        ask(page, "PIN")
        expect(page.get_by_role("article")).to_have_attribute("lang", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_language_is_the_same_answer(page: Page, language: str) -> None:
    page.goto("/plain?language=ja")
    ask(page, LOST["ja"])
    page.get_by_role("button", name=LANGUAGES[language].name, exact=True).click()
    expect(page.get_by_role("article").get_by_role("heading")).to_have_text(TITLES[language][0])
    expect(page.locator(".asked")).to_contain_text(LOST["ja"])
    ask(page, "PIN")
    expect(page.get_by_role("article")).to_have_attribute("lang", language)


def test_loading_again_and_going_back_ask_nothing(page: Page, desk: RunningDesk) -> None:
    page.goto("/plain?language=en")
    ask(page, START["en"])
    ask(page, "September 11, 1978")
    second = page.locator(".lead").first.inner_text()
    before = desk.rows("SELECT count(*) AS heard FROM events WHERE type_name = 'user'")
    page.reload()
    expect(page.locator(".lead").first).to_have_text(second)
    page.go_back()
    expect(page.locator(".asked")).to_contain_text(START["en"])
    page.go_forward()
    expect(page.locator(".lead").first).to_have_text(second)
    assert desk.rows("SELECT count(*) AS heard FROM events WHERE type_name = 'user'") == before
    ask(page, "October 1, 2020")
    expect(page.locator(".asked")).to_contain_text("October 1, 2020")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_last_turns_are_shown_and_lead_to_their_answers(page: Page, labels: Labels, language: str) -> None:
    page.goto(f"/plain?language={language}")
    ask(page, LOST[language])
    title = page.get_by_role("article").get_by_role("heading").inner_text()
    ask(page, FORGOT[language])
    ask(page, START[language])
    earlier = page.locator(".earlier")
    expect(earlier).to_have_count(2)
    expect(earlier.first.locator("strong")).to_have_text(FORGOT[language])
    expect(earlier.last).to_contain_text(LINE)
    earlier.last.get_by_role("link").click()
    expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()
    expect(page.locator(".earlier")).to_have_count(0)
    assert LOST[language] not in unquote(page.url)


def test_a_double_click_is_heard_once(page: Page, desk: RunningDesk) -> None:
    page.goto("/plain?language=en")
    ask(page, LOST["en"])
    (before,) = desk.rows("SELECT count(*) AS heard FROM events WHERE type_name = 'user'")
    page.get_by_role("textbox").last.fill("I forgot my PIN")
    page.locator("button.send").dblclick()
    expect(page.locator(".asked")).to_contain_text("I forgot my PIN")
    (after,) = desk.rows("SELECT count(*) AS heard FROM events WHERE type_name = 'user'")
    assert after["heard"] == before["heard"] + 1


def test_readings_come_and_go(page: Page, labels: Labels) -> None:
    page.goto("/plain?language=ja")
    ask(page, LOST["ja"])
    plain = page.locator(".lead").text_content()
    page.get_by_label(labels["ja"]["furigana"]).check()
    ask(page, LOST["ja"])
    assert page.locator("article ruby").count() > 20
    copy = page.locator(".lead").inner_html()
    page.get_by_label(labels["ja"]["furigana"]).uncheck()
    ask(page, LOST["ja"])
    expect(page.locator("ruby")).to_have_count(0)
    assert plain and "<rt>" in copy and page.locator(".lead").text_content() == plain


def test_delete(page: Page, labels: Labels, desk: RunningDesk) -> None:
    page.goto("/plain?language=en")
    ask(page, LOST["en"])
    (before,), session = desk.rows("SELECT count(*) AS events FROM events"), page.locator("[name=session]").first
    name = session.input_value()
    page.get_by_role("button", name=labels["en"]["delete"], exact=True).click()
    expect(page.get_by_role("status")).to_have_text(labels["en"]["deleted"])
    expect(session).not_to_have_value(name)
    (after,) = desk.rows("SELECT count(*) AS events FROM events")
    assert after["events"] < before["events"]
