"""In a form "must I tell you?" and "can somebody else go?" are questions, neither a stop nor small talk."""

from __future__ import annotations

from typing import Any

import pytest

from bot.grammar.declining import may_skip
from knowledge.follow_ups import follow_up
from tests.conftest import read_tsv

ROWS = read_tsv("declining.tsv")
# fmt: off
START = {"ja": "カードの有効期限を計算してください", "en": "please work out the expiry date of my card", "zh": "请帮我算一下卡的有效期", "ko": "카드 유효기간을 계산해 주세요"}
MAY_SKIP = {"ja": "言わなくてもいいですか", "en": "do I have to tell you?", "zh": "这个能不说吗", "ko": "꼭 말해야 하나요?"}
SAYS = {"ja": "答えなくてもかまいません", "en": "You do not have to answer", "zh": "不回答也没关系", "ko": "대답하지 않으셔도 됩니다"}
PROXY = {"ja": "他の人が行ってもいいですか", "en": "can someone else go?", "zh": "别人能去吗", "ko": "다른 사람이 가도 돼요?"}
# fmt: on


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_kind(row: dict[str, str]) -> None:
    assert may_skip(row["text"]) == (row["kind"] == "skip")
    assert (follow_up(row["text"], "expiry_calculation") == "certificate_renewal") == (row["kind"] == "proxy")


@pytest.mark.parametrize("form", ["expiry", "kiosk"])
@pytest.mark.parametrize("language", MAY_SKIP)
def test_a_question_may_be_left_out(ask: Any, language: str, form: str) -> None:
    sender = f"skip {language} {form}"
    ask(START[language] if form == "expiry" else "/kiosk_doctor", sender=sender, language=language)
    (reply,) = ask(MAY_SKIP[language], sender=sender)["replies"]
    assert reply["custom"]["answer"]["lead"].startswith(SAYS[language])
    assert len(reply["buttons"]) >= 2  # it is asked again, and can be left with one of them


@pytest.mark.parametrize("language", PROXY)
def test_somebody_else_may_go(ask: Any, language: str) -> None:
    sender = f"proxy {language}"
    ask(START[language], sender=sender, language=language)
    topics = [reply["custom"]["topic"] for reply in ask(PROXY[language], sender=sender)["replies"]]
    assert topics == ["certificate_renewal", "expiry_calculation"]
