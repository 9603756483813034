"""From LINE to the telephone: the button, the code that it shows, and what an agent who hears the code sees."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from bot.channels.line.handing_over import HandingOver
from bot.http.lockout import CODES_OF_CONVERSATION
from bot.i18n.languages import LANGUAGES
from tests.bot.channels.line.chat import LANGUAGES as QUESTIONS
from tests.bot.channels.line.chat import Json, after, quick_replies, uris
from tests.bot.copilot.agent import AgentOverHttp
from tests.desk import Desk
from tests.doubles import line_spec
from tests.doubles.line_platform import LinePlatform
from tests.doubles.line_rules import call_problems
from tests.speaking import SPEAKER

pytestmark = pytest.mark.usefixtures("no_rule_was_broken")
BUTTON = "phone_code"
# fmt: off
WORDS = {  # what asks for a person, the button, what is said with a code and without one
    "ja": ("人と話したい",                "電話で続ける（番号を出す）",       "30分間、一度だけ使えます",           "番号を作れませんでした"),
    "en": ("I want to talk to a person", "Continue by phone (get a number)", "once, within 30 minutes",      "No number could be made"),
    "zh": ("我想和人工客服说话",          "用电话继续（获取号码）",           "在30分钟内有效，只能使用一次",       "没能生成号码"),
    "ko": ("사람과 통화하고 싶어요",      "전화로 이어 가기(번호 받기)",      "30분 동안 한 번만 쓸 수 있습니다",   "번호를 만들지 못했습니다"),
}
# fmt: on


def components(node: Any) -> list[Json]:
    """Everything in a message that has a type."""
    if isinstance(node, list):
        return [found for part in node for found in components(part)]
    if not isinstance(node, dict):
        return []
    return [*([node] if "type" in node else []), *components(list(node.values()))]


def code_in(message: Json) -> str:
    """The code that a message shows larger than anything else, and once."""
    (large,) = [one["text"] for one in components(message) if one.get("size") == "5xl"]
    assert re.fullmatch(r"\d{3} \d{3}", large) and message["altText"].count(large) == 1
    return str(large).replace(" ", "")


def buttons_in(message: Json) -> list[Json]:
    """The buttons that ask for a code."""
    return [one for one in components(message) if one.get("data") == BUTTON]


@pytest.fixture
def tap(platform: LinePlatform, deliver: Callable[..., None]) -> Callable[[str], Json]:
    """Presses the button in a chat; returns what comes then."""

    def tap(chat: str) -> Json:
        seen = len(platform.chats[chat])
        deliver(platform.postback(chat, BUTTON))
        return platform.wait_for_messages(chat, seen + 1)[-1]

    return tap


@pytest.mark.parametrize("language", WORDS)
def test_an_agent_sees_what_was_said_on_line_once(
    platform: LinePlatform,
    deliver: Callable[..., None],
    tap: Callable[[str], Json],
    agent: AgentOverHttp,
    language: str,
) -> None:
    chat = f"Uhandsover{language}"
    person, title, said, _refused = WORDS[language]
    question = f"{QUESTIONS[language]} 090-1234-5678"
    deliver(platform.message(chat, question))
    platform.wait_for_messages(chat)
    deliver(platform.message(chat, person))
    offer = platform.wait_for_messages(chat, 2)[-1]
    (button,) = buttons_in(offer)
    assert button == {"type": "postback", "label": title, "data": BUTTON, "displayText": title}
    message = tap(chat)
    code, (call,) = code_in(message), uris(message)
    assert said in message["altText"] and said in json.dumps(message["contents"], ensure_ascii=False)
    assert call.removeprefix("tel:") in message["altText"]
    seen = agent.ask("handoff", code=code)
    assert (seen["channel"], seen["language"]) == ("line", language)
    assert [turn["who"] for turn in seen["turns"]] == ["visitor", "desk", "visitor", "desk"]
    assert [turn["text"] for turn in seen["turns"][::2]] == [question.replace("090-1234-5678", "＊＊＊＊"), person]
    assert [one["topic"] for one in seen["told"]] == ["lost_card"]
    assert chat not in json.dumps(seen) and code not in json.dumps(seen)
    assert agent.post("handoff", code=code).status == 404


@pytest.mark.parametrize("language", WORDS)
def test_before_a_word_was_said_the_answer_says_what_to_do(
    platform: LinePlatform, tap: Callable[[str], Json], language: str
) -> None:
    chat = f"Unoword{language}"
    platform.profiles[chat] = {"userId": chat, "displayName": "a", "language": language}
    message = tap(chat)
    assert WORDS[language][3] in message["altText"] and uris(message)[0].startswith("tel:")
    assert not [one for one in components(message) if one.get("size") == "5xl"]


def test_who_asks_too_often_waits_and_the_last_code_works(
    platform: LinePlatform, deliver: Callable[..., None], tap: Callable[[str], Json], agent: AgentOverHttp
) -> None:
    deliver(platform.message("Uoften", "I lost my card"))
    platform.wait_for_messages("Uoften")
    codes = [code_in(tap("Uoften")) for _time in range(CODES_OF_CONVERSATION.amount)]
    assert WORDS["en"][3] in tap("Uoften")["altText"]
    assert [agent.post("handoff", code=code).status for code in codes] == [404, 404, 200]


def test_a_form_goes_on_and_its_buttons_stand_below_the_code(
    platform: LinePlatform, deliver: Callable[..., None], tap: Callable[[str], Json]
) -> None:
    deliver(platform.message("Uinform", "自分のカードの有効期限を計算して"))
    platform.wait_for_messages("Uinform")
    deliver(platform.message("Uinform", "人と話したい"))
    _question, offer, question = platform.wait_for_messages("Uinform", 3)
    before = quick_replies([question])
    assert buttons_in(offer) and "日付を選ぶ" in before
    message = tap("Uinform")
    assert code_in(message) and quick_replies([message]) == before
    deliver(platform.postback("Uinform", "birth_date", date="1990-05-03"))
    answer = platform.wait_for_messages("Uinform", 5)[-1]
    assert "1990" in str(answer) and quick_replies([answer])["日付を選ぶ"]["data"] == "issue_date"


def test_the_second_one_still_means_what_stands_below(
    platform: LinePlatform, deliver: Callable[..., None], tap: Callable[[str], Json]
) -> None:
    deliver(platform.message("Usecond", "I lost my card"))
    below = list(quick_replies(platform.wait_for_messages("Usecond")).values())
    assert list(quick_replies([tap("Usecond")]).values()) == below
    deliver(platform.message("Usecond", "the second one"))
    answer = platform.wait_for_messages("Usecond", 3)[-1]
    assert answer["contents"]["header"]["contents"][0]["text"] == below[1]["displayText"]


def test_copies_of_a_tap_make_one_code(
    platform: LinePlatform, deliver: Callable[..., None], webhook: str, agent: AgentOverHttp
) -> None:
    deliver(platform.message("Utwice", "カードをなくしました"))
    platform.wait_for_messages("Utwice")
    event = platform.postback("Utwice", BUTTON)
    copy = {**event, "deliveryContext": {"isRedelivery": True}}
    assert {status for status, _ in platform.burst(webhook, [[event], [event], [copy, copy]])} == {200}
    code = code_in(platform.wait_for_messages("Utwice", 2)[-1])
    after(platform, deliver, copy)
    assert len(platform.chats["Utwice"]) == 2
    assert agent.ask("handoff", code=code)["channel"] == "line"


@pytest.mark.parametrize("language", WORDS)
def test_the_buttons_words_can_be_typed(platform: LinePlatform, deliver: Callable[..., None], language: str) -> None:
    chat = f"Utypes{language}"
    deliver(platform.message(chat, QUESTIONS[language]))
    platform.wait_for_messages(chat)
    deliver(platform.message(chat, re.split("[（(]", WORDS[language][1])[0]))
    assert code_in(platform.wait_for_messages(chat, 2)[-1])


def test_a_blocked_account_takes_its_code_back(
    platform: LinePlatform, deliver: Callable[..., None], tap: Callable[[str], Json], agent: AgentOverHttp
) -> None:
    deliver(platform.message("Ublocks", "カードをなくしました"))
    platform.wait_for_messages("Ublocks")
    code = code_in(tap("Ublocks"))
    late = platform.postback("Ublocks", BUTTON)
    after(platform, deliver, platform.event("unfollow", "Ublocks"), late | {"timestamp": late["timestamp"] - 1000})
    assert agent.post("handoff", code=code).status == 404
    assert len(platform.chats["Ublocks"]) == 2


def test_the_agent_does_not_see_what_was_taken_back(
    platform: LinePlatform, deliver: Callable[..., None], tap: Callable[[str], Json], agent: AgentOverHttp
) -> None:
    event = platform.message("Urepents", "同居している鈴木がカードをなくしました")
    deliver(event)
    platform.wait_for_messages("Urepents")
    code = code_in(tap("Urepents"))
    deliver(platform.message("Urepents", "🙂"))  # read, and kept from the model
    platform.wait_for_messages("Urepents", 3)
    after(platform, deliver, platform.event("unsend", "Urepents", unsend={"messageId": event["message"]["id"]}))
    assert "鈴木" not in json.dumps(agent.ask("handoff", code=code), ensure_ascii=False)


def test_a_tab_of_the_menu_is_shown_to_the_agent_as_words(
    platform: LinePlatform, deliver: Callable[..., None], tap: Callable[[str], Json], agent: AgentOverHttp
) -> None:
    deliver(platform.postback("Utabs", "x", newRichMenuAliasId="madoguchi-en", status="SUCCESS"))
    platform.wait_for_messages("Utabs")
    message = tap("Utabs")
    assert WORDS["en"][2] in message["altText"]
    seen = agent.ask("handoff", code=code_in(message))
    assert seen["language"] == "en" and not seen["turns"][0]["text"].startswith("/")


def test_a_group_is_offered_no_code_and_gets_none(platform: LinePlatform, deliver: Callable[..., None]) -> None:
    text = "@窓口 人と話したい"
    mention = {"mentionees": [{"type": "user", "isSelf": True, "index": 0, "length": 3}]}
    deliver(platform.message("Chandsover", text, mention=mention))
    messages = platform.wait_for_messages("Chandsover", 2)
    assert "tel:" in str(messages) and buttons_in({"all": messages}) == []
    after(platform, deliver, platform.postback("Chandsover", BUTTON))
    assert len(platform.chats["Chandsover"]) == 2


def test_no_code_and_no_user_is_in_the_log(
    platform: LinePlatform, deliver: Callable[..., None], tap: Callable[[str], Json], desk: Desk
) -> None:
    deliver(platform.message("Uquiet", "カードをなくしました"))
    platform.wait_for_messages("Uquiet")
    code = code_in(tap("Uquiet"))
    said = f"{code[:3]} {code[3:]}"
    log = desk.log.read_text()
    assert not re.search(rf"(?<!\d){code}(?!\d)", log) and said not in log and "Uquiet" not in log
    assert 'madoguchi_line_events_total{wish="handover"}' in desk.request("/metrics")[1]


class BrokenDesk:
    """A hand-off desk whose store has failed."""

    async def code(self, *_names: str, **_more: str) -> str | None:
        raise OSError("sqlite:///secret")


class SilentAgent:
    """An agent without a conversation."""

    def __init__(self) -> None:
        self.speaker = SPEAKER

    async def last_reply(self, sender: str) -> None:
        return None


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_store_that_fails_still_leads_to_the_telephone(language: str, caplog: pytest.LogCaptureFixture) -> None:
    handing_over = HandingOver(BrokenDesk(), SilentAgent())  # type: ignore[arg-type]
    messages: Any = await handing_over.messages("a pseudonym", language)
    body = {"replyToken": "a", "messages": messages}
    assert [*line_spec.errors("messaging-api", "ReplyMessageRequest", body), *call_problems(body)] == []
    assert WORDS[language][3] in messages[0]["altText"] and "tel:" in str(messages)
    assert "OSError" in caplog.text and "secret" not in caplog.text and "pseudonym" not in caplog.text
