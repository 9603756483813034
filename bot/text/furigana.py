"""Furigana: the reading of each Japanese word beside its kanji, `{漢字|かんじ}`, which the chat shows as <ruby>.

Sudachi reads the words. Where it errs, and how figures are read with their counters, stands in knowledge/readings.yml;
every reading of the desk's own texts has been checked and stands in tests/data/furigana.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

import regex
from sudachipy import SplitMode

from bot.text.japanese import sudachi
from bot.text.normalization import hiragana
from bot.text.scripts import HAN
from knowledge.wards import ROOT, read_yaml

KEPT = 4096  # pieces of text; the desk's own answers have about 800
_KANJI = regex.compile(f"[{HAN}]+")
_RUN = regex.compile(f"[{HAN}]+|[^{HAN}]+")


def annotate(text: str) -> str:
    """A Japanese text with its readings; it must hold no braces. Without the marks it is the same text again.

    >>> annotate("お持ちください"), annotate("カード")
    ('お{持|も}ちください', 'カード')
    >>> annotate("10月1日、午前8時30分")
    '10{月|がつ}{1日|ついたち}、{午前|ごぜん}8{時|じ}30{分|ぷん}'
    """
    return _pieces().sub(lambda piece: _count(piece) if piece["unit"] else _read(piece.group()), text)


def align(surface: str, reading: str) -> str:
    """Sets the reading of a word over its kanji alone where its kana and figures show which; else over all of it.

    >>> align("問い合わせ", "といあわせ"), align("3階", "3がい"), align("2人", "ふたり")
    ('{問|と}い{合|あ}わせ', '3{階|がい}', '{2人|ふたり}')
    """
    runs = _RUN.findall(surface)
    pattern = "".join("(.+?)" if _KANJI.match(run) else f"({re.escape(hiragana(run))})" for run in runs)
    parts = re.fullmatch(pattern, reading)
    if parts is None:
        return _mark(surface, reading)
    said = zip(runs, parts.groups(), strict=True)
    return "".join(_mark(run, part) if _KANJI.match(run) else run for run, part in said)


def _mark(surface: str, reading: str) -> str:
    return f"{{{surface}|{reading}}}"


@cache
def _readings(kind: str) -> dict[str, str]:
    entries = read_yaml(ROOT / "readings.yml")[kind]
    return {surface: hiragana(reading) for surface, reading in entries.items()}


@cache
def _pieces() -> re.Pattern[str]:
    """Figures with their counter, and the words between figures, sentence by sentence; figures alone stay."""
    units = [key for key in _readings("counters") if not re.search("[0-9]", key)]
    longest_first = "|".join(sorted(units, key=len, reverse=True))
    return re.compile(rf"(?P<figures>[0-9][0-9,]*)(?P<unit>{longest_first})|[^0-9。\n]+")


def _count(piece: re.Match[str]) -> str:
    """Figures with their counter, by the closest entry: `月1日`, `1日`, `~1日`, `日`."""
    figures, unit, before = piece["figures"], piece["unit"], piece.string[: piece.start()][-1:]
    counters = _readings("counters")
    whole = counters.get(before + figures + unit) or counters.get(figures + unit)
    return align(figures + unit, whole or figures + (counters.get(f"~{figures[-1]}{unit}") or counters[unit]))


@lru_cache(maxsize=KEPT)
def _read(piece: str) -> str:
    """Words without figures, so that what is kept between requests holds no visitor's date."""
    return "".join(align(*word) if _is_read(*word) else word[0] for word in _words(piece))


def _is_read(surface: str, reading: str) -> bool:
    """Whether a word has kanji, and its reading none: Sudachi gives an unknown word back as it is."""
    return bool(_KANJI.search(surface)) and not _KANJI.search(reading)


def _words(piece: str) -> Iterator[tuple[str, str]]:
    """Surface and reading of each word, or of the longest known phrase of whole words."""
    words = list(sudachi().tokenize(piece, mode=SplitMode.B))  # 電子|証明書, one word in C: shorter ruby, same readings
    known, ends, place = _readings("words"), [word.end() for word in reversed(words)], 0
    for word in words:
        if word.begin() < place:
            continue  # inside a phrase
        place = next((end for end in ends if piece[word.begin() : end] in known), word.end())
        surface = piece[word.begin() : place]
        own, bracket, rest = surface.partition("（")  # Sudachi takes kana in brackets for the reading of what is before
        if bracket and own:
            yield own, known.get(own) or hiragana(word.reading_form())
            yield bracket + rest, ""
        else:
            yield surface, known.get(surface) or hiragana(word.reading_form())
