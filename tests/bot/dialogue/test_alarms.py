"""A loss or a scam stays in mind: whatever is asked next, its line is named, for who cannot call another way."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from bot.dialogue.alarms import name_lines
from bot.replies.reply import Part, PhoneLines, Reply, Text
from knowledge.kinds import Kind
from knowledge.lines import TOKYO

NIGHT = "2026-11-25T02:00"
LOSS = {"ja": "カードをなくしました", "en": "I lost my card", "zh": "卡丢了", "ko": "카드를 잃어버렸어요"}
OTHERWISE = {
    "ja": "今日の天気は？",
    "en": "what is the weather today",
    "zh": "今天天气怎么样",
    "ko": "오늘 날씨 어때요",
}
THANKS = {"ja": "ありがとう", "en": "thank you", "zh": "谢谢", "ko": "감사합니다"}
ANOTHER = {"ja": "/passport_online", "en": "/passport_online", "zh": "/passport_online", "ko": "/passport_online"}


def lines(answer: Any) -> dict[str, bool]:
    """The telephone links of the last reply: menu and number, and whether somebody answers."""
    links = answer["replies"][-1]["custom"]["answer"]["links"]
    return {f"{link.get('menu', '')}/{link['value']}": link["open"] for link in links if link["kind"] == "tel"}


@pytest.mark.parametrize("then", [OTHERWISE, THANKS, ANOTHER], ids=["else", "thanks", "another topic"])
@pytest.mark.parametrize("language", LOSS)
def test_the_line_of_a_loss_stays_for_some_messages(ask: Any, language: str, then: dict[str, str]) -> None:
    sender = f"alarmed {language} {then['en']}"
    ask(LOSS[language], language=language, sender=sender, now=NIGHT)
    told = lines(ask(then[language], language=language, sender=sender, now=NIGHT))
    assert told.get("2/0120-95-0178") is True
    assert language == "ja" or told.get("/0120-0178-27") is True


def test_it_ends_when_the_card_is_found(ask: Any) -> None:
    sender = "alarmed, then found"
    for text in ("カードをなくしました", "見つかりました"):
        ask(text, language="ja", sender=sender, now=NIGHT)
    assert not lines(ask("/passport_online", sender=sender, now=NIGHT)).get("2/0120-95-0178")


@pytest.mark.parametrize(("language", "then"), [
    ("ja", "こっちからだとつながりません"), ("en", "that number does not connect from here"), ("zh", "我在国外打不通"), ("ko", "여기서는 전화가 안 돼요"),
])  # fmt: skip
def test_who_cannot_reach_it_from_abroad_gets_the_other_number(ask: Any, language: str, then: str) -> None:
    sender = f"alarmed abroad {language}"
    ask(LOSS[language], language=language, sender=sender, now=NIGHT)
    reply = ask(then, language=language, sender=sender, now=NIGHT)["replies"][-1]
    assert reply["custom"]["topic"] == "abroad" and "050-3818-1250" in reply["custom"]["answer"]["lead"]


def test_who_said_that_they_cannot_hear_is_not_sent_to_a_telephone_later(ask: Any) -> None:
    sender = "deaf, then lost"
    ask("耳が聞こえません", language="ja", sender=sender, now=NIGHT)
    reply = ask("カードをなくしました", language="ja", sender=sender, now=NIGHT)["replies"][-1]
    assert "0120-601-785" in reply["custom"]["answer"]["lead"]


@pytest.mark.parametrize(("language", "first", "then", "topic"), [
    ("en", "someone called and asked for my pin", "i can't find my card either now", "lost_card"), ("ja", "怪しい電話がきた", "カードもなくなった", "lost_card"),
    ("zh", "有人打电话来要我的密码", "卡也不见了", "lost_card"), ("ko", "모르는 사람이 전화해서 비밀번호를 물어요", "카드도 잃어버렸어요", "lost_card"),
    ("en", "I lost my card", "now somebody is calling me and wants my pin", "scam"), ("ja", "カードをなくしました", "知らない人から電話がきて番号を聞かれた", "scam"),
])  # fmt: skip
def test_another_alarm_after_the_first_is_one(ask: Any, language: str, first: str, then: str, topic: str) -> None:
    sender = f"alarmed twice {language} {topic}"
    ask(first, language=language, sender=sender, now=NIGHT)
    assert ask(then, language=language, sender=sender, now=NIGHT)["replies"][-1]["custom"]["topic"] == topic


def test_a_line_is_named_right_after_the_lead() -> None:
    moment = datetime(2026, 11, 25, 2, tzinfo=TOKYO)
    parts = (Part(Kind.TITLE, (Text("t"),)), Part(Kind.LEAD, (Text("l"),)), Part(Kind.POINT, (Text("p"),)))
    kinds = [part.kind for part in name_lines(Reply("greet", parts, moment), ["national_lost"]).parts]
    assert kinds == [Kind.TITLE, Kind.LEAD, Kind.PHONE_LINE, Kind.POINT]
    named = name_lines(Reply("greet", (*parts, PhoneLines(("callcentre",))), moment), ["national_lost"])
    assert named.parts[-1] == PhoneLines(("callcentre",), ("national_lost",))
