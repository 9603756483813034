"""Hears whether a missing card is back, or only what it was in: "I found the wallet, but my card is gone" is a loss."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from bot.text.normalization import normal_text

PATTERNS = Path(__file__).with_suffix(".yml")
BACK, MISSING = "back", "missing"
OTHER = "other"  # a clause says that something else is back


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    content = yaml.safe_load(PATTERNS.read_text(encoding="utf-8"))
    return {kind: re.compile("|".join(words)) for kind, words in content.items()}


def _says(kind: str, text: str) -> bool:
    return bool(_patterns()[kind].search(text))


def whereabouts(text: str) -> str | None:
    """Whether a message says that its card is `BACK`, or still `MISSING` where something else is back; mostly neither.

    >>> whereabouts("カードが見つからなかったけど今は持ってる"), whereabouts("財布は見つかったけどカードがない")
    ('back', 'missing')
    >>> whereabouts("I couldn't find it but I have it now"), whereabouts("I lost my card")
    ('back', None)
    """
    said = normal_text(text).casefold().replace("’", "'")
    clauses = [_Clause(part) for part in _clauses(said)]
    if _says("without", said) and _says("back", said):
        return MISSING
    if _says("mistaken", said):
        return BACK
    told = [clause.told() for clause in clauses]
    if BACK in told:
        last = len(told) - 1 - told[::-1].index(BACK)
        return None if MISSING in told[last:] else BACK
    lacks = any(one == MISSING and clause.names_card for one, clause in zip(told, clauses, strict=True))
    return MISSING if OTHER in told and lacks else None


def is_found(text: str) -> bool:
    """Whether what is back was found, and is not only owned by now."""
    return _says("found", normal_text(text).casefold())


def _clauses(said: str) -> list[str]:
    ends = sorted({0, len(said), *(match.end() for match in _patterns()["clause_ends"].finditer(said))})
    return [said[start:end] for start, end in zip(ends, ends[1:], strict=False)]


class _Clause:
    """What one clause says of the card or of something else."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.names_card = _says("card", text)

    def told(self) -> str | None:
        """`BACK`, `OTHER` for something else that is back, `MISSING`, or nothing."""
        back = list(_patterns()["back"].finditer(self._text))
        gone = [match.end() for match in _patterns()["gone"].finditer(self._text)]
        if back and not _says("not_back", self._text) and max(gone, default=0) <= back[-1].end():
            return BACK if self.names_card or not self._names_another() else OTHER
        return MISSING if gone and not _says("before", self._text) else None

    def _names_another(self) -> bool:
        return _says("others", _patterns()["ways"].sub(" ", self._text))
