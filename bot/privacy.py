"""The privacy gate: masks numbers before anything is kept (DESIGN, promises about privacy)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

MASK = "＊＊＊＊"
MY_NUMBER, PIN, RESIDENCE_CARD = "my_number", "pin", "residence_card"
MY_NUMBER_DIGITS = 12
KANJI_DIGITS = {kanji: digit for digit, kanji in enumerate("〇一二三四五六七八九")} | {"零": 0}
SEPARATORS = frozenset(" \t\n\u3000\u00a0-‐‑‒–—―−ー－_.．・,，、/／")
LONGEST_SEPARATOR = 3

_RESIDENCE_CARD = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}[ -]?\d{4}[ -]?\d{4}[ -]?[A-Za-z]{2}(?![A-Za-z0-9])")
_PIN_WORD = (
    r"(?:暗証番号|あんしょうばんごう|暗证(?:号|番号)?|パスワード|ぱすわーど|暗証|"
    r"密码|密碼|비밀번호|비번|암호|패스워드|\bpin(?:\s*(?:code|number|no\.?))?\b|pass(?:word|code)\b)"
)
_PIN_JOIN = r"[^\d\n。!?！？]{0,12}?"
_PIN_VALUE = r"(?<![A-Za-z0-9])(?:\d{4}|(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z0-9]{6,16})"
_PIN_AFTER = r"(?![A-Za-z0-9]|\s*[-年년月월桁位자文字digits]|\.\d)"
_SAID_PIN = re.compile(f"({_PIN_WORD}{_PIN_JOIN})({_PIN_VALUE}){_PIN_AFTER}", re.IGNORECASE)


@dataclass(frozen=True)
class Masked:
    """A text without its numbers, and which kinds were found."""

    text: str
    found: tuple[str, ...]


def check_digit(digits: list[int]) -> int:
    """The check digit for the first 11 digits (番号法総務省令, art. 5).

    >>> check_digit([3, 0, 4, 4, 7, 9, 5, 0, 2, 6, 1])
    6
    """
    total = sum(
        digit * (place + 1 if place <= 6 else place - 5) for place, digit in enumerate(reversed(digits), start=1)
    )
    remainder = total % 11
    return 0 if remainder <= 1 else 11 - remainder


def digit_value(character: str) -> int | None:
    """The value of an ASCII, full-width, other decimal or kanji digit.

    >>> [digit_value(c) for c in "7７七a"]
    [7, 7, 7, None]
    """
    value = unicodedata.digit(character, None)
    return KANJI_DIGITS.get(character) if value is None else int(value)


def digit_groups(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yields chains of digit groups that only separators part, as (start, end) pairs."""
    chain: list[tuple[int, int]] = []
    position = 0
    while position < len(text):
        if digit_value(text[position]) is None:
            position += 1
            continue
        end = position
        while end < len(text) and digit_value(text[end]) is not None:
            end += 1
        gap = text[chain[-1][1] : position] if chain else ""
        if chain and not (len(gap) <= LONGEST_SEPARATOR and set(gap) <= SEPARATORS):
            yield chain
            chain = []
        chain.append((position, end))
        position = end
    if chain:
        yield chain


def is_my_number(text: str) -> bool:
    """Whether the digits in a text are twelve with a valid check digit."""
    digits = [value for value in map(digit_value, text) if value is not None]
    return len(digits) == MY_NUMBER_DIGITS and check_digit(digits[:-1]) == digits[-1]


def my_number_spans(text: str) -> list[tuple[int, int]]:
    """Where My Numbers stand; a number begins and ends with a whole group of digits."""
    spans = []
    for chain in digit_groups(text):
        first = 0
        while first < len(chain):
            ends = (last for last in range(first, len(chain)) if is_my_number(text[chain[first][0] : chain[last][1]]))
            last = next(ends, None)
            if last is not None:
                spans.append((chain[first][0], chain[last][1]))
                first = last
            first += 1
    return spans


def mask(text: str) -> Masked:
    """Masks My Numbers, residence card numbers, and PINs that are said to be PINs.

    >>> mask("my number is 3044 7950 2616")
    Masked(text='my number is ＊＊＊＊', found=('my_number',))
    >>> mask("03-5722-9349").found
    ()
    """
    found = []
    for start, end in reversed(my_number_spans(text)):
        text = text[:start] + MASK + text[end:]
        found.append(MY_NUMBER)
    folded = "".join(str(digit_value(c)) if unicodedata.digit(c, None) is not None else c for c in text)
    folded = folded if len(folded) == len(text) else text
    for kind, pattern, group in ((RESIDENCE_CARD, _RESIDENCE_CARD, 0), (PIN, _SAID_PIN, 2)):
        for match in reversed(list(pattern.finditer(folded))):
            start, end = match.span(group)
            text = text[:start] + MASK + text[end:]
            folded = folded[:start] + MASK + folded[end:]
            found.append(kind)
    return Masked(text, tuple(dict.fromkeys(found)))
