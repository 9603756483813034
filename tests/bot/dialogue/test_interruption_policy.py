"""Which messages a form keeps, and which are answered in between."""

from __future__ import annotations

from typing import Any

import pytest

from bot.dialogue.interruption_policy import concerns_form


def entity(kind: str, value: str, **more: Any) -> dict[str, Any]:
    return {"entity": kind, "value": value, **more}


LOST = entity("urgent", "lost_card", certain=True, strong=True)
PERHAPS_LOST = entity("urgent", "lost_card", certain=False, strong=True)


# fmt: off
@pytest.mark.parametrize(("intent", "entities", "asked", "expected"), [
    ("goodbye",            [entity("date", "1990-05-03")],                              "birth_date", True),
    ("scam",               [entity("residence", "highly_skilled_2")],                   "residence",  True),
    ("lost_card",          [PERHAPS_LOST, entity("form_word", "stop")],                 "birth_date", True),
    ("lost_card",          [LOST, entity("form_word", "unknown")],                      "birth_date", False),
    ("expiry_calculation", [LOST, entity("form_word", "pause")],                        "birth_date", False),
    ("lost_card",          [LOST],                                                      "birth_date", False),
    ("reissue",            [LOST, entity("date", "2026-11-20")],                        "birth_date", False),
    ("lost_card",          [PERHAPS_LOST],                                              "birth_date", False),
    ("reissue",            [entity("form_word", "question")],                           "birth_date", False),
    ("foreign_resident",   [entity("residence", "permanent"), entity("form_word", "question")], "birth_date", False),
    ("foreign_resident",   [entity("residence", "permanent")],                          "birth_date", True),
    ("renewal_notice",     [entity("form_word", "about_renewal")],                      "birth_date", False),
    ("renewal_notice",     [entity("form_word", "about_renewal")],                      "certificate_issue_date", True),
    ("card_proxy",         [entity("form_word", "person_child")],                       "birth_date", False),
    ("nlu_fallback",       [],                                                          "birth_date", True),
    ("expiry_calculation", [],                                                          "birth_date", True),
    ("greet",              [],                                                          "birth_date", False),
])
# fmt: on
def test_concerns_the_form(intent: str, entities: list[Any], asked: str, expected: bool) -> None:
    assert concerns_form("expiry_form", asked, intent, entities) == expected


# fmt: off
START = {"ja": "カードの有効期限を計算してください", "en": "please work out the expiry date of my card", "zh": "请帮我算一下卡的有效期", "ko": "카드 유효기간을 계산해 주세요"}
LOSSES = [
    ("ja", "カードをなくしたので、わかりません"), ("ja", "待って、財布をなくした"), ("ja", "あ、やばい。カバン盗まれた"),
    ("en", "Wait, I lost my wallet"), ("en", "hold on, my bag was just stolen"), ("en", "I don't know, I have lost the card"),
    ("zh", "等等，我钱包丢了"), ("zh", "不知道，卡不见了"), ("ko", "잠깐만요, 지갑을 잃어버렸어요"), ("ko", "모르겠어요 카드를 분실했어요"),
]
CALM = [("ja", "カードは家に忘れてきました"), ("en", "I left my card at home"), ("zh", "卡忘在家里了"), ("ko", "카드를 집에 두고 왔어요")]
GO_ON = {"ja": "続ける", "en": "Continue", "zh": "继续", "ko": "계속하기"}
# fmt: on


@pytest.mark.parametrize(("language", "loss"), LOSSES)
def test_a_loss_in_a_form_is_answered_first_and_the_form_waits(ask: Any, language: str, loss: str) -> None:
    sender = f"loss in a form: {loss}"
    ask(START[language], sender=sender, language=language)
    (reply,) = ask(loss, sender=sender)["replies"]  # one reply: nobody is asked for dates now
    answer = reply["custom"]["answer"]
    assert reply["custom"]["topic"] == "lost_card" and "0120-95-0178" in answer["lead"]
    assert reply["buttons"][0]["title"] == GO_ON[language]
    (question,) = ask(reply["buttons"][0]["payload"], sender=sender)["replies"]
    assert question["custom"]["topic"] == "expiry_calculation"


@pytest.mark.parametrize(("language", "words"), CALM)
def test_a_card_left_at_home_is_not_lost(ask: Any, language: str, words: str) -> None:
    sender = f"at home: {words}"
    ask(START[language], sender=sender, language=language)
    reply = ask(words, sender=sender)["replies"][-1]
    assert reply["custom"]["topic"] == "expiry_calculation" and "0120-95-0178" not in reply["text"]


def test_a_loss_in_the_walk_of_the_machine_is_answered_first(ask: Any) -> None:
    ask("/kiosk_doctor", sender="walk", language="en")
    (reply,) = ask("wait, somebody stole my wallet", sender="walk")["replies"]
    assert reply["custom"]["topic"] == "lost_card" and "0120-95-0178" in reply["custom"]["answer"]["lead"]
