"""Numbers as people write them in dates: digits, kanji, Korean and English words."""

from __future__ import annotations

import re
from collections.abc import Iterable

KANJI_DIGITS = {kanji: digit for digit, kanji in enumerate("〇一二三四五六七八九")}
KANJI_DIGITS |= {kanji: digit for digit, kanji in enumerate("零壹贰叁肆伍陆柒捌玖")}
KANJI_DIGITS |= {"○": 0, "元": 1, "壱": 1, "两": 2, "弐": 2, "参": 3}
KANJI_UNITS = {"十": 10, "百": 100, "千": 1000, "廿": 20, "卅": 30, "拾": 10, "佰": 100, "仟": 1000}
HANGUL_DIGITS = {hangul: digit for digit, hangul in enumerate("영일이삼사오육칠팔구")} | {"공": 0, "유": 6, "륙": 6}
HANGUL_UNITS = {"십": 10, "시": 10, "백": 100, "천": 1000}  # 유월 and 시월 are June and October


def _numbered(words: str, first: int = 1) -> dict[str, int]:
    """Words in counting order."""
    return {word: number for number, word in enumerate(words.split(), start=first)}


# Kana, as somebody types who does not convert; the days of the month have names of their own.
KANA_DIGITS = _numbered("いち に さん よん ご ろく なな はち きゅう")
KANA_DIGITS |= {"れい": 0, "ぜろ": 0, "がん": 1, "し": 4, "よ": 4, "しち": 7, "く": 9}
KANA_UNITS = {"じゅう": 10, "じゅっ": 10, "ひゃく": 100, "びゃく": 100, "ぴゃく": 100, "せん": 1000, "ぜん": 1000}
KANA_DAYS = _numbered("ついたち ふつか みっか よっか いつか むいか なのか ようか ここのか とおか") | {"はつか": 20}

ENGLISH_ONES = _numbered("one two three four five six seven eight nine")
ENGLISH_TEENS = _numbered("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 10)
ENGLISH_TENS = {
    word: 10 * n for word, n in _numbered("twenty thirty forty fifty sixty seventy eighty ninety", 2).items()
}
ENGLISH_ORDINAL_ONES = _numbered("first second third fourth fifth sixth seventh eighth ninth")
ENGLISH_ORDINALS = (
    ENGLISH_ORDINAL_ONES
    | {"thirtieth": 30}
    | _numbered(
        "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
        10,
    )
)


def _any(*words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(sorted((word for group in words for word in group), key=len, reverse=True))


KANJI = "".join([*KANJI_DIGITS, *KANJI_UNITS])
HANGUL = "".join([*HANGUL_DIGITS, *HANGUL_UNITS])
KANA = _any(KANA_DIGITS, KANA_UNITS)
ENGLISH_NUMBER = rf"(?:(?:{_any(ENGLISH_TENS)})(?:[ -](?:{_any(ENGLISH_ONES)}))?|{_any(ENGLISH_ONES, ENGLISH_TEENS)})"
_CENTURY = rf"(?:nineteen|twenty)[ -](?:hundred(?: and)? |oh[ -])?{ENGLISH_NUMBER}"
ENGLISH_YEAR = rf"(?:{_CENTURY}|two thousand(?:(?: and)? {ENGLISH_NUMBER})?)"
ENGLISH_ORDINAL = rf"(?:twenty|thirty)[ -](?:{_any(ENGLISH_ORDINAL_ONES)})|{_any(ENGLISH_ORDINALS)}"


def read_number(text: str) -> int:
    """The value of one number token.

    >>> [read_number(text) for text in ("53", "五十三", "二〇二三", "廿九", "元", "さんじゅうに")]
    [53, 53, 2023, 29, 1, 32]
    >>> [read_number(text) for text in ("이천이십삼", "시", "twenty-first", "nineteen ninety")]
    [2023, 10, 21, 1990]
    """
    if text.isdecimal():
        return int(text)
    if text in KANA_DAYS:
        return KANA_DAYS[text]
    if text[0] in KANJI:
        return _composed(list(text), KANJI_DIGITS, KANJI_UNITS)
    if text[0] in HANGUL:
        return _composed(list(text), HANGUL_DIGITS, HANGUL_UNITS)
    if text.isascii():
        return _english(text)
    return _composed(re.findall(KANA, text), KANA_DIGITS, KANA_UNITS)


def _composed(text: list[str], digits: dict[str, int], units: dict[str, int]) -> int:
    """A number of digits and units; digits alone stand for places."""
    if not any(character in units for character in text):
        return int("".join(str(digits[character]) for character in text))
    total, waiting = 0, 0
    for character in text:
        if character in digits:
            waiting = waiting * 10 + digits[character]
        else:
            unit = units[character]
            total += unit if unit in (20, 30) else (waiting or 1) * unit
            waiting = 0
    return total + waiting


def _english(text: str) -> int:
    """A year or an ordinal in words."""
    words = [word for word in re.split(r"[ -]+", text) if word not in ("and", "oh")]
    if words[0] == "two" and words[1:2] == ["thousand"]:
        return 2000 + _up_to_99(words[2:])
    if words[0] in ("nineteen", "twenty") and len(words) > 1 and words[1] not in ENGLISH_ORDINALS:
        return (1900 if words[0] == "nineteen" else 2000) + _up_to_99([word for word in words[1:] if word != "hundred"])
    return _up_to_99(words)


def _up_to_99(words: list[str]) -> int:
    """Tens and ones, cardinal or ordinal."""
    values = ENGLISH_ONES | ENGLISH_TEENS | ENGLISH_TENS | ENGLISH_ORDINALS
    return sum(values[word] for word in words)
