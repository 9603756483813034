"""Looks up msgids in the gettext catalogues."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from bot.i18n.languages import LANGUAGES, ORIGINAL
from bot.settings import ROOT

LOCALES = ROOT / "locales"
DOMAIN = "madoguchi"


def _(msgid: str) -> str:
    """Marks a literal for extraction; the text itself is looked up later."""
    return msgid


def po_file(language: str) -> Path:
    """The catalogue of one language."""
    return LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


@cache
def catalogue(language: str) -> dict[str, str]:
    """Reads a catalogue: msgid to msgstr, without fuzzy or empty entries."""
    with po_file(language).open("rb") as file:
        messages = read_po(file, locale=LANGUAGES[language].locale)
    return {
        str(message.id): str(message.string)
        for message in messages
        if message.id and message.string and not message.fuzzy
    }


def translate(msgid: str, language: str) -> str:
    """Says a msgid in a language; the original wording where a translation is missing."""
    return msgid if language == ORIGINAL else catalogue(language).get(msgid, msgid)
