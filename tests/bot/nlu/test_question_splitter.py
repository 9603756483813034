"""Several questions in one message, and corrections of the answer before."""

from __future__ import annotations

from typing import Any

import pytest

from bot.nlu.question_splitter import asked_topics
from bot.text.corrections import corrected, reconsider
from bot.text.question_boundaries import split_questions


# fmt: off
@pytest.mark.parametrize(("language", "text", "count"), [
    ("ja", "更新はどこでできますか。あと再発行の手数料はいくらですか", 2), ("ja", "暗証番号を忘れました。どうすればいいですか", 0),
    ("ja", "コンビニは何時から使えますか？ 住民票は何円ですか？ 印鑑証明も取れますか？", 3), ("ja", "引っ越しました。カードの住所変更をしたいです", 0),
    ("en", "How do I renew my certificates? And what does a new card cost?", 2), ("en", "I moved last week. What do I do with my card?", 0),
    ("en", "Where is the counter and when is it open", 2), ("en", "I locked my PIN at 7-Eleven no. 5. Help", 0),
    ("zh", "更新在哪里办？另外补办多少钱？", 2), ("zh", "我搬家了，卡要怎么改地址", 0),
    ("ko", "갱신은 어디서 해요? 그리고 재발급 수수료는 얼마예요?", 2), ("ko", "이사했어요. 카드 주소는 어떻게 바꿔요?", 0),
])
def test_questions_are_told_from_circumstances(language: str, text: str, count: int) -> None:
    assert len(split_questions(text, language)) == count


@pytest.mark.parametrize(("language", "text", "first", "then"), [
    ("ja", "暗証番号を忘れたらどこへ行けばいいですか？あと、住民票はコンビニでいくらですか？", "pin_locked", "konbini_juminhyo"),
    ("en", "I forgot my PIN, where can I reset it? And how much is a residence certificate at the convenience store?", "pin_locked", "konbini_juminhyo"),
    ("zh", "密码忘了要去哪里重置？另外，便利店打印住民票多少钱？", "pin_locked", "konbini_juminhyo"),
    ("ko", "비밀번호를 잊어버렸는데 어디서 재설정해요? 그리고 편의점에서 주민표는 얼마예요?", "pin_locked", "konbini_juminhyo"),
])
# fmt: on
def test_the_first_is_answered_and_the_second_offered(ask: Any, language: str, text: str, first: str, then: str) -> None:
    sender = f"two at once {language}"
    (reply,) = ask(text, sender=sender)["replies"]
    title = reply["buttons"][0]["title"]
    assert reply["custom"]["topic"] == first and reply["buttons"][0]["payload"] == f"/{then}"
    assert any(title in note for note in reply["custom"]["answer"]["notes"])
    assert ask(reply["buttons"][0]["payload"], sender=sender)["replies"][-1]["custom"]["topic"] == then


def test_a_loss_is_told_whatever_else_is_asked(ask: Any) -> None:
    (reply,) = ask("What are the opening hours of the office? And I lost my card, what do I do?")["replies"]
    assert "0120-95-0178" in reply["text"]


def test_unclear_and_repeated_questions_are_not_offered() -> None:
    questions = [("a", ("reissue", 0.9)), ("b", ("reissue", 0.9)), ("c", ("etax", 0.3)), ("d", ("out_of_scope", 0.9))]
    assert asked_topics(questions) == ["reissue"]


@pytest.mark.parametrize(("text", "rest"), [
    ("no, the certificate", "the certificate"), ("That's not what I meant. I mean the fee", "the fee"), ("I meant the card itself", "the card itself"),
    ("いえ、カードのほうです", "カードのほうです"), ("そうじゃなくて、カード本体です", "カード本体です"), ("違います", ""), ("いいえ", ""),
    ("不是这个，我问的是卡本身", "卡本身"), ("我说的是证书", "证书"), ("아니요, 카드 자체요", "카드 자체요"), ("그게 아니라 카드요", "카드요"),
    ("no", ""), ("Notification card", None), ("違反ですか", None), ("いやな電話が来た", None), ("不要卡了怎么办", None), ("아니면 다른 방법은?", None),
])  # fmt: skip
def test_what_a_correction_says(text: str, rest: str | None) -> None:
    assert corrected(text) == rest


def test_a_correction_drops_what_was_answered_but_never_a_loss() -> None:
    together = {"certificate_validity": 0.7, "card_validity": 0.2, "lost_card": 0.1}
    alone = {"certificate_validity": 0.4, "card_validity": 0.3, "card_about": 0.3}
    weighed = reconsider(alone, together, "certificate_validity")
    assert "certificate_validity" not in weighed and max(weighed, key=weighed.__getitem__) == "card_validity"
    assert "lost_card" in reconsider({"lost_card": 0.5, "etax": 0.5}, together, "lost_card")
    assert reconsider({"etax": 0.9, "reissue": 0.1}, together, "etax") == {"etax": 0.9, "reissue": 0.1}


@pytest.mark.parametrize(("language", "first", "then"), [
    ("ja", "電子証明書の有効期間は何年ですか", "いや、カードそのものの有効期間です"), ("en", "How long are the electronic certificates valid?", "no, I mean the card itself"),
    ("zh", "电子证书的有效期是几年？", "不是，我问的是卡本身"), ("ko", "전자증명서 유효기간이 몇 년이에요?", "아니요, 카드 자체요"),
])  # fmt: skip
def test_a_correction_in_a_conversation(ask: Any, language: str, first: str, then: str) -> None:
    sender = f"correcting {language}"
    assert ask(first, sender=sender)["replies"][-1]["custom"]["topic"] == "certificate_validity"
    answer = ask(then, sender=sender)
    assert (answer["replies"][-1]["custom"]["topic"], answer["language"]) == ("card_validity", language)


@pytest.mark.parametrize("no", ["違います", "no", "不是", "아니요"])
def test_a_bare_no_offers_other_topics(ask: Any, no: str) -> None:
    sender = f"a bare {no}"
    first = ask("カードの更新について", sender=sender, language="ja")["replies"][-1]["custom"]["topic"]
    reply = ask(no, sender=sender)["replies"][-1]
    assert reply["custom"]["topic"] == "uncertain" and f"/{first}" not in {one["payload"] for one in reply["buttons"]}
