"""A conversation in easy Japanese: wished for, offered once, chosen, said again; and out of it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage

from bot.channels.readers import shown_in
from bot.dialogue.easy_japanese import BUTTON
from bot.dialogue.reply_collector import ReplyCollector
from bot.i18n.languages import EASY
from bot.replies.reply import Given

Say = Callable[..., Given]
IN_KANA = "かーどを なくしました どうしたら いいですか"


@pytest.fixture
def say(conversations: Any, loop: asyncio.AbstractEventLoop, request: pytest.FixtureRequest) -> Say:
    """Says something in a conversation of the test's own; gives the last reply."""

    def say(text: str, **metadata: str) -> Given:
        collector = ReplyCollector()
        message = UserMessage(text, collector, request.node.name, input_channel="rest", metadata=metadata)
        loop.run_until_complete(conversations.agent.handle_message(message))
        return collector.given[-1]

    return say


def is_offered(given: Given) -> bool:
    return BUTTON in given.reply.buttons


@pytest.mark.parametrize("text", ["やさしい日本語でお願いします", "ひらがなで書いてください", BUTTON.payload])
def test_a_wish_or_the_button_says_the_last_answer_again(say: Say, text: str) -> None:
    first = say("カードをなくしました")
    again = say(text)
    assert (first.reader, again.reader) == ("ja", EASY)
    assert again.reply.topic == first.reply.topic == "lost_card" and again.reply.parts == first.reply.parts
    assert say("有効期限はいつまでですか").reader == EASY


@pytest.mark.parametrize("text", ["やさしい日本語でお願いします", BUTTON.payload])
def test_before_any_answer_it_only_switches(say: Say, text: str) -> None:
    given = say(text)
    assert (given.reader, given.reply.topic) == (EASY, "change_language")


@pytest.mark.parametrize(
    "text",
    ["カードをなくしました。やさしい日本語で教えてください", "やさしい日本語でお願いします。カードをなくしました"],
)
def test_a_wish_beside_a_question_is_followed(say: Say, text: str) -> None:
    given = say(text)
    assert (given.reply.topic, given.reader) == ("lost_card", EASY)


def test_it_is_offered_once_to_whom_it_may_help(say: Say) -> None:
    first = say(IN_KANA)
    assert first.reader == "ja" and is_offered(first)
    assert not is_offered(say("かーどの きげんは いつまで ですか"))


def test_an_ordinary_question_is_offered_nothing(say: Say) -> None:
    assert not is_offered(say("カードをなくしました。どうすればいいですか"))
    assert is_offered(say("漢字が読めません"))


def test_whoever_reads_it_is_offered_nothing(say: Say) -> None:
    given = say(IN_KANA, **shown_in(EASY))
    assert given.reader == EASY and not is_offered(given)


def test_the_answer_that_is_said_again_offers_no_more(say: Say) -> None:
    say(IN_KANA)
    again = say(str(BUTTON.payload))
    assert again.reply.topic == "lost_card" and again.reader == EASY and not is_offered(again)


@pytest.mark.parametrize("text", ["ふつうの日本語でお願いします", '/change_language{"language": "ja"}'])
def test_back_to_ordinary_japanese(say: Say, text: str) -> None:
    assert say("カードをなくしました", **shown_in(EASY)).reader == EASY
    assert say(text).reader == say("手数料はいくらですか").reader == "ja"


def test_another_language_and_back(say: Say) -> None:
    assert say("カードをなくしました", **shown_in(EASY)).reader == EASY
    assert say("I lost my card, what should I do?").reader == "en"
    assert say("カードはどこで作れますか").reader == EASY


def test_a_form_goes_on_in_it(say: Say) -> None:
    assert say("有効期限を計算してください", **shown_in(EASY)).reply.asks == "birth_date"
    asked = say("1990年5月3日")
    assert (asked.reply.asks, asked.reader) == ("issue_date", EASY)
    say("2023年10月1日")
    result = say("永住者")
    assert (result.reply.topic, result.reader, result.reply.asks) == ("expiry_calculation", EASY, None)


def test_a_wish_within_a_form_leaves_it_where_it_is(say: Say) -> None:
    assert say("有効期限を計算してください").reply.asks == "birth_date"
    asked = say("やさしい日本語でお願いします")
    assert asked.reader == EASY and say("1990年5月3日").reply.asks == "issue_date"


def test_a_form_offers_nothing_beside_its_choices(say: Say) -> None:
    say("有効期限を計算してください")
    assert not is_offered(say("かーどを つくった ひが わかりません どうしますか"))


def test_what_a_form_computed_has_the_same_figures(say: Say, conversations: Any) -> None:
    for text in ("有効期限を計算してください", "1990年5月3日", "2023年10月1日", "永住者"):
        given = say(text, **shown_in(EASY))
        easy, usual = (
            conversations.agent.speaker.write(given.reply, code)["custom"]["answer"] for code in (EASY, "ja")
        )
        parts = [[one["lead"], *one["points"], *one["notes"]] for one in (easy, usual)]
        assert easy != usual
        assert set(re.findall("[0-9]+", str(parts[0]))) == set(re.findall("[0-9]+", str(parts[1])))
