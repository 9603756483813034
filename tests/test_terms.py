"""One word a thing, in every language: what a term is called (tests/data/terms.tsv), wherever the desk says it."""

from __future__ import annotations

import re
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from bot.i18n.catalogues import po_file
from bot.i18n.languages import TRANSLATIONS
from tests.conftest import read_tsv

TERMS = read_tsv("terms.tsv")
SENTENCE = 16  # characters of the original: a shorter text is a title or a button, which may say it otherwise


@cache
def catalogue(language: str) -> Catalog:
    with po_file(language).open("rb") as file:
        return read_po(file, locale=language)


def texts(message: Message) -> tuple[str, str]:
    """The original, and all forms of the translation."""
    original, said = message.id, message.string or ""
    return original if isinstance(original, str) else original[0], said if isinstance(said, str) else " ".join(said)


@pytest.mark.parametrize("language", TRANSLATIONS)
@pytest.mark.parametrize("term", TERMS, ids=[term["ja"] for term in TERMS])
def test_a_term_has_one_name(term: dict[str, str], language: str) -> None:
    spoken = [texts(message) for message in catalogue(language) if message.id]
    about = [(original, said) for original, said in spoken if re.search(term["ja"], original)]
    assert about, "nobody says it any more: take it out of the table"
    wrong = [
        (original, said)
        for original, said in about
        if len(original) >= SENTENCE and not re.search(term[language], said, re.IGNORECASE)
    ]
    assert wrong == []
