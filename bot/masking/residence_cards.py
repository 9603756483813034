"""Finds residence card numbers (在留カード番号): two letters, eight digits, two letters; named, also with a slip."""

from __future__ import annotations

import re
from functools import cache

from bot.masking.claims import Span
from bot.masking.folding import Folded
from bot.masking.grammar import grammar, named
from bot.masking.labels import RESIDENCE, Labels

_DIGIT = re.compile("[0-9]")
_DATE = re.compile("(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")


def residence_cards(folded: Folded, labels: Labels, claimed: list[Span]) -> list[Span]:
    """The spans of residence card numbers in a folded text; some may overlap."""
    whole = [match.span() for match in named("card").finditer(folded.text) if _is_card(match, folded.text)]
    slips = [
        match.span()
        for match in named("card_slip").finditer(folded.text)
        if _is_alone(folded.text, match.start())
        and labels.naming(*match.span()) == RESIDENCE
        and not any(start < match.end() and match.start() < end for start, end in claimed)
    ]
    return whole + slips


@cache
def _short_words() -> frozenset[str]:
    return frozenset(grammar()["short_words"].split())


def _is_card(match: re.Match[str], text: str) -> bool:
    """Whether letters and digits are a number, and not words around one: "on 20261130 at"."""
    if not _is_alone(text, match.start()):
        return False
    digits = "".join(_DIGIT.findall(match[2]))
    words = [word for word, gap in ((match[1], match[2][:1]), (match[3], match[2][-1:])) if gap in " \n"]
    return not (words and (_DATE.fullmatch(digits) or any(word in _short_words() for word in words)))


def _is_alone(text: str, start: int) -> bool:
    before = text[start - 1 : start]
    return not (before.isascii() and before.isalnum())
