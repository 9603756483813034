"""`make check` refuses what would break the desk: one line, with file and key, whatever a person typed."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest

from bot.replies.speaker import Speaker
from bot.settings import ROOT
from bot.training.train import code_of_training, imported_files, learnt_files
from bot.validation import problems
from bot.validation.answers import answer_problems, line_problems, text_problems, value_problems
from bot.validation.catalogues import collected, template, template_problems, unreadable
from bot.validation.fact_values import CHECKS, value_problem
from bot.validation.names import name_problems
from bot.validation.speaking import speaking_problems
from bot.validation.yaml_files import file_problems
from knowledge.answers import Answer
from knowledge.facts import KINDS
from knowledge.wards import ROOT as KNOWLEDGE
from tests.ward import WARD

# fmt: off
WRONG_VALUES = [
    ("time", 1020), ("time", 510), ("time", "5pm"), ("time", "25:00"), ("time", "9:00"), ("time", "17:60"), ("time", "１７:００"),
    ("time", "17:00:00"), ("time", None), ("time24", 1380), ("time24", "23時"), ("time24", ["23:00"]),
    ("yen", "1200円"), ("yen", "1,200"), ("yen", "1200"), ("yen", 12.5), ("yen", -1), ("yen", True), ("yen", None), ("yen", 10**9),
    ("count", "4"), ("count", "四"), ("count", -1), ("count", {"ja": 1}), ("year", "2026"), ("year", 26), ("year", 20261),
    ("phone", "03-5722-934"), ("phone", "03-5722-93490"), ("phone", "0357229349"), ("phone", 357229349), ("phone", "0120‐95‐0178"),
    ("phone", "０３-5722-9349"), ("phone", "0570-05711８"), ("phone", "3-5722-9349"), ("phone", "03-5722-9349 (direct)"), ("phone", "0120-95-178"), ("phone", "090-1234-567"),
    ("fax", "0120-601-78"), ("fax", ""), ("date", "2026-11-30"), ("date", 2026), ("date", "30 November"), ("day", "12/29"), ("day", -17), ("day", "13-01"),
    ("text", "Meguro"), ("text", {"ja": "目黒区"}), ("text", {"ja": "目黒{区}", "en": "a", "zh": "a", "ko": "a"}), ("text", {"ja": "", "en": "a", "zh": "a", "ko": "a"}), ("text", {"ja": 1, "en": "a", "zh": "a", "ko": "a"}),
]
RIGHT_VALUES = [
    ("time", "00:00"), ("time", "23:59"), ("yen", 0), ("count", 12), ("year", 2026), ("day", "02-29"),
    ("phone", "0120-95-0178"), ("phone", "0570-057118"), ("phone", "050-3818-1250"), ("phone", "0800-123-4567"), ("phone", "#9110"), ("phone", "110"),
    ("text", {"ja": "あ", "en": "a", "zh": "啊", "ko": "아"}),
]
# fmt: on


@pytest.mark.parametrize(("kind", "value"), WRONG_VALUES)
def test_a_value_that_is_none_of_its_kind_is_told_and_how_to_write_it(kind: str, value: object) -> None:
    problem = value_problem(kind, value)
    assert (
        problem
        and "\n" not in problem
        and ("write it" in problem or "has" in problem or "written" in problem or "without" in problem)
    )


@pytest.mark.parametrize(("kind", "value"), RIGHT_VALUES)
def test_a_value_of_its_kind_passes(kind: str, value: object) -> None:
    assert value_problem(kind, value) is None


def test_every_kind_has_a_check() -> None:
    assert set(CHECKS) == KINDS


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    """A copy of knowledge/ to break."""
    return Path(shutil.copytree(KNOWLEDGE, tmp_path / "knowledge"))


# fmt: off
@pytest.mark.parametrize(("file", "old", "new", "told"), [
    ("wards/meguro/facts.yml", "review: 2027-04-01\n",            "reviw: 2027-04-01\n",             ["facts.yml", "reviw", "review"]),
    ("wards/meguro/facts.yml", "facts:\n",                        "facts:\n\t",                      ["facts.yml", "line"]),
    ("wards/meguro/facts.yml", "as_of: 2023-10-01\nreview",       "as_of: '2023\nreview",            ["facts.yml", "line"]),
    ("wards/meguro/facts.yml", "office.phone: {kind: phone",      "office.phone: {kind: phones",     ["office.phone", "phones"]),
    ("wards/meguro/facts.yml", "konbini.seal_fee: {kind: yen, value: 200", "konbini.seal_fee: {kind: yen, value: 1,200", ["konbini.seal_fee", "200"]),
    ("wards/meguro/facts.yml", "office.phone:",                   "callcentre.phone:",               ["callcentre.phone", "twice"]),
    ("wards/meguro/lines.yml", "free: false\n",                   "free: no charge\n",               ["lines.yml", "free"]),
    ("wards/meguro/lines.yml", "weekday:",                        "weekdays:",                       ["weekdays", "unknown key"]),
    ("wards/meguro/booklet.yml", "as_of: 2023-10-01",             "as_of: October",                  ["booklet.yml", "as_of", "day"]),
    ("answers/card.yml",       "  related: [card_apply, konbini_about", "  relatd: [card_apply, konbini_about",        ["card_about", "relatd"]),
    ("answers/card.yml",       "    - online: オンライン",           "    - online: 注意: オンライン",       ["answers/card.yml", "line"]),
    ("answers/card.yml",       "online: オンラインの行政手続きに使えます。", "online: {card.printed_items}", ["card_about", "online", "quotes"]),
    ("answers/dialogue.yml",   "    - point: 人と話したい",           "    - 人と話したい",                 ["parts › [", "write its kind"]),
    ("answers/card.yml",       "    - online: オンライン",           "    - on_line: オンライン",          ["card_about", "parts › [1]", "'on_line'"]),
    ("answers/help.yml",       "silent: [cost, online]",           "silent: [fee, online]",           ["address_name_change", "silent › [1]", "'fee' is unknown"]),
    ("answers/card.yml",       "  phone_lines: [callcentre]",      "  links: [callcentre]",           ["card_validity", "'links'", "phone_lines"]),
    ("answers/card.yml",       "  title: マイナンバーカードとは\n", "",                               ["card_about", "title", "missing"]),
    ("answers/card.yml",       "card_about:\n  title",            "card_about:\n title",             ["card.yml", "line"]),
    ("changes.yml",            "sureness: sure",                  "sureness: surely",                ["changes.yml", "surely"]),
])
# fmt: on
def test_a_file_of_another_shape_is_one_line_with_file_and_key(
    knowledge: Path, file: str, old: str, new: str, told: list[str]
) -> None:
    path = knowledge / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = list(file_problems(str(knowledge / "wards" / "meguro"), knowledge))
    assert found and all("\n" not in problem for problem in found)
    assert all(any(word in problem for problem in found) for word in told), found


@pytest.mark.parametrize(("file", "damage"), [
    ("wards/meguro/lines.yml", None), ("kiosk.yml", None), ("wards/meguro/facts.yml", "as_of: 2023-13-01\n"), ("pins.yml", "folder"),
])  # fmt: skip
def test_a_file_that_is_gone_or_names_a_day_that_is_none_is_one_line(knowledge: Path, file: str, damage: str | None) -> None:
    (knowledge / file).unlink()
    if damage == "folder":
        (knowledge / file).mkdir()
    elif damage:
        (knowledge / file).write_text(damage, encoding="utf-8")
    (problem,) = file_problems(str(knowledge / "wards" / "meguro"), knowledge)
    assert file in problem and "\n" not in problem


# fmt: off
@pytest.mark.parametrize(("file", "old", "new", "told"), [
    ("kiosk.yml",          "topic: konbini_hours",         "topic: konbini_hour",          ["kiosk.yml", "hours", "konbini_hour"]),
    ("kiosk.yml",          "links: [callcentre]",          "links: [callcenter]",          ["kiosk.yml", "callcenter"]),
    ("kiosk.yml",          "  first_day:",                 "  firstday:",                  ["kiosk.yml", "firstday"]),
    ("pins.yml",           "tries: pin.digits_tries",      "tries: pin.digit_tries",       ["pins.yml", "user_certificate", "pin.digit_tries"]),
    ("changes.yml",        "topics: [reissue]",            "topics: [reisue]",             ["changes.yml", "reisue"]),
    ("changes.yml",        "date: vaccine.ended",          "date: vaccine.end",            ["changes.yml", "vaccine.end"]),
    ("card.yml",           "offered_with: [expiry_calculation", "offered_with: [expiry_calc", ["card.yml", "expiry_calc"]),
    ("follow_ups.yml",     "same: [reissue",               "same: [reisue",                ["follow_ups.yml", "fee", "reisue"]),
    ("follow_ups.yml",     "    - '(?:それは?",             "    - '(?:(それは?",            ["follow_ups.yml", "fee", "brackets"]),
    ("expiry.yml",         "  lead_over: ",                "  lead_ovr: ",                 ["expiry.yml", "lead_ovr"]),
    ("answers/expiry.yml", "expiry_start:",                "expiry_stert:",                ["answers/expiry.yml", "expiry_stert"]),
    ("answers/expiry.yml", "about: expiry_calculation",    "about: expiry_calculations",   ["answers/expiry.yml", "about", "expiry_calculations"]),
    ("answers/card.yml",   "phone_lines: [callcentre]",    "phone_lines: [callcenter]",    ["answers/card.yml", "card_validity › phone_lines", "callcenter is no line"]),
    ("answers/card.yml",   "related: [card_apply, konbini_about", "related: [card_apply, konbini_abuot",      ["answers/card.yml", "card_about › related", "konbini_abuot is no topic"]),
])
# fmt: on
def test_a_name_that_stands_for_nothing_is_told(knowledge: Path, file: str, old: str, new: str, told: list[str]) -> None:
    path = knowledge / file
    text = path.read_text(encoding="utf-8")
    assert old in text and list(name_problems(Speaker(WARD).facts, WARD, knowledge)) == []
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    (problem,) = name_problems(Speaker(WARD).facts, WARD, knowledge)
    assert "\n" not in problem and all(word in problem for word in told)


@pytest.mark.parametrize("damage", [None, b"", b'msgid "\xff"\n', b'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-99"\n', b'msgid "a"\nmsgstr unclosed "b\n'])
def test_a_catalogue_that_cannot_be_read_is_one_line(tmp_path: Path, damage: bytes | None) -> None:
    path = tmp_path / "locales/en/LC_MESSAGES/madoguchi.po"
    path.parent.mkdir(parents=True)
    if damage is not None:
        path.write_bytes(damage)
    problem = unreadable(path)
    assert problem and "locales/en" in problem and "\n" not in problem


def test_lines_whose_facts_are_wrong_are_told_and_nothing_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = {**Speaker(WARD).facts}
    opens = facts["callcentre.weekday_opens"]
    facts["callcentre.weekday_opens"] = dataclasses.replace(opens, value="8時半")
    del facts["foreign.phone"]
    assert any("foreign.phone" in problem for problem in line_problems(facts, WARD))
    assert any("callcentre.weekday_opens" in problem for problem in value_problems(facts, WARD))
    list(answer_problems(facts, WARD))


def test_files_as_they_are_have_the_right_shape_and_another_encoding_is_told(knowledge: Path) -> None:
    ward = str(knowledge / "wards" / "meguro")
    assert list(file_problems(ward, knowledge)) == []
    (knowledge / "lines.yml").write_bytes("a: 線".encode("shift_jis"))
    assert [problem for problem in file_problems(ward, knowledge) if "UTF-8" in problem]


@pytest.mark.parametrize("text", ["｛office.name｝へ", "{office.nameへ", "office.name}へ", "{office.opens!x}", "{}へ"])
def test_braces_that_show_are_told(text: str) -> None:
    speaker = Speaker(WARD)
    speaker.answers = {"x": Answer("x", "題", text)}
    assert list(text_problems("x", text, speaker.facts)) or list(speaking_problems(speaker))


def test_what_cannot_be_said_is_told_once_with_its_answer() -> None:
    speaker = Speaker(WARD)
    speaker.answers = {"x": Answer("x", "題", "{no.such.fact}")}
    (problem,) = speaking_problems(speaker)
    assert "x" in problem and "KeyError" in problem


def test_a_wording_changed_without_make_catalogues_is_told() -> None:
    known = template()
    gone = min(known)
    found = list(template_problems({*known - {gone}, "あたらしい文です。"}, known))
    assert len(found) == 2 and all("make catalogues" in problem for problem in found)
    assert collected() == known


def test_the_data_are_in_order() -> None:
    assert problems(WARD) == []


def test_the_model_is_made_anew_after_a_change_of_all_that_training_runs() -> None:
    files = {path.relative_to(ROOT).as_posix() for path in learnt_files()}
    assert {"config.yml", "data/nlu/ja/lost_card.yml", "bot/text/scripts.py", "bot/nlu/kana_reader.py", "bot/nlu/topic_head.py"} <= files
    assert "bot/i18n/languages.py" in files and "bot/nlu/multilingual_tokenizer.py" in files
    for path in code_of_training(ROOT):
        if path.suffix == ".py":
            assert {used.relative_to(ROOT).as_posix() for used in imported_files(path, ROOT)} <= files
