"""The page in Chromium, as an agent uses it."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Response, expect
from pypdf import PdfReader

from tests.bot.copilot.agent import AGENT, PASSWORD, AgentOverHttp


def open_page(page: Page, name: str = AGENT) -> Page:
    page.goto("/copilot/")
    page.get_by_label("名前").fill(name)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="相手の話")).to_be_focused()
    return page


def hear(page: Page, text: str) -> None:
    field = page.get_by_role("combobox", name="相手の話")
    field.fill("")
    field.press_sequentially(text)


def was_asked_in_a_pause(answer: Response) -> bool:
    return answer.url.endswith("/suggest") and (answer.request.post_data_json or {}).get("paused") is True


def options(page: Page) -> Locator:
    return page.get_by_role("listbox", name="候補").get_by_role("option")


def accessible(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


# fmt: off
@pytest.mark.parametrize(("heard", "language", "name", "lead"), [
    ("カードをなくし",   "en", "English", "Call 0120-0178-27"),
    ("lost my wallet", "en", "English",  "Call 0120-0178-27"),
    ("钱包被偷了",       "zh", "简体中文",   "请立即拨打0120-0178-27"),
    ("카드 분실",        "ko", "한국어",     "즉시 0120-0178-27"),
])
# fmt: on
def test_typing_suggests_and_enter_opens_two_columns(
    page: Page, heard: str, language: str, name: str, lead: str
) -> None:
    open_page(page)
    hear(page, heard)
    expect(options(page).first).to_contain_text("カードの紛失・盗難")
    expect(page.get_by_role("radio", name=name)).to_be_checked()
    page.keyboard.press("Enter")
    row = page.locator("tr.lead")
    expect(row.locator("td.ja")).to_contain_text("すぐに 0120-0178-27")
    expect(row.locator("td.caller")).to_contain_text(lead)
    assert row.locator("td.caller").get_attribute("lang") == language
    for one in page.locator("tr.row").all():  # side by side, at one height
        left, right = (one.locator(side).bounding_box() for side in ("td.ja", "td.caller"))
        assert left and right and left["y"] == right["y"] and left["x"] < right["x"]


def test_in_a_pause_the_desk_thinks_longer_and_the_choice_stays(page: Page) -> None:
    open_page(page)
    with page.expect_response(was_asked_in_a_pause) as longer:
        hear(page, "card pin")
        expect(options(page)).to_have_count(5)
        page.keyboard.press("ArrowDown")
        chosen = page.locator("[role=option][aria-selected=true]").get_attribute("data-topic")
    found = [one["topic"] for one in longer.value.json()["suggestions"]]
    expect(options(page).first).to_have_attribute("data-topic", found[0])
    expect(page.locator("[role=option][aria-selected=true]")).to_have_attribute(
        "data-topic", chosen if chosen in found else found[0]
    )


def test_the_language_that_the_agent_chose_stays(page: Page) -> None:
    open_page(page)
    page.get_by_role("radio", name="한국어").check()
    hear(page, "lost card")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("tr.title td.caller")).to_have_text("카드 분실·도난")
    page.get_by_role("radio", name="简体中文").check()
    expect(page.locator("tr.title td.caller")).to_have_text("卡遗失、被盗")


def test_keys_alone_do_everything(page: Page) -> None:
    open_page(page)
    hear(page, "暗証番号")
    found = options(page)
    expect(found).to_have_count(5)
    page.keyboard.press("ArrowDown")
    expect(found.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Alt+3")
    title = found.nth(2).locator(".name").inner_text()
    expect(page.locator("caption")).to_have_text(title)
    expect(page.get_by_role("region", name="回答")).to_be_focused()
    for _time in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")  # the second row is chosen no more
    expect(page.get_by_role("checkbox").and_(page.locator(":focus"))).not_to_be_checked()
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="相手の話")).to_be_focused()


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_copying_one_both_and_chosen_rows(page: Page) -> None:
    open_page(page)
    hear(page, "lost card")
    options(page).first.click()
    page.get_by_role("button", name="両方を写す", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="写しました。")).to_be_visible()
    assert "すぐに 0120-0178-27" in clipboard(page) and "Call 0120-0178-27" in clipboard(page)
    page.get_by_role("button", name="相手のことばだけ写す").click()
    page.wait_for_function("navigator.clipboard.readText().then((text) => !text.includes('すぐに'))")
    for box in page.locator("tr.row input").all():
        box.uncheck()
    page.locator("tr.title input").check()
    page.get_by_role("button", name="日本語だけ写す").click()
    page.wait_for_function("navigator.clipboard.readText().then((text) => text === 'カードの紛失・盗難')")


def test_the_composer_speaks_both_languages_at_once(page: Page) -> None:
    open_page(page)
    hear(page, "在留期间更新")
    options(page).first.click()
    japanese, chinese = page.get_by_label("日本語の文"), page.get_by_label("相手のことばの文")
    expect(japanese).to_have_value(re.compile("^お電話ありがとうございます。.*\n持ち物：.*お電話ありがとうございました。$", re.S))
    expect(chinese).to_have_value(re.compile("^感谢您的来电。.*\n要带的东西：.*感谢您的来电。$", re.S))
    page.get_by_role("checkbox", name="あいさつ").uncheck()
    expect(chinese).not_to_have_value(re.compile("^感谢您的来电。"))
    assert chinese.get_attribute("lang") == "zh"


def test_reading_aids_are_a_switch(page: Page) -> None:
    open_page(page)
    hear(page, "钱包被偷了")
    options(page).first.click()
    aid = page.locator("tr.title .aid")
    expect(aid).to_be_empty()
    page.get_by_role("checkbox", name="読み方").check()
    expect(aid).to_have_text(re.compile("^kǎ"))


def test_dates_by_keyboard_with_an_era(page: Page) -> None:
    open_page(page)
    page.get_by_label("生年月日の元号").select_option("平成")
    for part, value in (("生年月日の年", "2"), ("生年月日の月", "5"), ("生年月日の日", "3")):
        page.get_by_label(part).fill(value)
    page.get_by_label("カードの発行日の年").fill("2023")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="カードの発行日：")).to_be_visible()
    page.get_by_label("カードの発行日の月").fill("6")
    page.get_by_label("カードの発行日の日").fill("1")
    page.keyboard.press("Enter")
    expect(page.locator("tr.lead td.ja")).to_contain_text("令和15年5月3日")
    expect(page.locator("tr.lead td.caller")).to_contain_text("3 May 2033")
    with page.expect_download() as saved:
        page.locator("tr.calendar td.caller button").click()
    assert "BEGIN:VCALENDAR" in saved.value.path().read_text()


def test_pins_and_lines_stand_beside(page: Page) -> None:
    open_page(page)
    page.get_by_role("button", name="コンビニで証明書を取る").click()
    expect(page.locator("tr.lead td.ja")).to_contain_text("利用者証明用")
    lines = page.locator(".lines li")
    expect(lines.filter(has_text="総合フリーダイヤル（紛失・盗難）")).to_contain_text("受付中")
    expect(lines.filter(has_text="区役所のマイナンバーカード担当")).to_contain_text("午前8時30分")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto("/sign-in")
    accessible(page)
    open_page(page)
    accessible(page)
    hear(page, "카드 분실")
    expect(options(page).first).to_be_visible()
    page.get_by_role("checkbox", name="読み方").check()
    options(page).first.click()
    expect(page.locator("tr.lead")).to_be_visible()
    accessible(page)


def test_opening_keeps_the_search_in_sight(page: Page) -> None:
    open_page(page)
    hear(page, "lost card")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("tr.lead")).to_be_visible()
    assert page.evaluate("scrollY") == 0


def test_a_session_that_is_over_leads_to_the_sign_in(page: Page) -> None:
    open_page(page)
    page.get_by_role("button", name="サインアウト").click()
    expect(page).to_have_url(re.compile("/sign-in$"))
    page.goto("/copilot/")
    expect(page).to_have_url(re.compile("/sign-in$"))


def test_the_slip_prints_on_half_a_sheet_in_both_languages(page: Page, tmp_path: Path) -> None:
    open_page(page)
    page.emulate_media(color_scheme="dark")
    hear(page, "签证延长了")
    options(page).first.click()
    with page.expect_event("console", lambda message: message.text == "printing"):
        page.evaluate("window.print = () => console.log('printing')")
        page.get_by_role("button", name="案内の紙を印刷する（A5）").click()
    page.pdf(path=tmp_path / "slip.pdf", prefer_css_page_size=True)
    pdf = PdfReader(tmp_path / "slip.pdf")
    (sheet,) = pdf.pages
    assert [round(float(side) / 72 * 25.4) for side in sheet.mediabox[2:]] == [148, 210]
    text = unicodedata.normalize("NFKC", sheet.extract_text()).replace("\n", "").replace(" ", "")
    for part in ("个人编号卡和在留卡。", "持ち物:マイナンバーカードと在留カード。", "0570-057118", "暗証番号は、この紙に書かないでください"):
        assert part in text
    assert text.index("要带的东西") < text.index("持ち物") and "相手の話" not in text
    fonts = [font.get_object() for font in sheet["/Resources"]["/Font"].values()]  # type: ignore[index]
    assert fonts and all(embedded(font) for font in fonts)


def embedded(font: Any) -> bool:
    """Whether a font's own file is in the PDF; Type 3 holds its glyphs itself."""
    if font["/Subtype"] == "/Type3":
        return True
    return "/FontFile2" in font["/DescendantFonts"][0]["/FontDescriptor"]


def test_the_qr_code_is_a_picture_of_our_own(agent: AgentOverHttp) -> None:
    answer = agent.get("qr/zh")
    assert answer.headers["Content-Type"] == "image/svg+xml" and answer.text.startswith("<svg")
    assert agent.get("qr/fr").status == 404
    assert answer.text != agent.get("qr/ko").text
