"""Every part knows its source and shows it; what is only reported says so, and whom to ask."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.i18n.languages import LANGUAGES
from bot.replies.sources import CONFIRM, REPORTED
from bot.validation.sources import source_problems
from knowledge.answers import load_answers
from knowledge.sources import load_sources
from tests.speaking import SPEAKER
from tests.ward import WARD

SOURCES = load_sources()
NATIONAL = sorted(name for name, answer in load_answers().items() if answer.sources)
REPORTING = [name for name in NATIONAL if any(not SOURCES[one].sure for one in load_answers()[name].sources)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NATIONAL)
def test_every_host_is_shown_with_its_day(name: str, language: str) -> None:
    told = SPEAKER.reply(name, language)
    answer = SPEAKER.answer(name, language != "ja", SPEAKER.build(name).moment)
    hosts = {SOURCES[one].host for one in answer.sources}
    web = [source for source in told["custom"]["sources"] if "host" in source]
    assert {source["host"] for source in web} == hosts
    assert all(host in told["text"] for host in hosts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", REPORTING)
def test_what_is_only_reported_says_so_and_whom_to_ask(name: str, language: str) -> None:
    answer = load_answers()[name]
    told = SPEAKER.reply(name, language)
    if SPEAKER.answer(name, language != "ja", SPEAKER.build(name).moment) is not answer:
        pytest.skip("another answer stands in for it; it has a row of its own")
    unsure = [part for part in answer.parts if part.source and not SOURCES[part.source].sure]
    assert told["text"].count(SPEAKER.say(REPORTED, language)) >= len(unsure)
    notes = told["custom"]["answer"]["notes"]
    for part in unsure:
        assert SPEAKER.say(CONFIRM[SOURCES[part.source].confirm], language) in notes


def test_a_lead_is_no_rumour_but_where_nothing_else_is_known() -> None:
    rumours = [name for name, answer in load_answers().items() if answer.source and not SOURCES[answer.source].sure]
    assert rumours == ["abroad"]  # no number from abroad is confirmed, and the answer says so


def test_a_source_that_is_due_is_told() -> None:
    last = max(source.review for source in SOURCES.values())
    assert list(source_problems(SPEAKER.facts, WARD, last - timedelta(days=30))) == []
    due = list(source_problems(SPEAKER.facts, WARD, last + timedelta(days=1)))
    assert len(due) == len(SOURCES) and all("look again" in problem for problem in due)
    assert list(source_problems(SPEAKER.facts, WARD, last - timedelta(days=200)))  # set too far away
