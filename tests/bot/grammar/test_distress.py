"""Whoever may not want to live gets a person to talk to; a death or a figure of speech does not count."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.grammar.distress import is_in_distress

# fmt: off
CRIES = [
    ("ja", "もう死にたいです"), ("ja", "しにたい"), ("ja", "消えてしまいたい"), ("ja", "カードもなくして、生きているのがつらい"),
    ("en", "I want to kill myself"), ("en", "i dont want to live any more, I can't go on living"), ("en", "thinking about suicide"),
    ("zh", "我不想活了"), ("zh", "想死"), ("zh", "我想自杀"),
    ("ko", "죽고 싶어요"), ("ko", "더 이상 살고 싶지 않아요"), ("ko", "자살하고 싶다"),
]
OTHERS = ["父が自殺しました。カードは返しますか", "母が亡くなりました", "死亡届とカード", "My husband died", "killing time at the ward office",
          "爸爸去世了，卡怎么办", "想死你了", "아버지가 돌아가셨어요", "この手続き、死ぬほど面倒"]
# fmt: on


@pytest.mark.parametrize(("language", "text"), CRIES)
def test_a_cry_is_heard(language: str, text: str) -> None:
    assert is_in_distress(text)


@pytest.mark.parametrize("text", OTHERS)
def test_a_death_is_no_cry(text: str) -> None:
    assert not is_in_distress(text)


@pytest.mark.parametrize(("language", "text"), CRIES[::4])
def test_it_reaches_a_line_that_is_open_day_and_night(
    ask: Callable[..., dict[str, Any]], language: str, text: str
) -> None:
    reply = ask(text, language=language, now="2026-12-31T03:00")["replies"][-1]["custom"]
    assert reply["topic"] == "distress" and reply["language"] == language
    assert "0120-279-338" in reply["answer"]["lead"]
    assert reply["answer"]["links"][0]["value"] == "0120-279-338" and reply["answer"]["links"][0]["open"]
