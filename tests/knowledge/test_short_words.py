"""Words that are whole messages open choices, and nothing alarming first."""

from __future__ import annotations

import pytest

from knowledge.answers import load_answers
from knowledge.short_words import choices_of, load_short_words


def test_every_word_opens_two_to_four_answers() -> None:
    answers = load_answers()
    for word, topics in load_short_words().items():
        assert 2 <= len(topics) <= 4 and len(set(topics)) == len(topics), word
        assert set(topics) <= set(answers), word
        assert not answers[topics[0]].urgent, word


@pytest.mark.parametrize("text", ["電話？", " PIN ", "Card.", "更新", "照片", "예약", "土日", "代理", "期限"])
def test_a_bare_word_is_heard(text: str) -> None:
    assert choices_of(text)


@pytest.mark.parametrize("text", ["電話番号を変えました", "my card is lost", "更新はどこで", "", "紛失"])
def test_more_than_a_word_opens_nothing(text: str) -> None:
    assert choices_of(text) == ()
