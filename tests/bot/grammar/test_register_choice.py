"""In which register a message is written."""

from __future__ import annotations

import pytest

from bot.grammar.register_choice import register_of


# fmt: off
@pytest.mark.parametrize(("text", "register"), [
    ("我的卡片不見了，怎麼辦？", "zh-Hant"), ("請問辦理更新需要帶什麼", "zh-Hant"), ("密碼忘了怎麼重設", "zh-Hant"),
    ("可以請家人代領嗎", "zh-Hant"), ("我的卡丢了怎么办", "zh"), ("请问需要带什么", "zh"), ("密码忘了", "zh"),
    # words that Japan writes likewise, words of a card, what is quoted, names, dates
    ("遺失", None), ("紛失", None), ("在留期間更新", None), ("更新", None), ("證明書", None), ("永住者", None),
    ("「住民票」", None), ("陳美玲", None), ("1990年5月3日", None), ("PIN", None), ("", None),
    # wishes
    ("请用繁体字回答", "zh-Hant"), ("請用簡體中文回答", "zh"), ("Please answer in traditional Chinese", "zh-Hant"),
    ("中国語の繁体字でお願いします", "zh-Hant"),
    # both
    ("證件 证件", None),
])
# fmt: on
def test_register(text: str, register: str | None) -> None:
    assert register_of(text) == register
