"""Counts with their unit ("1 month", "3 months"): `{certificate.short_months:month}` in a translation.

Spans of time come from Babel; what it does not know from the catalogues, by gettext's plural forms.
"""

from __future__ import annotations

from babel.units import format_unit

from bot.i18n.catalogues import translate_plural
from bot.i18n.languages import LANGUAGES, language_of

SPANS = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})


def ngettext(singular: str, plural: str) -> str:
    """Marks a count for extraction; the form is looked up later."""
    assert singular == plural, "the original language has one form"
    return singular


COUNTS = {
    "digit": ngettext("{n}桁", "{n}桁"),
    "character": ngettext("{n}文字", "{n}文字"),
    "document": ngettext("{n}点", "{n}点"),
    "time": ngettext("{n}回", "{n}回"),
    "copy": ngettext("{n}部", "{n}部"),
}
UNITS = SPANS | COUNTS.keys()


def write_count(number: int, unit: str, language: str) -> str:
    """A count with its unit in the form that the reader's language has for it.

    >>> [write_count(n, "month", "en") for n in (1, 3)], write_count(1, "digit", "en"), write_count(4, "digit", "en")
    (['1 month', '3 months'], '1 digit', '4 digits')

    Args:
        number: how many.
        unit: one of `UNITS`.
        language: the reader's.

    Raises:
        KeyError: for another unit.
    """
    if unit in SPANS:
        return str(
            format_unit(number, f"duration-{unit}", length="long", locale=LANGUAGES[language_of(language)].locale)
        )
    return translate_plural(COUNTS[unit], number, language).replace("{n}", str(number))
