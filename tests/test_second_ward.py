"""Another ward is another folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.i18n.catalogues import catalogue
from bot.i18n.languages import LANGUAGES, TRANSLATIONS
from bot.replies.speaker import Speaker
from bot.settings import ROOT
from knowledge.answers import load_answers
from knowledge.facts import read_facts

WARD = Path(__file__).parent / "wards" / "sakuragaoka"
MEGURO = read_facts(ROOT / "knowledge/wards/meguro/facts.yml")
OF_MEGURO = ("目黒", "目黑", "Meguro", "메구로", "0570-057118", "03-5722-9349", "03-6630-5970")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_meguro_is_said(language: str) -> None:
    speaker = Speaker(str(WARD))
    for topic in load_answers():
        said = str(speaker.reply(topic, language))
        assert not [name for name in OF_MEGURO if name in said], topic


def test_its_own_fees_and_sources() -> None:
    reply = Speaker(str(WARD)).reply("konbini_juminhyo", "en")
    assert "250 yen" in reply["text"]
    assert reply["custom"]["sources"] == [{"page": 3, "heading": "手数料"}]
    assert reply["custom"]["as_of"] == "2025-04-01"


def test_catalogues_are_of_no_ward() -> None:
    texts = [text for language in TRANSLATIONS for pair in catalogue(language).items() for text in pair]
    assert not [text for text in texts if any(name in text for name in OF_MEGURO)]


def test_it_has_every_fact_of_a_ward() -> None:
    assert set(read_facts(WARD / "facts.yml")) == set(MEGURO)


def test_an_unknown_ward_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="MADOGUCHI_WARD.*atlantis"):
        Speaker("atlantis")
