"""Text as every part can take it."""

from __future__ import annotations

from typing import Any


def readable(text: Any) -> str | None:
    """A text as every part can take it: well-formed Unicode without NUL, halves of one character joined.

    >>> readable("a" + chr(0xD83D) + chr(0)), readable(chr(0xD83D) + chr(0xDE00)) == chr(0x1F600), readable(5)
    ('a\\ufffd ', True, None)
    """
    if not isinstance(text, str):
        return None
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", " ")
