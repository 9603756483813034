"""What goes wrong during a call: no server, no session, no topic, an input method, a caller who speaks Japanese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.copilot.office_hours import describe_office
from bot.replies.speaker import Speaker
from knowledge.lines import TOKYO
from tests.bot.copilot.agent import AGENT, PASSWORD, REVIEWER, AgentOverHttp
from tests.bot.copilot.test_page import accessible, hear, open_page, options, was_asked_in_a_pause
from tests.desk import Desk
from tests.ward import WARD


@pytest.fixture
def troubled(browser: Browser, desk: Desk) -> Iterator[Page]:
    """A page whose browser may complain of requests that fail."""
    context = browser.new_context(base_url=f"http://127.0.0.1:{desk.port}", viewport={"width": 1440, "height": 900})
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def test_a_server_that_is_gone_is_said_and_waited_for(troubled: Page) -> None:
    page = open_page(troubled)
    page.context.set_offline(True)
    hear(page, "lost card")
    notice = page.get_by_role("alert").filter(has_text="サーバーにつながりません")
    expect(notice).to_be_visible()
    expect(page.get_by_role("combobox", name="相手の話")).to_have_value("lost card")
    page.context.set_offline(False)
    expect(options(page).first).to_contain_text("カードの紛失・盗難")
    expect(notice).to_have_count(0)


def test_an_answer_that_was_asked_for_comes_when_the_server_is_back(troubled: Page) -> None:
    page = open_page(troubled)
    page.route("**/copilot/answer", lambda route: route.fulfill(status=503, body="<html>"))
    hear(page, "lost card")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="つながりません")).to_be_visible()
    page.unroute("**/copilot/answer")
    expect(page.locator("tr.lead td.caller")).to_contain_text("Call 0120-0178-27")


def sign_in_again(page: Page, name: str) -> None:
    expect(page).to_have_url(re.compile("/sign-in[?]"))
    expect(page.get_by_role("status")).to_contain_text("サインインの時間が終わりました")
    expect(page.get_by_label("名前")).to_have_value(AGENT)
    expect(page.get_by_label("パスワード")).to_be_focused()
    accessible(page)
    if name != AGENT:
        page.get_by_label("名前").fill(name)
        page.get_by_label("パスワード").focus()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="相手の話")).to_be_visible()


def end_session_while_typing(page: Page, text: str) -> None:
    open_page(page)
    page.get_by_role("radio", name="한국어").check()
    with page.expect_response(was_asked_in_a_pause):  # a later one would end the session before the text is there
        hear(page, "lost card")
    page.keyboard.press("Enter")
    expect(page.locator("tr.lead")).to_be_visible()
    page.get_by_label("生年月日の元号").select_option("showa")
    page.get_by_label("生年月日の年").fill("63")
    page.context.clear_cookies()
    page.keyboard.press("Escape")
    page.get_by_role("combobox", name="相手の話").fill(text)


def test_after_signing_in_again_the_work_is_there(troubled: Page) -> None:
    end_session_while_typing(troubled, "カード 123456789018 をなくした")
    sign_in_again(troubled, AGENT)
    expect(troubled.get_by_role("combobox", name="相手の話")).to_have_value("カード ＊＊＊＊ をなくした")
    expect(troubled.get_by_role("radio", name="한국어")).to_be_checked()
    expect(troubled.locator("tr.lead td.caller")).to_contain_text("즉시 0120-0178-27")
    expect(troubled.get_by_label("生年月日の元号")).to_have_value("showa")
    expect(troubled.get_by_label("生年月日の年")).to_have_value("63")
    assert troubled.evaluate("sessionStorage.length") == 0


def test_what_is_being_read_stays_when_the_session_ends_by_itself(troubled: Page) -> None:
    troubled.clock.install()
    open_page(troubled)
    troubled.get_by_role("button", name="原因を順に確かめる").click()
    for _step in range(2):
        question = troubled.locator("table.columns").text_content()
        troubled.locator(".choices button").first.click()
        expect(troubled.locator("table.columns")).not_to_have_text(question or "")
    shown = troubled.locator("table.columns").text_content() or ""
    troubled.context.clear_cookies()
    troubled.clock.fast_forward(61_000)  # the lines are asked for every minute
    notice = troubled.get_by_role("alert").filter(has_text="サインインの時間が終わりました")
    expect(notice).to_be_visible()
    expect(troubled.locator("table.columns")).to_have_text(shown)
    accessible(troubled)
    notice.get_by_role("button", name="サインインする").click()
    sign_in_again(troubled, AGENT)
    expect(troubled.locator("table.columns")).to_have_text(shown)


def test_after_a_wrong_password_only_that_is_typed_again(troubled: Page) -> None:
    troubled.goto("/copilot/")
    troubled.get_by_label("名前").fill(AGENT)
    troubled.get_by_label("パスワード").fill("a wrong password")
    troubled.keyboard.press("Enter")
    expect(troubled.get_by_role("alert")).to_contain_text("名前またはパスワードが違います")
    troubled.keyboard.type(PASSWORD)
    troubled.keyboard.press("Enter")
    expect(troubled.get_by_role("combobox", name="相手の話")).to_be_visible()


def test_another_agent_sees_nothing_of_it(troubled: Page) -> None:
    end_session_while_typing(troubled, "カードをなくした")
    sign_in_again(troubled, REVIEWER)
    expect(troubled.get_by_role("combobox", name="相手の話")).to_have_value("")
    assert troubled.evaluate("sessionStorage.length") == 0


def test_no_topic_is_said(page: Page) -> None:
    open_page(page)
    hear(page, "z")
    expect(page.get_by_text("候補はありません。ことばを足すか、言いかえてください。")).to_be_visible()
    expect(options(page)).to_have_count(0)
    page.keyboard.press("Enter")  # opens nothing
    expect(page.locator("tr.row")).to_have_count(0)
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    expect(page.get_by_text("候補はありません。ことばを足すか")).to_have_count(0)


def test_enter_before_the_topics_have_come_waits_for_them(page: Page) -> None:
    open_page(page)
    hear(page, "暗証番号")
    expect(options(page).first).to_contain_text("暗証番号")
    field = page.get_by_role("combobox", name="相手の話")
    field.fill("lost card")
    field.press("Enter")
    expect(page.locator("caption")).to_have_text("カードの紛失・盗難")


def test_keys_of_an_input_method_are_its_own(page: Page) -> None:
    open_page(page)
    hear(page, "lost card")
    expect(options(page).first).to_be_visible()
    field = page.get_by_role("combobox", name="相手の話")
    for key, code in (("Enter", "Enter"), ("Escape", "Escape"), ("1", "Digit1")):
        field.dispatch_event("keydown", {"key": key, "code": code, "altKey": key == "1", "isComposing": True})
    expect(page.locator("tr.row")).to_have_count(0)
    assert field.evaluate("(field) => field.selectionStart") == len("lost card")  # nothing was selected
    page.keyboard.press("Enter")
    expect(page.locator("caption")).to_have_text("カードの紛失・盗難")


def test_a_caller_who_speaks_japanese_has_one_column(page: Page) -> None:
    open_page(page)
    page.keyboard.press("Alt+6")
    hear(page, "カードをなくした")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("tr.lead td.ja")).to_contain_text("すぐに 0120-95-0178")
    expect(page.locator("td.caller")).to_have_count(0)
    expect(page.get_by_label("相手のことばの文")).to_have_count(0)
    expect(page.get_by_role("button", name="両方を写す", exact=True)).to_have_count(0)
    accessible(page)


def test_keys_lead_to_every_part(page: Page) -> None:
    open_page(page)
    for key, label in (("H", "6けたの番号"), ("G", "生年月日の元号")):
        page.keyboard.press(f"Alt+{key}")
        expect(page.get_by_label(label)).to_be_focused()
    page.keyboard.press("Alt+O")
    expect(page.get_by_role("button", name="区役所の窓口")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("tr.lead td.ja")).to_contain_text("03-5722-9349")


def test_an_answer_opened_from_far_below_is_seen_from_its_beginning(page: Page) -> None:
    open_page(page)
    hear(page, "lost card")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("tr.lead")).to_be_visible()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.get_by_role("button", name="カードの再発行").click()
    expect(page.locator("caption")).to_have_text("カードの再発行")
    expect(page.locator("caption")).to_be_in_viewport()


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (768, 1024)])
def test_nothing_is_wider_than_the_page_or_cut(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_page(page)
    hear(page, "비밀번호를 잊어버렸어요")
    expect(options(page).first).to_be_visible()
    page.get_by_role("checkbox", name="読み方").check()
    options(page).first.click()
    expect(page.locator("tr.lead")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    cut = page.evaluate(
        """[...document.querySelectorAll("button, td, th, summary, label, li, legend, select")]
           .filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1 && one.clientWidth)
           .map((one) => one.outerHTML.slice(0, 90))"""
    )
    assert cut == []


# fmt: off
@pytest.mark.parametrize(("now", "is_open", "days"), [
    ("2026-11-20T09:00", True,  ["午前8時30分", "", "", "勤労感謝の日", "午前8時30分", "午前8時30分", "午前8時30分"]),
    ("2026-12-28T17:00", False, ["午前8時30分", *["年末年始"] * 6]),
    ("2026-12-31T09:00", False, [*["年末年始"] * 4, "午前8時30分", "午前8時30分", "午前8時30分"]),
])
# fmt: on
def test_the_counters_days(now: str, is_open: bool, days: list[str]) -> None:
    found = describe_office(Speaker(WARD), datetime.fromisoformat(now).replace(tzinfo=TOKYO))
    assert found["open"] is is_open
    assert [day.get("opens", day.get("rests")) for day in found["days"]] == days
    assert all(day["closes"] == "午後5時" for day in found["days"] if "opens" in day)


def test_the_counter_stands_beside(page: Page, agent: AgentOverHttp) -> None:
    expected = agent.get("lines").json["office"]
    open_page(page)
    drawer = page.locator("details").filter(has_text="窓口の開庁時間")
    expect(drawer).to_contain_text("目黒区総合庁舎1階 戸籍住民課")
    expect(drawer).to_contain_text(expected["hours"])
    expect(drawer.locator("tr")).to_have_count(7)
    expect(drawer.locator("tr").first).to_contain_text("きょう")
