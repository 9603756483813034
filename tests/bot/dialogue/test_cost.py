"""What bounds the cost of the longest messages, as far as it can be counted (measured: docs/cost.md)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.nlu.sentence_encoder_featurizer
from benchmarks.turns.shapes import filled, shapes
from bot.dialogue.preprocessing import MAX_CHARACTERS, MOST_NORMAL, pass_gate
from bot.nlu.encoders import count_tokens, encode
from bot.nlu.kana_reader import MOST_READ, SHORTEST_READING, read_kana
from bot.nlu.reach import MOST_TOGETHER, MOST_TOKENS, beginnings, fair_shares
from bot.nlu.safety_net import NOTE, nets, searchable, weigh
from bot.text.normalization import normal_text
from bot.text.question_boundaries import MOST

QUESTIONS = {
    "ja": ["更新はどこでできますか？", "手数料はいくらですか？", "住民票はコンビニで取れますか？"] * 80,
    "en": ["Where do I renew it?", "How much is a new card?", "Can I print it at a store?"] * 60,
    "zh": ["在哪里更新？", "补办要多少钱？", "便利店可以打印住民票吗？"] * 120,
    "ko": ["어디서 갱신해요?", "재발급은 얼마예요?", "편의점에서 주민표를 뽑을 수 있나요?"] * 80,
}
SHAPES = shapes(QUESTIONS)


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_an_encoder_reads_few_tokens_of_any_message(ask: Any, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    read: list[Sequence[str]] = []
    monkeypatch.setattr(
        bot.nlu.sentence_encoder_featurizer,
        "encode",
        lambda texts, encoders: read.append(texts) or encode(texts, encoders),
    )
    assert len(SHAPES[name]) <= MAX_CHARACTERS
    ask(SHAPES[name])
    assert len(read) <= 2  # USE and e5, once each
    for texts in read:
        assert len(texts) <= MOST + 2 and sum(map(count_tokens, texts)) <= MOST_TOGETHER


@given(st.lists(st.integers(0, MOST_TOKENS), max_size=6), st.integers(0, 60))
def test_shares_are_fair(wanted: list[int], together: int) -> None:
    shares = fair_shares(wanted, together)
    assert sum(shares) == min(sum(wanted), together)
    assert all(share <= most for share, most in zip(shares, wanted, strict=True))
    cut = sorted(share for share, most in zip(shares, wanted, strict=True) if share < most)
    assert not cut or cut[-1] - cut[0] <= 1
    assert all(share <= cut[0] + 1 for share in shares if cut)


def test_a_usual_message_is_read_whole_beside_its_questions() -> None:
    whole = "暗証番号を忘れました。どこに行けばいいですか？"
    assert beginnings([whole], count_tokens) == [whole]
    assert beginnings(["", "カード"], count_tokens) == ["", "カード"]


@pytest.mark.parametrize("wide", ["ﷺ", "㍿", "ΐ", "ﬃ"])
def test_what_grows_when_it_is_read_is_refused(wide: str) -> None:
    gated = pass_gate(filled(wide), frozenset())
    assert gated.refusal == "too_long"
    assert len(normal_text(wide).casefold()) * MAX_CHARACTERS > MOST_NORMAL
    assert pass_gate(f"カードをなくした{wide * 20}", frozenset()).refusal is None


def test_hints_are_looked_for_only_where_they_change_something(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    for net in nets():
        monkeypatch.setattr(type(net), "hinted", lambda self, text: bool(looked.append(text)))
        assert weigh(net, "かな", "かな", NOTE - 0.01, True) is None and not looked
        weigh(net, "かな", "かな", NOTE, True)
        assert looked.pop()


@pytest.mark.parametrize("text", ["あ" * 30, "hello", "元元元", "ｱﾞ"])
def test_no_writing_is_searched_twice(text: str) -> None:
    lines = searchable(text, normal_text(text)).split("\n")
    assert len(lines) == len(set(lines))


def test_few_readings_are_looked_up() -> None:
    class Counted(dict[str, str]):
        asked = 0

        def get(self, *key: Any) -> Any:
            self.asked += 1
            return super().get(*key)

    readings = Counted({"あんしょうばんごう": "暗証番号"})
    text = "かきくけこ" * 400
    assert read_kana(text, readings) == text
    assert readings.asked <= MOST_READ * (len("あんしょうばんごう") - SHORTEST_READING + 1)


def test_the_names_of_shapes_say_what_they_are() -> None:
    assert len(SHAPES) > 30
    assert all(one != other for one, other in pairwise(SHAPES.values()))
