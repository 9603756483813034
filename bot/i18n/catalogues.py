"""Looks up msgids in the gettext catalogues."""

from __future__ import annotations

from functools import cache
from gettext import c2py
from pathlib import Path

from babel.messages.catalog import Catalog
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
def read_catalogue(language: str) -> Catalog:
    """Reads a catalogue's file."""
    with po_file(language).open("rb") as file:
        return read_po(file, locale=LANGUAGES[language].locale)


@cache
def catalogue(language: str) -> dict[str, str]:
    """What a catalogue has of one form: msgid to msgstr, without fuzzy or empty entries."""
    return {
        str(message.id): str(message.string)
        for message in read_catalogue(language)
        if message.id and message.string and not message.fuzzy and not message.pluralizable
    }


@cache
def plurals(language: str) -> dict[str, tuple[str, ...]]:
    """What a catalogue has of several forms: the first msgid to every form."""
    counted = (message for message in read_catalogue(language) if message.pluralizable and not message.fuzzy)
    forms = {str(message.id[0]): tuple(message.string or ()) for message in counted}
    return {msgid: every for msgid, every in forms.items() if every and all(every)}


def translate_plural(msgid: str, number: int, language: str) -> str:
    """Says a msgid in the form that a language has for a number; the original wording where it is missing."""
    forms = () if language == ORIGINAL else plurals(language).get(msgid, ())
    return forms[c2py(read_catalogue(language).plural_expr)(number)] if forms else msgid


def translate(msgid: str, language: str) -> str:
    """Says a msgid in a language; the original wording where a translation is missing."""
    return msgid if language == ORIGINAL else catalogue(language).get(msgid, msgid)
