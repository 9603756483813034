"""Two columns: every topic in every language, row by row, and no text in the wrong one."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from bot.copilot.call_phrases import WORDING, composing
from bot.copilot.labels import LABELS
from bot.copilot.reading_aids import with_aids
from bot.copilot.two_columns import build_columns
from bot.i18n.languages import LANGUAGES, TRANSLATIONS
from bot.replies.side_by_side import Row
from bot.text.scripts import count_scripts, simplified_only, traditional
from knowledge.kinds import PART_KINDS, Kind
from knowledge.lines import TOKYO
from tests.speaking import SPEAKER
from tests.ward import WARD

TOPICS = sorted(SPEAKER.booklet.sources)
OPEN, NIGHT = datetime(2026, 11, 24, 10, 0, tzinfo=TOKYO), datetime(2026, 11, 24, 2, 0, tzinfo=TOKYO)
POINT_KINDS = set(PART_KINDS) - {Kind.NOTE}
_BRACKETS = re.compile(r"[（(][^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)]|《[^》]*》|“[^”]*”|「[^」]*」|‘[^’]*’")
_KANA, _HANGUL = re.compile(r"[ぁ-ゖァ-ヺ]"), re.compile(r"[가-힣]")


def rows(topic: str, caller: str, now: datetime = OPEN) -> list[Row]:
    return list(build_columns(topic, caller, SPEAKER, now)["rows"])


@pytest.mark.parametrize("caller", LANGUAGES)
@pytest.mark.parametrize("now", [OPEN, NIGHT], ids=["open", "night"])
def test_every_answer_in_two_columns(caller: str, now: datetime) -> None:
    for topic in TOPICS:
        found, spoken = rows(topic, caller, now), SPEAKER.reply(topic, caller, now=now)["custom"]
        japanese = SPEAKER.reply(SPEAKER.answer(topic, caller != "ja", now).topic, "ja", now=now)["custom"]
        by_kind = {kind: [row for row in found if row["kind"] == kind] for kind in {row["kind"] for row in found}}
        points = [row for row in found if row["kind"] in POINT_KINDS]
        assert [row["ja"] for row in points] == japanese["answer"]["points"]
        assert [row["caller"] for row in points] == spoken["answer"]["points"]
        assert [row["caller"] for row in by_kind.get("note", [])] == spoken["answer"]["notes"]
        assert (found[1]["ja"], found[1]["caller"]) == (japanese["answer"]["lead"], spoken["answer"]["lead"])
        assert len(by_kind.get("phone_line", [])) == len(spoken["answer"]["links"])
        for row in by_kind.get("phone_line", []):  # the same number on both sides
            assert re.findall(r"0[\d-]{9,}", row["ja"]) == re.findall(r"0[\d-]{9,}", row["caller"])
        assert all(row["ja"].strip() and row["caller"].strip() for row in found)


@pytest.mark.parametrize("caller", LANGUAGES)
def test_rows_are_of_the_kinds_of_their_parts(caller: str) -> None:
    for topic in TOPICS:
        kinds = [row["kind"] for row in rows(topic, caller) if row["kind"] in POINT_KINDS]
        parts = SPEAKER.answer(topic, caller != "ja", OPEN).parts
        assert kinds == [part.kind for part in parts if part.kind is not Kind.NOTE], topic


def test_the_page_has_a_name_for_every_kind_of_part() -> None:
    assert {f"kind_{kind}" for kind in PART_KINDS} <= set(LABELS)


@pytest.mark.parametrize("caller", TRANSLATIONS)
def test_no_text_in_the_wrong_column(caller: str) -> None:
    for topic in TOPICS:
        for row in rows(topic, caller):
            assert not _HANGUL.search(row["ja"]) and not simplified_only(row["ja"]), row
            outside = _BRACKETS.sub("", _BRACKETS.sub("", row["caller"]))  # the original term stands in brackets
            assert not _KANA.search(outside) and not (caller == "zh" and traditional(outside)), (topic, row["caller"])
            assert caller == "zh" or not count_scripts(outside)["han"], (topic, row["caller"])
            assert bool(_HANGUL.search(row["caller"])) == (caller == "ko"), row


@pytest.mark.parametrize("caller", TRANSLATIONS)
def test_the_sentences_around_an_answer_are_the_callers(caller: str) -> None:
    spoken = composing(SPEAKER)
    assert all(spoken[caller][name] != spoken["ja"][name] for name in WORDING)


def test_aids() -> None:
    read = {caller: with_aids(build_columns("lost_card", caller, SPEAKER, OPEN), WARD)["rows"] for caller in LANGUAGES}
    assert read["zh"][0]["aid"].startswith("kǎ") and read["ko"][0]["aid"].startswith("kadeu")
    locked = with_aids(build_columns("pin_locked", "en", SPEAKER, OPEN), WARD)["rows"]
    assert any("コール・センター" in row["aid"] for row in locked)
    assert all("aid" not in row for row in read["ja"])
    assert not any(_HANGUL.search(row["aid"]) or _KANA.search(row["aid"]) for row in read["ko"])
