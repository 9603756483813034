"""The accessibility statement says what was tested, and never more."""

from __future__ import annotations

import re
from datetime import date

import pytest

from bot.i18n.languages import LANGUAGES, READERS
from bot.pages.accessibility import (
    AXE,
    STANDARDS,
    Criterion,
    Reader,
    Result,
    Results,
    criteria,
    name_of,
    readers,
    results,
    statement,
)
from bot.pages.labels import LABELS
from bot.pages.templating import Pages
from bot.settings import ROOT
from tests.speaking import SPEAKER

DAY = date(2026, 11, 30)
WCAG_22_A_AA, ONLY_JIS = 55, {"4.1.1"}
ONE = Criterion("1.4.4", "AA", "2.0", {}, tests=("test_one", "test_other"))


def of(criterion: Criterion, tests: dict[str, str], rules: list[str] | None = None, *heard: Reader) -> Result:
    found = Results(DAY, "browser", "4", {criterion.id: rules} if rules else {}, tests)
    return found.of(criterion, heard)


@pytest.mark.parametrize(("tests", "rules", "result"), [
    ({"test_one": "passed", "test_other": "passed"}, None, Result.TESTED),
    ({"test_one": "passed"}, None, Result.PART),
    ({"test_one": "skipped", "test_other": "skipped"}, None, Result.UNTESTED),
    ({}, None, Result.UNTESTED),
    ({"test_one": "passed", "test_other": "failed"}, ["rule"], Result.FAILED),
    ({AXE: "passed"}, ["rule"], Result.PART),
    ({AXE: "passed"}, None, Result.UNTESTED),
    ({AXE: "skipped"}, ["rule"], Result.UNTESTED),
    ({AXE: "failed", "test_one": "passed", "test_other": "passed"}, ["rule"], Result.FAILED),
])  # fmt: skip
def test_nothing_is_said_to_be_better_tested_than_it_is(
    tests: dict[str, str], rules: list[str] | None, result: Result
) -> None:
    assert of(ONE, tests, rules) is result


def test_a_screen_reader_alone_is_a_part() -> None:
    heard = Reader("Orca", "browser", DAY, ("1.4.4",))
    assert of(ONE, {}, None, heard) is Result.PART
    assert of(Criterion("1.2.1", "A", "2.0", {}, absent="media"), {}) is Result.ABSENT


def test_all_criteria_of_both_standards_are_listed_once() -> None:
    numbers = [one.id for one in criteria()]
    assert len(set(numbers)) == len(numbers) == WCAG_22_A_AA + len(ONLY_JIS)
    assert {one.id for one in criteria() if one.until} == ONLY_JIS
    assert len([one for one in criteria() if one.is_in_jis]) == 38  # levels A and AA of WCAG 2.0
    assert all(set(one.name) == set(LANGUAGES) for one in criteria())


def test_every_test_that_is_named_is_there() -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests/web/chat").glob("test_*.py"))
    there = set(re.findall(r"^def (test_\w+)", written, re.MULTILINE))
    assert {AXE, *(name for one in criteria() for name in one.tests)} <= there
    assert {number for one in readers() for number in one.criteria} <= {one.id for one in criteria()}


def test_the_results_are_of_these_criteria() -> None:
    """`make statement` writes them anew."""
    named = {AXE, *(name for one in criteria() for name in one.tests)}
    assert set(results().tests) == named
    assert set(results().rules) <= {one.id for one in criteria()}


@pytest.mark.parametrize("language", READERS)
def test_the_page_has_every_criterion_and_what_was_not_tried(language: str) -> None:
    pages = Pages(SPEAKER, "1")
    values = {"rows": statement(), "results": results(), "readers": readers(), "standards": STANDARDS}
    page = pages.render("accessibility.html", language, day="day", name_of=name_of, **values)
    untested = pages.render("accessibility_untested.html", language, name_of=name_of, **values)
    for one, result in statement():
        named = f"{one.id} {name_of(one, language)}"
        assert named in page
        assert (named in untested) == (result in (Result.UNTESTED, Result.PART))
    assert SPEAKER.say(LABELS["a11y_no_claim"], language) in page


def test_criteria_are_named_in_traditional_characters_too() -> None:
    names = {one.id: name_of(one, "zh-Hant") for one in criteria()}
    assert (names["2.4.6"], names["1.2.1"]) == ("標題和標籤", "純音訊和純影片（預先錄製）")
