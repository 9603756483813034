"""How easy Japanese stands on a screen: one sentence a line."""

from __future__ import annotations

import re

_END = re.compile(r"[。！？](?=[^。！？」』）)\n])")
_OPEN, _CLOSED = "（「『(", "）」』)"


def one_a_line(text: str) -> str:
    """A text with each sentence on a line of its own; what is quoted or explained in brackets stays together.

    >>> one_a_line("すぐ 電話を してください。お金は いりません。")
    'すぐ 電話を してください。\\nお金は いりません。'
    >>> one_a_line("「はい。いいえ。」を 押します。")
    '「はい。いいえ。」を 押します。'
    """
    lines, start = [], 0
    for end in _END.finditer(text):
        if _depth(text[start : end.end()]) == 0:
            lines.append(text[start : end.end()].strip(" "))
            start = end.end()
    return "\n".join([*lines, text[start:].strip(" ")])


def _depth(text: str) -> int:
    """How many brackets a text leaves open."""
    return sum(text.count(mark) for mark in _OPEN) - sum(text.count(mark) for mark in _CLOSED)
