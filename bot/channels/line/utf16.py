"""Lengths as LINE counts them: UTF-16 code units for texts, grapheme clusters for labels."""

from __future__ import annotations

import regex

ELLIPSIS = "…"


def units(text: str) -> int:
    """How many UTF-16 code units a text has.

    >>> units("窓口"), units("😀")
    (2, 2)
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def graphemes(text: str) -> list[str]:
    """The characters as a reader sees them.

    >>> len(graphemes("👨‍👩‍👧が"))
    2
    """
    return list(regex.findall(r"\X", text))


def shorten(text: str, limit: int) -> str:
    """A label of at most so many graphemes, cut after a whole word where there is one.

    >>> shorten("Change your PIN (when you know it)", 20), shorten("暗証番号", 4), shorten("暗証番号", 3)
    ('Change your PIN…', '暗証番号', '暗証…')
    """
    seen = graphemes(text)
    if len(seen) <= limit:
        return text
    kept = "".join(seen[: limit - 1])
    is_inside_a_word = seen[limit - 2].isalnum() and seen[limit - 1].isalnum()
    words = kept.rpartition(" ")[0] if is_inside_a_word else kept
    return (words or kept).rstrip(" (（,、・") + ELLIPSIS


def first_units(text: str, limit: int) -> str:
    """The beginning of a text, in at most so many UTF-16 code units, no grapheme cut.

    >>> first_units("ab😀", 3)
    'ab'
    """
    if units(text) <= limit:
        return text
    kept, used = [], 0
    for grapheme in graphemes(text):
        used += units(grapheme)
        if used > limit:
            break
        kept.append(grapheme)
    return "".join(kept)


def cut_out(text: str, index: int, length: int) -> str:
    """A text without a part that UTF-16 code units point at.

    >>> cut_out("😀@desk 紛失", 2, 5)
    '😀 紛失'
    """
    raw = text.encode("utf-16-le", "surrogatepass")
    rest = raw[: 2 * index] + raw[2 * (index + length) :]
    return rest.decode("utf-16-le", "replace")
