"""Easy Japanese in the chat: chosen, offered, wished for; what was said before follows; nobody else loads it."""

from __future__ import annotations

import json
import re

from playwright.sync_api import expect

from bot.i18n.languages import EASY, REGISTERS
from tests.web.chat.chat import LOST, Chat
from tests.web.chat.running import RunningDesk
from tests.web.chat.watch import Watch

MODULE = "/easy.js"
NAME = REGISTERS[EASY].name
IN_KANA = "かーどを なくしました どうしたら いいですか"


def learnt(chat: Chat, desk: RunningDesk) -> Chat:
    """The labels of a chat that is shown in easy Japanese."""
    module = desk.request("/web/any/easy.js")[1]
    text = module if isinstance(module, str) else module.decode()
    own = json.loads(text[text.index("registerOf({") + len("registerOf(") : text.rindex(");")])
    chat.labels = {**chat.labels, EASY: own["labels"]}
    return chat


def test_switching_has_the_whole_conversation_said_again(chat: Chat, desk: RunningDesk, watch: Watch) -> None:
    learnt(chat, desk).open("en")
    chat.ask(LOST["en"])
    chat.switch("ja")
    chat.ask("有効期限を計算してください")
    assert not any(address.endswith(MODULE) for address in watch.addresses)
    chat.switch(EASY)
    expect(chat.panel).to_have_attribute("lang", EASY)
    expect(chat.replies.nth(1).locator(".lead")).to_contain_text("してください")
    versions = [turn["reply"]["versions"] for turn in chat.memory["turns"] if turn["kind"] == "reply"]
    assert [version[EASY]["register"] for version in versions] == [EASY] * 2
    chat.ask("1990年5月3日")
    chat.page.reload()
    expect(chat.panel).to_have_attribute("lang", EASY)
    assert chat.memory["turns"][-1]["reply"]["versions"][EASY]["register"] == EASY
    chat.switch("en")
    expect(chat.answer).to_have_attribute("lang", "en")


def test_it_has_readings_until_they_are_taken_away_and_a_sentence_a_line(chat: Chat, desk: RunningDesk) -> None:
    learnt(chat, desk).open(EASY)
    chat.ask(LOST["ja"])
    assert chat.answer.locator("ruby").count() > 20
    expect(chat.unfold().get_by_role("switch")).to_be_checked()
    lead = chat.answer.locator(".lead")
    assert lead.evaluate(
        "(lead) => getComputedStyle(lead).whiteSpaceCollapse || getComputedStyle(lead).whiteSpace"
    ) in (
        "preserve-breaks",
        "pre-line",
    )
    chat.readings()
    expect(chat.panel.locator("ruby")).to_have_count(0)
    assert "\n" in (lead.text_content() or "")
    chat.switch("ja")
    expect(chat.panel.get_by_role("switch")).not_to_be_checked()


def test_it_is_offered_below_the_answer_and_says_it_again(chat: Chat, desk: RunningDesk) -> None:
    learnt(chat, desk).open("ja")
    chat.ask(IN_KANA)
    chat.press(NAME)
    expect(chat.panel).to_have_attribute("lang", EASY)
    title = chat.answer.locator(".title").text_content()
    assert title == chat.replies.nth(1).locator(".title").text_content()
    assert chat.answer.get_by_role("button", name=NAME, exact=True).count() == 0


def test_a_wish_switches(chat: Chat, desk: RunningDesk) -> None:
    learnt(chat, desk).open("ja")
    chat.ask("やさしい日本語でおねがいします")
    expect(chat.panel).to_have_attribute("lang", EASY)
    chat.ask("ふつうの日本語でお願いします")
    expect(chat.panel).to_have_attribute("lang", "ja")


def test_without_its_module_ordinary_japanese_is_shown(chat: Chat, desk: RunningDesk, watch: Watch) -> None:
    watch.expect("net::ERR_FAILED")
    chat.page.route(f"**{MODULE}", lambda route: route.abort())
    learnt(chat, desk).open(EASY)
    expect(chat.panel).to_have_attribute("lang", "ja")
    chat.page.unroute(f"**{MODULE}")
    chat.switch(EASY)
    expect(chat.panel).to_have_attribute("lang", EASY)


def test_what_the_desk_cannot_say_again_stands_in_ordinary_japanese(
    chat: Chat, desk: RunningDesk, watch: Watch
) -> None:
    watch.expect("net::ERR_FAILED")
    learnt(chat, desk).open("ja")
    chat.ask(LOST["ja"])
    chat.page.route("**/webhooks/web/versions", lambda route: route.abort())
    chat.switch(EASY)
    expect(chat.panel).to_have_attribute("lang", EASY)
    expect(chat.answer.locator(".lead")).to_contain_text(re.compile("0120"))
    assert chat.answer.locator("ruby").count() > 20


def test_another_register_beside_it(chat: Chat, desk: RunningDesk) -> None:
    learnt(chat, desk).open(EASY)
    chat.ask(LOST["ja"])
    chat.switch("zh-Hant")
    expect(chat.panel).to_have_attribute("lang", "zh-Hant")
    expect(chat.answer.locator(".title")).to_contain_text("卡")
    chat.page.locator("madoguchi-chat").locator(f"[data-code={EASY}]").first.evaluate("(button) => button.click()")
    expect(chat.panel).to_have_attribute("lang", EASY)
    expect(chat.answer.locator(".title")).to_contain_text("なくした")
