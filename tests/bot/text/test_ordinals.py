"""Buttons meant in words, in every language."""

from __future__ import annotations

from typing import Any

import pytest

from bot.text.ordinals import chosen

OFFERED = [{"title": f"title {n}", "payload": f"/topic{n}"} for n in (1, 2, 3)]


# fmt: off
@pytest.mark.parametrize(("text", "payload"), [
    ("2", "/topic2"), ("２番目です", "/topic2"), ("二つ目", "/topic2"), ("最後のほう", "/topic3"), ("一番上", "/topic1"),
    ("the first one please", "/topic1"), ("Second", "/topic2"), ("last one", "/topic3"), ("number two", "/topic2"),
    ("第一个", "/topic1"), ("第三個吧", "/topic3"), ("두 번째요", "/topic2"), ("1번", "/topic1"), ("마지막 것", "/topic3"),
    ("TITLE 3", "/topic3"),
    ("4", None), ("2階ですか", None), ("first of all, where is it?", None), ("第二次更新", None), ("1번 창구 어디예요", None), ("", None),
])
# fmt: on
def test_chosen(text: str, payload: str | None) -> None:
    assert chosen(text, OFFERED) == payload
    assert chosen(text, []) is None


@pytest.mark.parametrize(("language", "choice"), [("ja", "2番目です"), ("en", "the second one"), ("zh", "第二个"), ("ko", "두 번째요")])
def test_a_suggestion_is_chosen_in_words(ask: Any, language: str, choice: str) -> None:
    sender = f"choosing {language}"
    offered = ask("/pin_change", language=language, sender=sender)["replies"][-1]["buttons"]
    answer = ask(choice, language=language, sender=sender)
    assert offered[1]["payload"] == f"/{answer['replies'][0]['custom']['topic']}"
    assert answer["language"] == language
