"""One call after the other: nothing of the last caller stays; what was unticked stays so; keys open what was read."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request, Route, expect
from pypdf import PdfReader

from bot.copilot.auth.accounts import Agents
from bot.storage.engine import open_engine
from tests.bot.copilot.agent import AGENT, PASSWORD, REVIEWER, AgentOverHttp
from tests.bot.copilot.test_handoffs import Visitor
from tests.bot.copilot.test_page import accessible, hear, open_page, options
from tests.bot.copilot.test_trouble import troubled  # noqa: F401
from tests.desk import Desk


def fill_in(page: Page, name: str, *parts: str) -> None:
    for unit, value in zip("年月日", parts, strict=True):
        page.get_by_label(f"{name}の{unit}").fill(value)


@pytest.mark.parametrize("way", ["button", "key"])
def test_the_next_call_finds_nothing_of_the_last(page: Page, desk: Desk, way: str) -> None:
    Agents(open_engine(f"sqlite:///{desk.store}")).add(f"next-{way}", "agent", PASSWORD)
    visitor = Visitor(desk, "zh")
    visitor.post("webhook", text="卡丢了怎么办")
    open_page(page, f"next-{way}")
    empty = page.locator("#main").inner_text()
    page.get_by_label("6けたの番号").fill(visitor.code())
    page.keyboard.press("Enter")
    expect(page.locator(".turns li").first).to_contain_text("卡丢了")
    expect(page.get_by_role("button", name="会話に戻る")).to_be_visible()
    hear(page, "在留期间更新")
    options(page).first.click()
    expect(page.locator("tr.lead")).to_be_visible()
    page.locator("tr.row input:checked").first.uncheck()
    fill_in(page, "生年月日", "1990", "5", "3")
    page.get_by_label("生年月日の元号").select_option("昭和")
    page.get_by_label("カードの発行日の年").fill("2023")
    page.get_by_role("button", name="期限を計算する").click()
    expect(page.get_by_role("alert").filter(has_text="発行日：")).to_be_visible()
    page.get_by_label("6けたの番号").fill("48")

    if way == "button":
        page.get_by_role("button", name="次の電話").click()
    else:
        page.keyboard.press("Alt+x")
    expect(page.get_by_role("combobox", name="相手の話")).to_be_focused()
    expect(page.get_by_role("radio", name="English")).to_be_checked()
    for text in ("卡丢了", "会話に戻る", "発行日："):
        expect(page.get_by_text(text)).to_have_count(0)
    fields = page.locator("#main input:not([type=checkbox]):not([type=radio])")
    assert [field.input_value() for field in fields.all()] == [""] * fields.count()
    expect(page.get_by_label("生年月日の元号")).to_have_value("western")
    assert page.locator("tr.row, .slip, [role=option]:not(option), .turns").count() == 0
    assert page.evaluate("sessionStorage.length") == 0
    expect(page.locator(".status")).to_be_empty(timeout=20_000)  # it says that the page is ready, for a moment
    now = page.locator("#main").inner_text()
    assert re.sub(r"\d", "", now) == re.sub(r"\d", "", empty)  # the minute of the lines may have passed
    accessible(page)

    hear(page, "카드 분실")  # chosen by hand-off before, the language follows again
    expect(page.get_by_role("radio", name="한국어")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.locator("tr.title input")).not_to_be_checked()
    expect(page.locator("tr.lead input")).to_be_checked()


def test_an_answer_on_its_way_does_not_reach_the_next_call(page: Page) -> None:
    open_page(page)
    hear(page, "lost card")
    expect(options(page).first).to_be_visible()
    held: list[Route] = []
    page.route("**/copilot/answer", lambda route: held.append(route))
    page.keyboard.press("Enter")
    page.keyboard.press("Alt+x")
    expect(page.get_by_role("combobox", name="相手の話")).to_have_value("")
    with page.expect_response("**/copilot/answer"):
        held[0].continue_()
    page.unroute("**/copilot/answer")
    hear(page, "pin locked")
    expect(options(page).first).to_contain_text("暗証番号")
    expect(page.locator("tr.row")).to_have_count(0)


def test_a_language_chosen_by_hand_can_follow_again(page: Page) -> None:
    open_page(page)
    free = page.get_by_role("button", name="自動に戻す")
    expect(free).to_have_count(0)
    page.keyboard.press("Alt+9")
    hear(page, "钱包被偷了")
    expect(options(page).first).to_be_visible()
    expect(page.get_by_role("radio", name="한국어")).to_be_checked()
    free.click()
    expect(page.get_by_role("radio", name="简体中文")).to_be_checked()
    expect(free).to_have_count(0)


def test_what_was_unticked_stays_so_in_another_language(page: Page) -> None:
    open_page(page)
    hear(page, "在留期间更新")
    options(page).first.click()
    expect(page.locator("tr.lead")).to_be_visible()
    page.locator("tr.point input").first.uncheck()
    page.locator("tr.source input").first.check()
    page.get_by_role("checkbox", name="あいさつ").uncheck()
    page.locator(".checklist input").first.uncheck()
    ticks = [box.is_checked() for box in page.locator("tr.row input").all()]
    page.get_by_role("radio", name="한국어").check()
    expect(page.locator("tr.title td.caller")).to_have_text(re.compile("[가-힣]"))
    assert [box.is_checked() for box in page.locator("tr.row input").all()] == ticks
    expect(page.get_by_role("checkbox", name="あいさつ")).not_to_be_checked()
    expect(page.locator(".checklist input").first).not_to_be_checked()
    expect(page.get_by_label("相手のことばの文")).not_to_have_value(re.compile("전화해 주셔서|감사합니다.*안내", re.S))


def test_a_walk_with_the_kiosk_doctor(page: Page) -> None:
    open_page(page)
    page.keyboard.press("Alt+u")
    page.keyboard.press("Enter")
    choices = page.get_by_role("group", name="相手の答え")
    first = page.locator("tr.lead td.ja").inner_text()
    choices.get_by_role("button", name="はい / Yes").click()
    expect(page.locator("tr.lead td.ja")).not_to_have_text(first)
    page.get_by_role("radio", name="한국어").check()  # the walk goes on in another language
    expect(choices.get_by_role("button", name="はい / 예")).to_be_visible()
    accessible(page)
    choices.get_by_role("button", name="ひとつ前の質問に戻る").click()
    expect(page.locator("tr.lead td.ja")).to_have_text(first)
    choices.get_by_role("button", name="いいえ").click()
    expect(page.locator("caption")).to_have_text("使えない原因")
    expect(choices).to_have_count(0)


@pytest.mark.parametrize("heard", ["already told the scammer my PIN", "犯人に暗証番号を教えてしまった", "密码已经告诉骗子了", "사기꾼한테 비밀번호를 알려줬어요"])  # fmt: skip
def test_who_has_told_a_swindler_is_told_what_to_do(page: Page, heard: str) -> None:
    open_page(page)
    hear(page, heard)
    expect(options(page).first).to_contain_text("もう番号を伝えた")
    page.keyboard.press("Enter")
    expect(page.locator("tr.lead td.ja")).to_contain_text("落ち着いて")


def printed(page: Page, file: Path) -> str:
    page.pdf(path=file, prefer_css_page_size=True)
    text = "".join(sheet.extract_text() for sheet in PdfReader(file).pages)
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).replace("‧", "・")


def plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).replace("‧", "・")


@pytest.mark.parametrize("language", ["en", "zh", "ko"])
def test_every_row_that_is_ticked_is_printed_with_its_date(page: Page, agent: AgentOverHttp, language: str) -> None:
    open_page(page)
    page.locator(f"input[value={language}]").check()
    hear(page, "カードの再発行")
    options(page).first.click()
    expect(page.locator("tr.lead")).to_be_visible()
    for row in page.locator("tr.row").all():
        box = row.locator("input")
        box.set_checked(row.get_attribute("data-kind") not in ("how", "title"))
    page.emulate_media(media="print")  # a PDF's own text has look-alikes for some Chinese characters
    on_paper = plain(page.locator(".slip").inner_text())
    page.emulate_media(media="screen")
    for row in page.locator("tr.note, tr.changed").all():
        for side in ("td.ja", "td.caller"):
            assert plain(row.locator(side).inner_text()) in on_paper
    assert page.locator("tr.note, tr.changed").count() > 0
    for row in page.locator("tr.how").all():
        assert plain(row.locator("td.ja").inner_text()) not in on_paper
    for row in page.locator("tr.source").all():
        assert plain(row.locator("td.ja").inner_text()) in on_paper
    said: dict[str, Any] = agent.get("lines").json["printed"]
    assert plain(said["ja"]) in on_paper and plain(said[language]) in on_paper


def test_what_was_computed_of_a_caller_is_not_printed(page: Page, tmp_path: Path) -> None:
    open_page(page)
    fill_in(page, "生年月日", "1990", "5", "3")
    fill_in(page, "カードの発行日", "2023", "6", "1")
    page.keyboard.press("Enter")
    expect(page.locator("tr.calendar")).to_be_visible()
    on_paper = printed(page, tmp_path / "slip.pdf")
    assert "持ち物" in on_paper and not re.search("1990|平成2年|2033|令和15年|2028", on_paper)


def test_enter_that_ends_the_writing_of_kanji_opens_nothing(page: Page) -> None:
    open_page(page)
    hear(page, "lost card")
    expect(options(page).first).to_be_visible()
    field = page.get_by_role("combobox", name="相手の話")
    for key, code in (("Enter", "Enter"), ("Escape", "Escape"), ("1", "Digit1")):  # as Safari sends them
        field.evaluate(
            """(field, [key, code]) => field.dispatchEvent(
                 new KeyboardEvent("keydown", { key, code, altKey: key === "1", keyCode: 229, bubbles: true }))""",
            [key, code],
        )
    page.keyboard.press("ArrowDown")
    expect(options(page).nth(1)).to_have_attribute("aria-selected", "true")
    expect(page.locator("tr.row")).to_have_count(0)


@pytest.mark.parametrize(("key", "place"), [("Alt+2", 1), ("Enter", 0)])
def test_a_list_that_is_put_in_order_again_does_not_swap_under_the_finger(page: Page, key: str, place: int) -> None:
    open_page(page)

    def turn_round(route: Route) -> None:
        answer = route.fetch()
        found = answer.json()
        if (route.request.post_data_json or {})["paused"]:
            found["suggestions"].reverse()
        route.fulfill(response=answer, json=found)

    page.route("**/copilot/suggest", turn_round)
    # The key comes with the new order itself: nobody has read that yet.
    page.evaluate(
        """(key) => {
          const list = document.querySelector("#suggestions");
          new MutationObserver((_changes, watching) => {
            const topics = [...list.children].map((one) => one.dataset.topic);
            if (!topics.length) return;
            if (!window.first || topics.join() === window.first.join()) { window.first = topics; return; }
            watching.disconnect();
            const alt = key.startsWith("Alt+");
            document.querySelector("#heard").dispatchEvent(new KeyboardEvent("keydown",
              { key: alt ? key.slice(4) : key, code: alt ? `Digit${key.slice(4)}` : key, altKey: alt, bubbles: true }));
          }).observe(list, { childList: true });
        }""",
        key,
    )
    asked: list[str] = []

    def note(one: Request) -> None:
        if one.url.endswith("/answer"):
            asked.append((one.post_data_json or {})["topic"])

    page.on("request", note)
    page.get_by_role("combobox", name="相手の話").fill("カード 暗証番号")
    expect(page.locator("tr.lead")).to_be_visible()
    assert asked == [page.evaluate("window.first")[place]]


def test_at_twice_the_size_enter_leads_to_the_answer(page: Page) -> None:
    page.set_viewport_size({"width": 720, "height": 450})  # 1440 x 900 at 200 %
    open_page(page)
    hear(page, "lost card")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("caption")).to_have_text("カードの紛失・盗難")
    expect(page.locator("tr.lead td.ja")).to_be_in_viewport()


def sign_in_anew(page: Page, name: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("名前").fill(name)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="相手の話")).to_be_focused()


def test_a_page_of_another_session_says_so_and_shows_no_old_topics(troubled: Page) -> None:  # noqa: F811
    page = open_page(troubled)
    hear(page, "lost card")
    expect(options(page).first).to_be_visible()
    other = page.context.new_page()
    sign_in_anew(other, REVIEWER)
    page.bring_to_front()
    hear(page, "pin locked")
    notice = page.get_by_role("alert").filter(has_text="読み込み直してください")
    expect(notice).to_be_visible()
    expect(options(page)).to_have_count(0)
    notice.get_by_role("button", name="読み込み直す").click()
    expect(page.locator("header")).to_contain_text(REVIEWER)
    expect(page.get_by_role("combobox", name="相手の話")).to_have_value("")
    sign_in_anew(other, AGENT)
    hear(page, "kaado funshitsu")
    notice.get_by_role("button", name="読み込み直す").click()
    expect(page.locator("header")).to_contain_text(AGENT)


def test_wrong_codes_say_how_long_they_lock(troubled: Page, desk: Desk) -> None:  # noqa: F811
    Agents(open_engine(f"sqlite:///{desk.store}")).add("wrong", "agent", PASSWORD)
    page = open_page(troubled, "wrong")
    field = page.get_by_label("6けたの番号")
    problem = page.get_by_role("alert")
    for _time in range(5):
        field.fill("1")
        with page.expect_response("**/copilot/handoff"):
            field.press("Enter")
    expect(problem.filter(has_text="この番号の会話はありません")).to_be_visible()
    field.press("Enter")
    expect(problem.filter(has_text=re.compile("あと1[0-5]分、入力できません"))).to_be_visible()
