"""What digits are when they are something else: dates, times, telephone numbers, amounts, addresses."""

from __future__ import annotations

import re
from functools import cache

from bot.masking.folding import Folded
from bot.masking.grammar import grammar, pattern

Span = tuple[int, int]
_BEGINNING = re.compile("[0-9]+|[+¥〒]")


@cache
def _forms(are_signed: bool) -> tuple[re.Pattern[str], ...]:
    return tuple(map(pattern, grammar()["signed" if are_signed else "claims"]))


@cache
def _any_form(are_signed: bool) -> re.Pattern[str]:
    """All forms in one: nothing begins at most places, and to ask each form alone takes five times as long."""
    return re.compile("|".join(f"(?:{form.pattern})" for form in _forms(are_signed)))


def claims(folded: Folded) -> list[Span]:
    """The spans of dates and so on, in order; each the longest that begins there, and none begins inside another."""
    spans: list[Span] = []
    for match in _BEGINNING.finditer(folded.text):
        if spans and match.start() < spans[-1][1]:
            continue
        end = _longest(folded.text, match.start(), not match.group()[0].isdigit())
        if end:
            spans.append((match.start(), end))
    return spans


def _longest(text: str, start: int, is_signed: bool) -> int:
    """Where the longest form that begins at a place ends; 0 without one."""
    if text[start] == "+" and (text[start - 1 : start].isdigit() or text[start + 1 : start + 2] == " "):
        return 0  # 3044+7950+2616, 3044 + 7950 + 2616
    if text[start - 1 : start] == ":" and text[start - 2 : start - 1].isdigit():
        return 0  # 00:19 in 30:44:79:50:00:19
    if not _any_form(is_signed).match(text, start):
        return 0
    return max(match.end() for form in _forms(is_signed) if (match := form.match(text, start)))
