"""Bare follow-ups lean on the topic just answered."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.answers import load_answers
from knowledge.follow_ups import follow_up, load_aspects


# fmt: off
@pytest.mark.parametrize(("text", "after", "topic"), [
    ("いくら？", "reissue", "reissue"), ("いくらですか", "konbini_juminhyo", "konbini_juminhyo"), ("手数料は？", "lost_card", "reissue"),
    ("何時まで？", "konbini_juminhyo", "konbini_hours"), ("土日も使えますか", "konbini_about", "konbini_hours"),
    ("誰が行けばいいですか", "pin_locked", "pin_locked"), ("代理でもいいですか", "certificate_renewal", "certificate_renewal"),
    ("どこ？", "address_name_change", "address_name_change"), ("持ち物は？", "foreign_resident", "foreign_resident"),
    ("How much?", "reissue", "reissue"), ("and how much is it", "konbini_seal", "konbini_seal"), ("until what time?", "contact_callcentre", "contact_callcentre"),
    ("can my wife go instead?", "pin_locked", "pin_locked"), ("where?", "certificate_renewal", "certificate_renewal"),
    ("多少钱？", "reissue", "reissue"), ("几点到几点", "konbini_about", "konbini_hours"), ("家人去可以吗", "certificate_renewal", "certificate_renewal"), ("去哪里办", "pin_locked", "pin_locked"),
    ("얼마예요?", "reissue", "reissue"), ("몇 시까지예요?", "konbini_koseki", "konbini_hours"), ("가족이 가도 돼요?", "pin_locked", "pin_locked"), ("어디서 해요?", "certificate_renewal", "certificate_renewal"),
    ("いくら？", "greet", None), ("住民票はいくらですか", "reissue", None), ("how much is a passport", "reissue", None), ("가격표 보여줘", "reissue", None),
])
# fmt: on
def test_follow_up(text: str, after: str, topic: str | None) -> None:
    assert follow_up(text, after) == topic


def test_topics_have_answers() -> None:
    for aspect in load_aspects():
        assert {*aspect.topics, *aspect.topics.values()} <= set(load_answers()), aspect.name


@pytest.mark.parametrize(("language", "first", "then", "says"), [
    ("ja", "カードの再発行の手続きは？", "いくら？", "1,000円"), ("en", "How do I get a reissue of my card?", "how much?", "1,000 yen"),
    ("zh", "怎么申请补办个人编号卡", "多少钱？", "1,000日元"), ("ko", "마이넘버카드 재발급 절차 알려주세요", "얼마예요?", "1,000엔"),
])  # fmt: skip
def test_in_a_conversation(ask: Any, language: str, first: str, then: str, says: str) -> None:
    sender = f"following up {language}"
    ask(first, language=language, sender=sender)
    answer = ask(then, language=language, sender=sender)
    assert answer["replies"][0]["custom"]["topic"] == "reissue" and answer["language"] == language
    assert says in answer["replies"][0]["text"]


@pytest.mark.parametrize(("language", "first", "then", "topic", "leads"), [
    ("ja", "カードをなくしました",              "もう電話しました。このあとは?",      "lost_card",       "遺失届"),
    ("en", "I lost my card",                    "ok I called them. what now?",        "lost_card",       "police"),
    ("ko", "카드를 잃어버렸어요",               "전화했어요. 그 다음은요?",           "lost_card",       "경찰"),
    ("en", "/smartphone_card",                  "which iphones",                      "smartphone_card", "iPhone XS"),
    ("ja", "/koseki_wide",                      "弟のぶんも取れる?",                  "koseki_wide",     "兄弟姉妹"),
    ("ja", "/moving_out",                       "しないとどうなる",                   "moving_out",      "失効"),
    ("zh", "/card_child",                       "孩子要一起去吗",                     "card_child",      "一起来"),
])  # fmt: skip
def test_the_part_that_is_asked_for_leads(
    ask: Any, language: str, first: str, then: str, topic: str, leads: str
) -> None:
    sender = f"asking for a part {language} {first}"
    ask(first, language=language, sender=sender)
    custom = ask(then, language=language, sender=sender)["replies"][0]["custom"]
    assert custom["topic"] == topic and leads in custom["answer"]["lead"]


@pytest.mark.parametrize(("language", "text", "leads"), [
    ("en", "My father is in hospital for a long time. Can I collect his My Number Card for him?", "Someone else can"),
    ("ko", "과세증명서 편의점에서 몇 년 전 것까지 나와요?",                                       "5개 연도"),
])  # fmt: skip
def test_what_a_first_message_asks_for_leads_the_whole_answer(ask: Any, language: str, text: str, leads: str) -> None:
    answer = ask(text, language=language)["replies"][0]["custom"]["answer"]
    assert leads in answer["lead"] and len(answer["points"]) >= 3


@pytest.mark.parametrize(("language", "word", "then"), [
    ("ja", "更新", "電子証明書のほう"), ("en", "renewal", "certificate"), ("zh", "更新", "证书"), ("ko", "갱신", "전자증명서요"),
])  # fmt: skip
def test_what_was_asked_back_about_narrows_what_is_meant(ask: Any, language: str, word: str, then: str) -> None:
    sender = f"narrowing {language}"
    assert ask(word, language=language, sender=sender)["replies"][0]["custom"]["topic"] == "uncertain"
    answer = ask(then, language=language, sender=sender)
    assert answer["replies"][0]["custom"]["topic"] == "certificate_renewal" and answer["language"] == language
