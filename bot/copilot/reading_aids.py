"""How the caller's column is read aloud: pinyin, Latin letters for Hangul, kana for the English names of offices."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache, partial

import regex

from bot.copilot.romanization import romanise
from bot.copilot.two_columns import Columns
from bot.text.scripts import HAN, KANA, count_scripts, traditional
from knowledge.wards import read_yaml, ward_folder

_JAPANESE_IN_KOREAN = regex.compile(rf"\([^()]*[{KANA}{HAN}][^()]*\)")
_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)")
_SPACE_AT_MARKS = re.compile(r"\s+(?=[，。、：；！？）”])|(?<=[（“])\s+")
KEPT = 2048  # texts; the desk's own answers have about 800

SAID_OTHERWISE = {"电子": [["diàn"], ["zǐ"]], "厅舍": [["tīng"], ["shè"]]}  # where pypinyin's own table is wrong


def with_aids(shown: Columns, ward: str) -> Columns:
    """An answer whose rows say how the caller's side is read; a Japanese caller needs none.

    The first Chinese one takes a second or so: for a thread, never for the event loop.
    """
    aids: dict[str, Callable[[str], str]] = {
        "zh": pinyin,
        "ko": without_japanese,
        "en": lambda text: kana(text, load_names(ward)),
    }
    aid = aids.get(shown.get("caller", ""))
    if aid:
        for row in shown["rows"]:
            row["aid"] = aid(row["caller"])
            for item in row.get("items", ()):
                item["aid"] = aid(item["caller"])
    return shown


@lru_cache(maxsize=KEPT)
def pinyin(text: str) -> str:
    """Chinese with tone marks, a space between syllables (pypinyin); the Japanese terms in brackets stay out.

    >>> pinyin("请打电话。"), pinyin("户籍住民课（戸籍住民課）")
    ('qǐng dǎ diàn huà。', 'hù jí zhù mín kè')
    """
    chinese = _BRACKETS.sub(lambda part: "" if is_japanese(part[0]) else part[0], text)
    return _SPACE_AT_MARKS.sub("", " ".join(" ".join(syllables()(chinese)).split()))


@cache
def syllables() -> Callable[[str], list[str]]:
    """What splits Chinese into syllables with tone marks; its tables are read and mended once (some 0.7 s)."""
    from pypinyin import Style, lazy_pinyin, load_phrases_dict

    load_phrases_dict(SAID_OTHERWISE)
    return partial(lazy_pinyin, style=Style.TONE)


def is_japanese(term: str) -> bool:
    """Whether a term in a sentence of simplified Chinese is Japanese: kana, or characters that are not simplified."""
    return bool(count_scripts(term)["kana"] or traditional(term))


@lru_cache(maxsize=KEPT)
def without_japanese(text: str) -> str:
    """Korean in Latin letters; the Japanese terms in brackets, which agents read anyway, stay out."""
    return romanise(_JAPANESE_IN_KOREAN.sub("", text))


def kana(text: str, names: dict[str, str]) -> str:
    """The names in an English text that an agent must say, in kana; empty where there is none.

    >>> kana("Call the Call Center.", {"Call Center": "コール・センター"})
    'Call Center = コール・センター'
    """
    return "、".join(f"{name} = {reading}" for name, reading in names.items() if name in text)


@cache
def load_names(ward: str) -> dict[str, str]:
    """A ward's English names and their kana; a ward without the table has none."""
    path = ward_folder(ward) / "kana.yml"
    return dict(read_yaml(path)) if path.is_file() else {}
