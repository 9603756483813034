"""Whose letters a text is written in: by Unicode's own property, whatever block a letter stands in."""

from __future__ import annotations

import pytest
import regex

from bot.nlu.multilingual_tokenizer import split_words
from bot.text.furigana import align
from bot.text.scripts import HAN, HANGUL, KANA, LATIN, count_scripts, guess_by_script


# fmt: off
@pytest.mark.parametrize(("letters", "script"), [
    ("番々〇㐀龥﨑𠮟", HAN),  # with the repetition mark, the zero, compatibility forms and what lies beyond the basic plane
    ("あゖゝアヺヽｱﾝ", KANA),
    ("가힣ㄱㅣᄀ", HANGUL),
    ("azÀßžǅẠﬁ", LATIN),
])
# fmt: on
def test_letters_of_a_script(letters: str, script: str) -> None:
    others = {HAN, KANA, HANGUL, LATIN} - {script}
    assert regex.fullmatch(f"[{script}]+", letters)
    assert not any(regex.search(f"[{other}]", letters) for other in others)


@pytest.mark.parametrize("sign", ["ー", "・", "、", "×", "÷", "5", "⑤", "☎", "'"])
def test_a_sign_is_of_no_script(sign: str) -> None:
    assert not regex.search(f"[{HAN}{KANA}{HANGUL}{LATIN}]", sign)


def test_what_the_ranges_before_took_for_something_else() -> None:
    assert count_scripts("別々") == {"hangul": 0, "kana": 0, "han": 2, "latin": 0}
    assert count_scripts("身分証×")["latin"] == 0
    assert count_scripts("Thẻ căn cước")["latin"] == 3
    assert guess_by_script("×") is None
    assert align("𠮟る", "しかる") == "{𠮟|しか}る"


@pytest.mark.parametrize(("text", "words"), [
    ("what's ⑤ on card", ["what", "s", "⑤", "on", "card"]), ("我的マイナンバー・カード a1", ["我", "的", "マイナンバー・カード", "a1"]),
    ("카드를 別々に", ["카드를", "別", "々", "に"]),
])  # fmt: skip
def test_words_outside_japanese(text: str, words: list[str]) -> None:
    assert [word for word, _start, _form in split_words(text, "zh")] == words
