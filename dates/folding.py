"""Brings the writings of a text together, and keeps where each character came from."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from functools import lru_cache

from dates.patterns import MONTHS

MISSPELT = 0.8  # likeness (difflib) from which a word is a month with a slip in it
_UNIT = re.compile("[\uff66-\uff9d][\uff9e\uff9f]|.", re.DOTALL)  # ﾍﾞ is two characters
# As IMEs and PDFs write 1990-05-03; a dash before a year may part two dates.
_HYPHEN = re.compile("[\u2010\u2011\u2212\ufe58\ufe63\uff0d]|[\u2012-\u2015](?!\\d{4}[./\\-年\u2010-\u2015])")
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
_RUNS = frozenset(" 、。,")
_LONG_WORD = re.compile(r"[a-z]{6,10}")
_FULL_MONTHS = [name for name in MONTHS if len(name) > 5]


def fold(text: str) -> tuple[str, list[int]]:
    """The text in one form, and where each character came from.

    NFKC, lower case, one hyphen, half-width kana with their marks joined; a run of spaces or of one stop is one
    character, so that reading costs no more than the text's length.
    """
    characters: list[str] = []
    places: list[int] = []
    for match in _UNIT.finditer(_HYPHEN.sub("-", text)):
        for one in _folded(match.group()):
            if characters and one in _RUNS and characters[-1] == one:
                continue
            characters.append(one)
            places.append(match.start())
    return _mend_months("".join(characters), [*places, len(text)])


@lru_cache(maxsize=4096)
def _folded(unit: str) -> str:
    """One character, or a half-width kana with its mark, in its one form."""
    if unit in _INVISIBLE:
        return ""
    folded = unicodedata.normalize("NFKC", unit).lower()
    return " " if folded.isspace() else folded


@lru_cache(maxsize=4096)
def _meant_month(word: str) -> str | None:
    """The month that a long word is, or is a slip of."""
    return next(iter(get_close_matches(word, _FULL_MONTHS, n=1, cutoff=MISSPELT)), None)


def _mend_months(folded: str, places: list[int]) -> tuple[str, list[int]]:
    """Spells misspelt English months right ("Febuary"); the places stay those of the letters typed."""
    for match in reversed(list(_LONG_WORD.finditer(folded))):
        meant = _meant_month(match.group())
        if meant and meant != match.group():
            start, end = match.span()
            folded = folded[:start] + meant + folded[end:]
            kept = [places[min(start + offset, end - 1)] for offset in range(len(meant))]
            places = [*places[:start], *kept, *places[end:]]
    return folded, places
