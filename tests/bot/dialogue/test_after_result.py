"""What is said after one's own dates were computed, and what is known of them meanwhile."""

from __future__ import annotations

from typing import Any

import pytest

NOW = "2026-11-23T14:00"
# fmt: off
TOLD = {
    "ja": "カードの有効期限を計算してください。1990年5月3日生まれ、2023年10月1日発行、永住者です",
    "en": "please work out the expiry date of my card. born 3 May 1990, issued 1 October 2023, I am a permanent resident",
    "zh": "请帮我算一下卡的有效期。1990年5月3日出生，2023年10月1日发卡，我是永住者",
    "ko": "카드 유효기간을 계산해 주세요. 1990년 5월 3일생, 2023년 10월 1일 발급, 영주자입니다",
}
AFTER = [
    ("ja", "しょうめいしょは?", "2028年5月3日"), ("en", "and the certificate?", "3 May 2028"), ("zh", "里面那个电子证书呢", "2028年5月3日"), ("ko", "그럼 인증서는요", "2028년 5월 3일"),
    ("ja", "いつから更新できますか", "2033年2月4日"), ("en", "when can I renew it?", "4 February 2033"), ("zh", "什么时候可以去换新的", "2033年2月4日"), ("ko", "언제부터 갱신할 수 있어요?", "2033년 2월 4일"),
    ("ja", "いや、発行は2022年です", "2032年5月3日"), ("en", "no, issued in 2022", "3 May 2032"), ("zh", "不对，是2022年发的", "2032年5月3日"), ("ko", "아 잠깐 2022년 발급이에요", "2032년 5월 3일"),
]
OTHERS = [("ja", "娘は2015年5月5日生まれです", "お子さん"), ("en", "and my daughter, born 5 May 2015", "your child"), ("zh", "我女儿2015年5月5日出生", "您的孩子"), ("ko", "딸은 2015년 5월 5일생이에요", "자녀분")]
# fmt: on


@pytest.mark.parametrize(("language", "text", "says"), AFTER)
def test_the_result_is_asked_again_or_corrected(ask: Any, language: str, text: str, says: str) -> None:
    sender = f"after a result: {text}"
    ask(TOLD[language], sender=sender, language=language, now=NOW)
    (reply,) = ask(text, sender=sender, now=NOW)["replies"]
    assert reply["custom"]["topic"] == "expiry_calculation" and says in reply["custom"]["answer"]["lead"]


@pytest.mark.parametrize(("language", "text", "says"), OTHERS)
def test_somebody_else_gets_a_calculation_of_their_own(ask: Any, language: str, text: str, says: str) -> None:
    for told in (TOLD[language], TOLD[language][:30]):
        sender = f"somebody else: {text} {told}"
        ask(told, sender=sender, language=language, now=NOW)
        ask("1990-05-03", sender=sender, now=NOW) if told != TOLD[language] else None
        reply = ask(text, sender=sender, now=NOW)["replies"][-1]
        assert says in reply["text"] and reply["custom"]["answer"]["lead"]


def test_what_was_computed_is_nowhere_in_the_store(ask: Any, conversations: Any, loop: Any) -> None:
    for text in (TOLD["en"], "and the certificate?", "no, issued in 2022"):
        ask(text, sender="kept nowhere", language="en", now=NOW)
        tracker = loop.run_until_complete(conversations.agent.tracker_store.retrieve("kept nowhere"))
        kept = str([event.as_dict() for event in tracker.events])
        assert "1990-05-03" not in kept and "2023-10-01" not in kept and "3 May 1990" not in kept
    loop.run_until_complete(conversations.agent.forget("kept nowhere"))
    reply = ask("and the certificate?", sender="kept nowhere", language="en", now=NOW)["replies"][-1]
    assert "2028" not in reply["text"]


def test_who_stops_is_forgotten(ask: Any) -> None:
    for text in (TOLD["en"], "no, I was born in 1950", "calculate my card expiry please", "never mind, stop this"):
        ask(text, sender="stopped", language="en", now=NOW)
    reply = ask("and the certificate?", sender="stopped", now=NOW)["replies"][-1]
    assert "3 May 2028" not in reply["text"]


# fmt: off
@pytest.mark.parametrize(("language", "text", "topic"), [
    ("ko", "카드 유효기간 계산좀", "expiry_calculation"), ("en", "calculate my card expiry pls", "expiry_calculation"),
    ("zh", "我的卡什么时候到期，帮我算算", "expiry_calculation"), ("ja", "いつまで使えるか計算して", "expiry_calculation"),
    ("ja", "有効期限通知書が来たのに、カードは2031年5月3日まで有効です。何が切れるのですか", "renewal_notice"),
])
# fmt: on
def test_it_starts_on_a_clear_wish(ask: Any, language: str, text: str, topic: str) -> None:
    assert ask(text, language=language, now=NOW)["replies"][-1]["custom"]["topic"] == topic


def test_a_pending_extension_gets_the_answer_about_it(ask: Any) -> None:
    reply = ask("visa renewal still pending and my card expires dec 12. what do i do", now=NOW)["replies"][-1]
    assert "2 months" in reply["custom"]["answer"]["lead"]


# fmt: off
@pytest.mark.parametrize(("language", "text"), [("ja", "暗証番号がわからない"), ("en", "i forgot my pin"), ("zh", "密码忘了"), ("ko", "비번 기억 안나는데")])
# fmt: on
def test_a_question_about_something_else_is_answered_and_the_form_goes_on(ask: Any, language: str, text: str) -> None:
    sender = f"something else: {text}"
    ask(TOLD[language].split("。")[0].split(".")[0], sender=sender, language=language, now=NOW)
    topics = [reply["custom"]["topic"] for reply in ask(text, sender=sender, now=NOW)["replies"]]
    assert topics == ["pin_locked", "expiry_calculation"]


@pytest.mark.parametrize("said", ["3 May 1990", "1990/5/3"])
def test_a_bare_date_after_an_answer_about_ends_starts_it(ask: Any, said: str) -> None:
    ask("how long is the card valid", sender=f"bare {said}", language="en", now=NOW)
    reply = ask(said, sender=f"bare {said}", now=NOW)["replies"][-1]
    assert reply["custom"]["topic"] == "expiry_calculation" and "3 May 1990" in reply["text"]
