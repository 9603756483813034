"""Language identification, and when a conversation changes its language."""

from __future__ import annotations

from typing import Any

import pytest

from bot.i18n.languages import READERS

# fmt: off
CASES = [
    ("暗証番号再設定", None, "ja"), ("有効期限", None, "ja"), ("紛失時連絡先", None, "ja"),
    ("更新手続", "en", "en"), ("紛失", "en", "en"), ("PIN", "ja", "ja"), ("更新", "zh", "zh"),
    ("My Number cardをなくしました", None, "ja"), ("카드 lost しました", None, "ko"),
    ("个人编号卡丢了怎么办", "ja", "zh"), ("個人編號卡不見了怎麼辦", None, "zh"),
    ("I lost my card, what now?", "ja", "en"), ("카드를 잃어버렸어요", "ja", "ko"),
    ("カードをなくしました", "en", "ja"), ("konbini de juminhyo wa nanji made desu ka", None, "ja"),
    ("住民票在便利店怎么打印", None, "zh"), ("我的マイナンバーカード丢了", None, "zh"),
]
# fmt: on


@pytest.mark.parametrize(("text", "current", "expected"), CASES, ids=[case[0] for case in CASES])
def test_identify(understanding: Any, text: str, current: str | None, expected: str) -> None:
    assert understanding.parse([(text, current)])[0]["language"] == expected


def test_sticky_conversation(ask: Any) -> None:
    said = ["I lost my card yesterday", "PIN", "紛失", "カードの更新はどこでできますか", "PIN", "请用中文回答", "PIN"]
    languages = [ask(text, sender="sticky")["language"] for text in said]
    assert languages == ["en", "en", "en", "ja", "ja", "zh", "zh"]


def test_first_guess_of_the_page(ask: Any) -> None:
    assert ask("PIN", language="ko")["language"] == "ko"


def test_switch_by_button(ask: Any) -> None:
    assert ask('/change_language{"language": "ko"}', sender="button")["language"] == "ko"
    assert ask("/konbini_fees", sender="button")["replies"][0]["custom"]["language"] == "ko"


def test_request_without_a_language_offers_all(ask: Any) -> None:
    buttons = ask("別の言語にしたい", sender="which")["replies"][0]["buttons"]
    assert [button["title"] for button in buttons] == [one.name for one in READERS.values()]
