"""Splits a text too long for one message where a reader would pause."""

from __future__ import annotations

import regex

from bot.channels.line.utf16 import first_units, units

MOST_UNITS = 5000  # of a text message (Messaging API reference, text message)
# Where to part, the best first: after a line, a sentence, a word.
_BORDERS = tuple(regex.compile(pattern) for pattern in (r"\n", r"[。！？!?]\s*|\.\s+", r"[\s、,，]"))


def split(text: str, limit: int = MOST_UNITS) -> list[str]:
    """The text in pieces of at most `limit` UTF-16 code units; joined they are the text.

    >>> split("一つ目。二つ目。三つ目", 9)
    ['一つ目。二つ目。', '三つ目']
    """
    pieces = []
    while units(text) > limit:
        piece = _first_piece(text, limit)
        pieces.append(piece)
        text = text[len(piece) :]
    return [*pieces, text] if text else pieces


def _first_piece(text: str, limit: int) -> str:
    fitting = first_units(text, limit)
    for border in _BORDERS:
        ends = [match.end() for match in border.finditer(fitting)]
        if ends and 2 * ends[-1] >= len(fitting):  # a border near the beginning would leave a scrap
            return fitting[: ends[-1]]
    return fitting or _half(text, limit)


def _half(text: str, limit: int) -> str:
    """The beginning of a grapheme longer than a whole message."""
    kept = text[:limit]
    while units(kept) > limit:
        kept = kept[:-1]
    return kept
