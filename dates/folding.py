"""Brings the writings of a text together, and keeps where each character came from."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches

from dates.patterns import MONTHS

MISSPELT = 0.8  # likeness (difflib) from which a word is a month with a slip in it
_LONG_WORD = re.compile(r"[a-z]{6,10}")
_FULL_MONTHS = [name for name in MONTHS if len(name) > 5]


def fold(text: str) -> tuple[str, list[int]]:
    """The text in one form (NFKC, lower case), and where each character came from."""
    characters, places = [], []
    for place, character in enumerate(text):
        for one in unicodedata.normalize("NFKC", character).lower():
            characters.append(one)
            places.append(place)
    return _mend_months("".join(characters), [*places, len(text)])


def _mend_months(folded: str, places: list[int]) -> tuple[str, list[int]]:
    """Spells misspelt English months right ("Febuary"); the places stay those of the letters typed."""
    for match in reversed(list(_LONG_WORD.finditer(folded))):
        meant = get_close_matches(match.group(), _FULL_MONTHS, n=1, cutoff=MISSPELT)
        if meant and meant[0] != match.group():
            start, end = match.span()
            folded = folded[:start] + meant[0] + folded[end:]
            kept = [places[min(start + offset, end - 1)] for offset in range(len(meant[0]))]
            places = [*places[:start], *kept, *places[end:]]
    return folded, places
