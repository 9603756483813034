"""A conversation in Traditional characters: from the first word, by a change in the middle, by a press, as it is shown."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage

from bot.channels.readers import shown_in
from bot.dialogue.reply_collector import ReplyCollector
from bot.replies.reply import Given

Say = Callable[..., Given]


@pytest.fixture
def say(conversations: Any, loop: asyncio.AbstractEventLoop, request: pytest.FixtureRequest) -> Say:
    """Says something in a conversation of the test's own; gives the last reply."""

    def say(text: str, **metadata: str) -> Given:
        collector = ReplyCollector()
        message = UserMessage(text, collector, request.node.name, input_channel="rest", metadata=metadata)
        loop.run_until_complete(conversations.agent.handle_message(message))
        return collector.given[-1]

    return say


def test_one_that_begins_in_traditional_goes_on_so(say: Say) -> None:
    first = say("我的卡片不見了，怎麼辦？")
    assert (first.reply.topic, first.language, first.register) == ("lost_card", "zh", "zh-Hant")
    assert say("更新").reader == "zh-Hant"  # a bare word says nothing


def test_a_clear_sentence_switches_and_another_language_forgets_nothing(say: Say) -> None:
    assert say("我的卡丢了怎么办").reader == "zh"
    assert say("請問密碼忘了怎麼辦").reader == "zh-Hant"
    assert say("I lost my card, what should I do?").reader == "en"
    assert say("请问密码忘了怎么办").reader == "zh"


@pytest.mark.parametrize("text", ["請用繁體中文回答", '/change_language{"language": "zh-Hant"}'])
def test_a_wish_and_a_button_switch(say: Say, text: str) -> None:
    assert say("我的卡丢了怎么办").reader == "zh"
    assert say(text).reader == say("有效期限").reader == "zh-Hant"
    assert say('/change_language{"language": "zh"}').reader == "zh"


def test_what_is_shown_is_answered_until_a_sentence_says_otherwise(say: Say) -> None:
    assert say("更新", **shown_in("zh-Hant")).reader == "zh-Hant"
    assert say("我的卡丢了怎么办", **shown_in("zh-Hant")).reader == "zh"


def test_a_form_hears_its_buttons_as_they_are_written(say: Say, conversations: Any) -> None:
    asked = say("請幫我計算有效期限")
    assert asked.reply.asks == "birth_date" and asked.register
    asked = say("1990年5月3日")
    buttons = conversations.agent.speaker.buttons(asked)
    assert asked.reply.asks == "issue_date"
    unknown = buttons[0]["title"]
    after = say(unknown)
    assert after.register and after.reply.asks not in (None, "issue_date")


def test_what_needs_no_dialogue_is_written_so_too(say: Say) -> None:
    assert say("123456789018 這是我的號碼嗎").reader == "zh-Hant"
    assert say("😀", **shown_in("zh-Hant")).reader == "zh-Hant"


def test_what_was_computed_is_asked_again_and_corrected(say: Say) -> None:
    say("請幫我計算有效期限")
    for text in ("1990年5月3日", "2023年10月1日", "永住者"):
        result = say(text)
    assert result.reply.topic == "expiry_calculation" and not result.reply.asks
    for text in ("那電子證書呢", "什麼時候可以換發新卡", "不對，是2022年發的"):
        after = say(text)
        assert (after.reply.topic, after.reply.asks, after.reader) == ("expiry_calculation", None, "zh-Hant"), text


def test_a_copy_is_answered_as_it_was_written(say: Say, conversations: Any, loop: asyncio.AbstractEventLoop) -> None:
    sender, collector = "a copy of a Traditional message", ReplyCollector()
    message = UserMessage("我的卡片不見了，怎麼辦？", collector, sender, input_channel="web", message_id="one")
    loop.run_until_complete(conversations.agent.handle_message(message))
    again = loop.run_until_complete(conversations.agent.replies_to(sender, "one"))
    assert [given.reader for given in again] == ["zh-Hant"] * len(collector.given)
