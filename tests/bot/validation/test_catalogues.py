"""The validator is right about our data, and notices what is wrong."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from bot.i18n.catalogues import po_file
from bot.i18n.formatting import write_fact
from bot.i18n.languages import TRANSLATIONS
from bot.i18n.yaml_extractor import extract_yaml
from bot.settings import ROOT
from bot.validation.answers import fact_problems, text_problems, unlinked_phones
from bot.validation.catalogues import catalogue_problems, translation_problems
from bot.validation.data import data_problems
from knowledge.answers import Answer
from knowledge.facts import Fact, load_facts
from knowledge.lines import load_lines
from tests.ward import WARD

FACTS = load_facts(WARD)
DAY = date(2023, 10, 1)


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_catalogue(language: str) -> None:
    assert list(catalogue_problems(po_file(language), FACTS)) == []


# fmt: off
@pytest.mark.parametrize(("msgid", "msgstr", "flags", "word"), [
    ("手数料は{reissue.fee}です", "",                     (),         "empty"),
    ("手数料は{reissue.fee}です", "Fee: {reissue.fee}",   ("fuzzy",), "fuzzy"),
    ("手数料は{reissue.fee}です", "The fee is due",       (),         "placeholders"),
    ("手数料です",                "The fee is 5 yen",     (),         "digit"),
])
# fmt: on
def test_a_bad_translation_is_noticed(msgid: str, msgstr: str, flags: tuple[str, ...], word: str) -> None:
    assert any(word in problem for problem in translation_problems("x", Message(msgid, msgstr, flags=flags), FACTS))


def test_bad_texts_and_facts_are_noticed() -> None:
    assert list(text_problems("x", "窓口は9時から", FACTS)) and list(text_problems("x", "{no.fact}", FACTS))
    stale = {name: dataclasses.replace(fact, review=DAY) for name, fact in FACTS.items()}
    assert len(list(fact_problems(stale, set(FACTS), WARD, today=date(2024, 1, 1)))) == len(FACTS)


@pytest.mark.parametrize(
    ("lead", "links", "missing"),
    [
        ("{national.phone}に電話", (), {"0120-95-0178"}),
        ("{national.phone}に電話", ("foreign",), {"0120-95-0178"}),
        ("{national.phone}に電話", ("national_lost",), set()),
        ("FAX {national.fax}", (), set()),
    ],
)
def test_a_phone_without_its_line_is_noticed(lead: str, links: tuple[str, ...], missing: set[str]) -> None:
    assert unlinked_phones(Answer("x", "題", lead, phone_lines=links), load_lines(WARD), FACTS) == missing


def test_a_missing_topic_file_is_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "data/nlu/ja"
    folder.mkdir(parents=True)
    (folder / "scam.yml").write_text((ROOT / "data/nlu/ja/scam.yml").read_text())
    assert sum("missing" in problem for problem in data_problems(tmp_path)) == 7


def test_extractor_finds_msgids_only(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_text("a:\n  title: T\n  lead: L\n  parts:\n    - point: P\n    - note: N\n  related: [x]\n  silent: [cost]\n")
    found = [message for _line, _function, message, _comments in extract_yaml(file.open("rb"), (), (), {})]
    assert found == ["T", "L", "P", "N"]


# fmt: off
@pytest.mark.parametrize(("kind", "value", "ja", "en", "zh", "ko"), [
    ("yen",    1000,             "1,000円",    "1,000 yen", "1,000日元", "1,000엔"),
    ("date",   date(2023, 10, 1), "令和5年10月1日(2023年10月1日)", "1 October 2023", "2023年10月1日", "2023년 10월 1일"),
    ("time",   "08:30",          "午前8時30分", "8:30", "上午8:30", "오전 8:30"),
    ("time",   "17:00",          "午後5時",    "17:00", "下午5:00", "오후 5시"),
    ("time24", "23:00",          "23時",      "23:00",     "23:00",    "23:00"),
    ("year",   2017,             "平成29年度(2017年度)", "2017", "2017", "2017"),
    ("count",  12,               "12",        "12",        "12",       "12"),
    ("day",    "12-29",          "12月29日",   "29 December", "12月29日", "12월 29일"),
    ("fax",    "0120-601-785",   "0120-601-785", "0120-601-785", "0120-601-785", "0120-601-785"),
])
# fmt: on
def test_facts_in_the_readers_form(kind: str, value: object, ja: str, en: str, zh: str, ko: str) -> None:
    fact = Fact("x", kind, value, DAY, DAY)
    written = {language: write_fact(fact, language).replace("\u202f", " ") for language in ("ja", "en", "zh", "ko")}
    assert written == {"ja": ja, "en": en.replace("\u202f", " "), "zh": zh, "ko": ko}
