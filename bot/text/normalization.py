"""Forms of writing that meet: full and half width, the two kana."""

from __future__ import annotations

import unicodedata


def normal_text(text: str) -> str:
    """Full- and half-width forms meet (NFKC).

    >>> normal_text("ｶｰﾄﾞ Ａ１")
    'カード A1'
    """
    return unicodedata.normalize("NFKC", text)


def hiragana(text: str) -> str:
    """Katakana, also half-width, as hiragana.

    >>> hiragana("カード ﾅｸｼﾀ")
    'かーど なくした'
    """
    wide = normal_text(text)
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in wide)
