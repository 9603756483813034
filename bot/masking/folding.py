"""Brings the writings of a text together, and keeps where each character came from."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from bot.masking.grammar import grammar

MASK = "＊＊＊＊"
MASKED = "\ue000"  # what a mask is folded to: it joins nothing
LETTER = "\ue001"  # a letter beyond the basic plane
ASCII, KANJI, SPELLED, OTHER = "a", "k", "w", "."  # kinds of characters: digits by their writing, and the rest
_INVISIBLE = frozenset("\u115f\u1160\u3164\uffa0\u180e")  # letters without a shape, besides Cf, Mn and Me
CIRCLES = frozenset("○◯◦")  # zeros, where a kanji digit stands beside them
_LONGEST = 4  # characters that one folds to: U+FDFA would be eighteen


_MARKS_AND_TAILS = frozenset("\u3099\u309a\uff9e\uff9f") | set(
    map(chr, [*range(0x1161, 0x1176), *range(0x11A8, 0x11C3)])
)


@dataclass(frozen=True)
class Folded:
    """A text in one form.

    Attributes:
        text: one character a place.
        starts, ends: where each place begins and ends in the text as it was written.
        kinds: the kind of each place.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    kinds: str

    def replaced(self, edits: Iterable[tuple[int, int, str, str]]) -> Folded:
        """With other characters in some places, as (start, end, text, kind), in order; they stand for all of these."""
        columns: tuple[list[Any], ...] = [], [], [], []
        mine, done = (self.text, self.starts, self.ends, self.kinds), 0
        for start, end, new, kind in edits:
            whole = (new, [self.starts[start]] * len(new), [self.ends[end - 1]] * len(new), kind * len(new))
            for column, old, written in zip(columns, mine, whole, strict=True):
                column.extend(old[done:start])
                column.extend(written)
            done = end
        for column, old in zip(columns, mine, strict=True):
            column.extend(old[done:])
        return Folded("".join(columns[0]), tuple(columns[1]), tuple(columns[2]), "".join(columns[3]))


@cache
def _tables() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Signs, kanji digits and other digits, each by character."""
    signs = {c: sign for sign, writings in grammar()["signs"].items() for c in sign + writings}
    kanji = {c: str(value) for writings, value in grammar()["kanji"].items() for c in writings}
    enclosed = {c: str(value) for writings, value in grammar()["enclosed"].items() for c in writings}
    return signs, kanji, enclosed


@lru_cache(maxsize=4096)
def fold_character(character: str) -> tuple[tuple[str, str], ...]:
    """What one character is folded to, each with its kind; nothing for what is not seen.

    >>> [fold_character(c) for c in ("Ａ", "７", "七", "ア", "⑴", "\\u200b")]  # doctest: +ELLIPSIS
    [(('a', '.'),), (('7', 'a'),), (('7', 'k'),), (('あ', '.'),), (('(', '.'), ('1', 'a'), (')', '.')), ()]
    """
    if is_invisible(character):
        return ()
    normal = [c for c in unicodedata.normalize("NFKC", character) if not is_invisible(c)]
    return ((LETTER, OTHER),) if len(normal) > _LONGEST or "⁄" in normal else tuple(map(_canonical, normal))


@cache
def _lookalikes() -> dict[str, str]:
    """Letters of other scripts that look like a Latin one."""
    return {c: latin for writings, latin in grammar()["lookalikes"].items() for c in writings}


def is_invisible(character: str) -> bool:
    """Whether a character only changes others, or is not seen."""
    return character in _INVISIBLE or unicodedata.category(character) in {"Mn", "Me", "Cf"}


def _canonical(character: str) -> tuple[str, str]:
    signs, kanji, enclosed = _tables()
    if character in kanji:
        return kanji[character], KANJI
    value = unicodedata.decimal(character, None)
    if value is not None or character in enclosed:
        return enclosed.get(character, str(value)), ASCII
    if character in signs:
        return signs[character], OTHER
    category = unicodedata.category(character)
    if character in CIRCLES:
        return character, OTHER
    if category[0] in "LN":
        if ord(character) > 0xFFFF:
            return LETTER, OTHER
        small = character.lower()[0]
        return _lookalikes().get(small, hiragana(small)), OTHER
    return {"Pd": "-", "Zs": " ", "Cc": " "}.get(category, "·"), OTHER


def hiragana(character: str) -> str:
    """A katakana as hiragana."""
    return chr(ord(character) - 0x60) if "ァ" <= character <= "ヶ" else character


def is_mark_or_tail(character: str) -> bool:
    """Whether a character may be one with the one before it: (semi-)voiced sound marks, vowels and ends in Hangul."""
    return character in _MARKS_AND_TAILS


def fold_characters(text: str) -> Folded:
    """Each character by itself; a mask is one, and so is a kana with its mark, a syllable with its letters."""
    letters: list[tuple[str, str, int, int]] = []
    place = 0
    while place < len(text):
        if text[place] == MASK[0] and text.startswith(MASK, place):
            letters.append((MASKED, OTHER, place, place + len(MASK)))
            place += len(MASK)
            continue
        character, end = text[place], place + 1
        joined = _joined(letters[-1][0], character) if letters and is_mark_or_tail(character) else None
        if joined:
            letters[-1] = (joined, OTHER, letters[-1][2], end)
        else:
            folded = fold_character(character)
            letters += [(one, kind, place, end) for one, kind in folded]
            if not folded and letters:
                letters[-1] = (*letters[-1][:3], end)
        place = end
    return Folded(
        "".join(one[0] for one in letters),
        tuple(one[2] for one in letters),
        tuple(one[3] for one in letters),
        "".join(one[1] for one in letters),
    )


def _joined(before: str, character: str) -> str | None:
    both = unicodedata.normalize("NFC", before + unicodedata.normalize("NFKC", character))
    return both if len(both) == 1 else None
