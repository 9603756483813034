"""Chinese in Traditional characters: chosen, written or preferred; what was said before follows; nobody else loads it."""

from __future__ import annotations

import base64
import re

from playwright.sync_api import expect

from bot.i18n.traditional import in_traditional
from tests.web.chat.chat import FORGOT, LOST, Chat
from tests.web.chat.conftest import Visit
from tests.web.chat.test_languages import SPOKEN
from tests.web.chat.watch import Watch

HANT = "zh-Hant"
MODULE = "/traditional.js"


def learnt(chat: Chat) -> Chat:
    """The labels of a chat that is shown in Traditional characters."""
    chat.labels = {**chat.labels, HANT: {name: in_traditional(text) for name, text in chat.labels["zh"].items()}}
    return chat


def simplified(text: str) -> list[str]:
    """Characters that neither Taiwan's nor Japan's national set has."""
    han = re.findall(r"[\u3400-\u9fff]", text)
    return [one for one in han if not one.encode("big5", "ignore") and not one.encode("shift_jis", "ignore")]


def test_switching_rewrites_the_whole_conversation(chat: Chat, watch: Watch) -> None:
    learnt(chat).open("ja")
    chat.ask(LOST["ja"])
    chat.press("カードの再発行")
    chat.ask("有効期限を計算してください")
    assert not any(address.endswith(MODULE) for address in watch.addresses)
    chat.switch(HANT)
    expect(chat.panel).to_have_attribute("lang", HANT)
    spoken = [text for language, text in chat.panel.evaluate(SPOKEN) if language == HANT]
    assert len(spoken) > 40 and [text for text in spoken if simplified(text)] == []
    expect(chat.words.nth(1)).to_have_text(re.compile("補辦"))
    expect(chat.answer).to_have_attribute("lang", HANT)
    chat.ask("1990年5月3日")
    expect(chat.answer).to_contain_text("發卡日")
    chat.page.reload()
    expect(chat.answer).to_contain_text("發卡日")
    chat.switch("ja")
    expect(chat.answer).to_contain_text("発行日")


def test_whoever_writes_traditional_reads_it(chat: Chat) -> None:
    learnt(chat).open("zh")
    chat.ask("請問我的卡不見了怎麼辦")
    expect(chat.panel).to_have_attribute("lang", HANT)
    chat.ask("我的密码忘了怎么办")
    expect(chat.panel).to_have_attribute("lang", "zh")


def test_a_browser_of_taiwan_begins_in_it(visit: Visit, chat: Chat) -> None:
    page = visit(locale="zh-TW").new_page()
    taiwan = learnt(Chat(page, chat.labels))
    page.goto("/")
    expect(taiwan.panel).to_have_attribute("lang", HANT)
    assert page.locator("html").get_attribute("lang") == HANT
    taiwan.ask("更新")
    expect(taiwan.panel).to_have_attribute("lang", HANT)


def test_japanese_terms_stay_and_are_marked(chat: Chat) -> None:
    learnt(chat).open(HANT)
    chat.ask(FORGOT["zh"].replace("码", "碼").replace("了", "了怎麼辦"))
    spoken = chat.panel.evaluate(SPOKEN)
    assert ["ja", "暗証番号"] in spoken
    assert [text for language, text in spoken if language == HANT and re.search("[\u3040-\u30fa]", text)] == []


def test_without_its_module_simplified_is_shown(chat: Chat, watch: Watch) -> None:
    watch.expect("net::ERR_FAILED")
    chat.page.route(f"**{MODULE}", lambda route: route.abort())
    learnt(chat).open(HANT)
    expect(chat.panel).to_have_attribute("lang", "zh")
    chat.page.unroute(f"**{MODULE}")
    chat.switch(HANT)
    expect(chat.panel).to_have_attribute("lang", HANT)


def test_buttons_and_calendar_files(chat: Chat) -> None:
    learnt(chat).open(HANT)
    chat.ask("請幫我計算有效期限")
    for text in ("1990年5月3日", "2023年10月1日", "永住者"):
        chat.ask(text)
    expect(chat.panel).to_have_attribute("lang", HANT)
    links = chat.memory["turns"][-1]["reply"]["versions"][HANT]["answer"]["links"]
    files = [link["value"] for link in links if link["kind"] == "calendar"]
    for file in files:
        text = base64.b64decode(file.partition("base64,")[2]).decode()
        assert not simplified(text) and all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert files
