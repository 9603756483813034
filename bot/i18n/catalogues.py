"""Looks up msgids in the gettext catalogues."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from pathlib import Path

from babel.messages.pofile import read_po

from bot.i18n.languages import LANGUAGES, ORIGINAL, REGISTERS, language_of
from bot.i18n.registers import rewritten
from bot.settings import ROOT

LOCALES = ROOT / "locales"
DOMAIN = "madoguchi"


def _(msgid: str) -> str:
    """Marks a literal for extraction; the text itself is looked up later."""
    return msgid


def po_file(reader: str) -> Path:
    """The catalogue of one language, or of a register that has its own."""
    folder = REGISTERS[reader].folder if reader in REGISTERS else reader
    return LOCALES / folder / "LC_MESSAGES" / f"{DOMAIN}.po"


@dataclass(frozen=True)
class Translations:
    """What a catalogue says, without fuzzy or empty entries.

    Attributes:
        one: msgid to msgstr.
        several: of counts, the first msgid to every form.
        form: which form a number takes.
    """

    one: dict[str, str]
    several: dict[str, tuple[str, ...]]
    form: Callable[[int], int]


@cache
def read_translations(reader: str) -> Translations:
    """Reads a catalogue's file; Babel's own catalogue, with comments and places, is not kept."""
    with po_file(reader).open("rb") as file:
        read = read_po(file, locale=LANGUAGES[language_of(reader)].locale)
    messages = [message for message in read if message.id and message.string and not message.fuzzy]
    counted = {str(one.id[0]): tuple(one.string or ()) for one in messages if one.pluralizable}
    return Translations(
        one={str(one.id): str(one.string) for one in messages if not one.pluralizable},
        several={msgid: forms for msgid, forms in counted.items() if all(forms)},
        form=c2py(read.plural_expr),
    )


def catalogue(reader: str) -> dict[str, str]:
    """What a catalogue has of one form: msgid to msgstr, without fuzzy or empty entries."""
    return read_translations(reader).one


def translate_plural(msgid: str, number: int, language: str) -> str:
    """Says a msgid in the form that a language has for a number; the original wording where it is missing."""
    if language == ORIGINAL:
        return msgid
    translations = read_translations(language)
    forms = translations.several.get(msgid)
    return forms[translations.form(number)] if forms else msgid


@rewritten
def translate(msgid: str, language: str) -> str:
    """Says a msgid to the readers of a language or a register; the original wording where a translation is missing."""
    return msgid if language == ORIGINAL else catalogue(language).get(msgid, msgid)
