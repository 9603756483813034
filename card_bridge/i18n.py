"""The bridge's own small gettext domain (docs/decisions/0021-parts-installed-apart.md)."""

from __future__ import annotations

import gettext
import locale
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

DOMAIN = "madoguchi_card"
LOCALES = Path(__file__).parent / "locales"
ORIGINAL = "ja"
LANGUAGES = {"ja": "japanese", "en": "english", "zh": "chinese", "ko": "korean"}  # code, Windows' name


def _(msgid: str) -> str:
    """Marks a literal for extraction; the text itself is looked up later."""
    return msgid


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The compiled catalogue of a language; none for the original's."""
    if language == ORIGINAL:
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, LOCALES, [language])


def translate(msgid: str, language: str) -> str:
    """Says a msgid in a language."""
    return catalogue(language).gettext(msgid)


def default_language(environment: Mapping[str, str] = os.environ) -> str:
    """The language of the person at this machine, else the original's.

    >>> default_language({"LANG": "ko_KR.UTF-8"})
    'ko'
    """
    named = [environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    named.append(locale.getlocale()[0] or "")
    first = next((name.lower() for name in named if name), "")
    return next((code for code, name in LANGUAGES.items() if first.startswith((code, name))), ORIGINAL)
