"""Texts in pieces that LINE takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.line.splitting import split
from bot.channels.line.utf16 import ELLIPSIS, cut_out, first_units, graphemes, shorten, units

# Letters, sentence ends, emoji of one and of several code points, combining marks, and whole paragraphs.
PIECES = st.sampled_from(
    ["紛失", "。", "カードです。", "\n", "😀", "👨‍👩‍👧", "か\u3099", " ", "word ", "end. ", "あ" * 40, "🇯🇵", "x" * 30]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=300)
LIMITS = st.integers(min_value=16, max_value=80)


@given(TEXTS, LIMITS)
def test_nothing_is_lost_and_every_piece_fits(text: str, limit: int) -> None:
    pieces = split(text, limit)
    assert "".join(pieces) == text
    assert all(1 <= units(piece) <= limit for piece in pieces)


@given(TEXTS, LIMITS)
def test_no_character_is_cut_that_fits_a_message(text: str, limit: int) -> None:
    whole = graphemes(text)
    if all(units(grapheme) <= limit for grapheme in whole):
        assert [grapheme for piece in split(text, limit) for grapheme in graphemes(piece)] == whole


# fmt: off
@pytest.mark.parametrize(("text", "limit", "pieces"), [
    ("", 20, []),
    ("短い。", 20, ["短い。"]),
    ("一つ目です。二つ目です。", 8, ["一つ目です。", "二つ目です。"]),
    ("one two. three four. five", 12, ["one two. ", "three four. ", "five"]),
    ("見出し\n本文はここです", 8, ["見出し\n", "本文はここです"]),
    ("😀" * 5, 4, ["😀😀", "😀😀", "😀"]),
    ("e\u0301" * 3 + "👨‍👩‍👧", 8, ["e\u0301" * 3, "👨‍👩‍👧"]),
])
# fmt: on
def test_where_texts_are_parted(text: str, limit: int, pieces: list[str]) -> None:
    assert [piece.rstrip(" ") for piece in split(text, limit)] == [piece.rstrip(" ") for piece in pieces]


@given(st.text(max_size=60), st.integers(min_value=2, max_value=30))
def test_a_label_fits(text: str, limit: int) -> None:
    label = shorten(text, limit)
    assert len(graphemes(label)) <= limit
    assert label == text or label.endswith(ELLIPSIS)


@given(st.text(max_size=60), st.integers(min_value=1, max_value=60))
def test_a_beginning_fits(text: str, limit: int) -> None:
    beginning = first_units(text, limit)
    assert text.startswith(beginning) and units(beginning) <= limit


@given(st.text(max_size=20), st.text(min_size=1, max_size=10), st.text(max_size=20))
def test_a_mention_is_cut_out_where_it_stands(before: str, name: str, after: str) -> None:
    assert cut_out(before + name + after, units(before), units(name)) == before + after
