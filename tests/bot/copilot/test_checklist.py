"""What a caller must bring: a box a thing, in both languages, wherever an answer says it, and nowhere else."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from bot.copilot.two_columns import build_columns
from bot.i18n.languages import LANGUAGES, TRANSLATIONS
from knowledge.checklists import load_checklists
from knowledge.expiry_phrases import load_phrases
from knowledge.kinds import Kind
from knowledge.lines import TOKYO
from tests.bot.copilot.test_page import hear, open_page, options
from tests.speaking import SPEAKER

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=TOKYO)
ASKS_TO_BRING = re.compile(  # in parts of other kinds too
    r"を持って|用意してください|(?:カード|登録証|暗証番号（[^）]*）)が必要です"
)
TOLD_OTHERWISE = {"card_about"}  # "利用申込が必要です" and the like: nothing to bring


def things(topic: str, caller: str) -> list[tuple[str, str]]:
    rows = build_columns(topic, caller, SPEAKER, NOW)["rows"]
    return [(thing["ja"], thing["caller"]) for row in rows for thing in row.get("items", ())]


def length(topic: str) -> int:
    """Characters that the slip may hold."""
    return sum(
        len(row["ja"])
        for row in build_columns(topic, "ja", SPEAKER, NOW)["rows"]
        if row["kind"] in SLIP or "items" in row
    )


SLIP = {Kind.TITLE, Kind.LEAD, Kind.BRING, Kind.WHERE, Kind.WHO, Kind.PHONE_LINE}
LONGEST = sorted((topic for topic in SPEAKER.booklet.sources if things(topic, "en")), key=length)[-5:]


def test_every_sentence_of_a_checklist_is_said() -> None:
    said = {text for answer in SPEAKER.answers.values() for text in answer.msgids} | {
        text for text in load_phrases().values() if isinstance(text, str)
    }
    assert set(load_checklists()) <= said


def test_every_answer_that_names_things_to_bring_has_its_list() -> None:
    for topic in SPEAKER.booklet.sources:
        answer = SPEAKER.answers[topic]
        asks = bool(answer.of_kind(Kind.BRING)) or any(ASKS_TO_BRING.search(text) for text in answer.msgids)
        if asks and topic not in TOLD_OTHERWISE:
            assert things(topic, "zh"), topic


def test_nothing_is_listed_that_the_sentence_does_not_name() -> None:
    words = re.compile(r"[ァ-ヶー]{4,}|[一-龠]{2,}")
    for text, items in load_checklists().items():
        for item in items:
            named = words.findall(item.split("（")[0])
            unnamed = [word for word in named if word not in text]
            assert not unnamed or text.startswith(IMPLIED), (text, item, unnamed)


# The sentence shows what the thing is called elsewhere in the same answer.
IMPLIED = (
    "カードが見つかったら",
    "電子証明書の更新は",
    "コンビニで証明書を取るには",
    "マイナンバーを証明するには",
    "有効期間内で",
)


@pytest.mark.parametrize("caller", TRANSLATIONS)
def test_things_are_said_in_the_callers_language(caller: str) -> None:
    for topic in SPEAKER.booklet.sources:
        for japanese, spoken in things(topic, caller):
            assert spoken != japanese, (topic, japanese)


# fmt: off
@pytest.mark.parametrize(("topic", "found"), [
    ("foreign_resident",    [("マイナンバーカード", "个人编号卡（マイナンバーカード）"), ("在留カード", "在留卡（在留カード）"),
                             ("暗証番号", "密码（暗証番号）")]),
    ("address_name_change", [("マイナンバーカード", "个人编号卡（マイナンバーカード）"),
                             ("住民基本台帳用の暗証番号（数字4桁）", "住民基本台账用（住民基本台帳用）的密码（暗証番号，4位数字）")]),
    ("pin_locked",          [("マイナンバーカード", "个人编号卡（マイナンバーカード）"), ("本人確認書類", "身份证件（本人確認書類）"),
                             ("ご本人のマイナンバーカード（代理人のとき）", "本人的个人编号卡（由代理人办理时）"),
                             ("代理人の本人確認書類（代理人のとき）", "代理人的身份证件（本人確認書類）（由代理人办理时）")]),
    ("moving_out",          [("引っ越すかた全員のマイナンバーカード", "所有搬家的人的个人编号卡"),
                             ("それぞれの数字4桁の暗証番号", "每张卡的4位数字的密码（暗証番号）")]),
    ("contact_office", []),
])
# fmt: on
def test_lists(topic: str, found: list[tuple[str, str]]) -> None:
    assert things(topic, "zh") == found


def test_a_thing_that_is_unticked_is_not_printed(page: Page) -> None:
    open_page(page)
    hear(page, "在留期间更新")
    options(page).first.click()
    boxes = page.locator(".checklist li")
    expect(boxes).to_have_count(3)
    boxes.filter(has_text="在留卡").get_by_role("checkbox").uncheck()
    expect(page.locator(".slip-thing")).to_have_count(2)
    expect(page.locator(".slip-thing td:last-child")).to_have_text(["マイナンバーカード", "暗証番号"])
    page.locator("tr.bring input").uncheck()  # a row that is not wanted takes its things along
    expect(page.locator(".slip-thing")).to_have_count(0)


def open_topic(page: Page, topic: str, caller: str) -> None:
    """Opens a topic whatever the search would suggest: the page's own request asks for it."""
    body = json.dumps({"topic": topic, "language": caller})
    page.route("**/copilot/answer", lambda route: route.continue_(post_data=body))
    options(page).first.click()
    expect(page.locator("caption")).to_have_text(SPEAKER.say(SPEAKER.answers[topic].title, "ja"))
    page.unroute("**/copilot/answer")


@pytest.mark.parametrize("caller", LANGUAGES)
def test_the_longest_lists_fit_on_half_a_sheet(page: Page, caller: str) -> None:
    open_page(page)
    page.keyboard.press(f"Alt+{list(LANGUAGES).index(caller) + 6}")
    hear(page, "lost card")
    expect(options(page).first).to_be_visible()
    sides = 1 if caller == "ja" else 2
    for topic in LONGEST:
        open_topic(page, topic, caller)
        pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        text = unicodedata.normalize("NFKC", "".join(one.extract_text() for one in pdf.pages))
        assert len(pdf.pages) == 1 and text.count("□") == len(things(topic, caller)) * sides, topic


def test_what_was_computed_from_the_callers_dates_stays_off_the_paper(page: Page) -> None:
    open_page(page)
    for part, value in (("生年月日の年", "1990"), ("生年月日の月", "5"), ("生年月日の日", "3")):
        page.get_by_label(part).fill(value)
    for part, value in (("カードの発行日の年", "2023"), ("カードの発行日の月", "6"), ("カードの発行日の日", "1")):
        page.get_by_label(part).fill(value)
    page.keyboard.press("Enter")
    expect(page.locator("tr.lead td.ja")).to_contain_text("令和15年5月3日")
    slip = page.locator(".slip")
    expect(slip).to_contain_text("手続きの場所：")
    expect(slip.locator(".slip-thing")).to_have_count(2)
    assert not re.search(r"1990|2033|5月3日|平成", slip.inner_text())
