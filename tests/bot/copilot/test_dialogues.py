"""What is answered during a call without a model: the doctors, dates of every kind, how a column is read."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pypinyin
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.rest import BadRequest
from bot.copilot import reading_aids as aids
from bot.copilot.api import Calls
from bot.copilot.dialogues import with_dialogues
from bot.copilot.throttle import Overtaken, Pace
from bot.copilot.topics import KIOSK, PINS, REFUSED, SCAM, TOLD, openable
from bot.copilot.two_columns import Columns, build_columns
from bot.i18n.languages import LANGUAGES
from expiry.draft import DATES
from knowledge.kiosk import load_ending, load_steps
from knowledge.lines import TOKYO
from tests.speaking import SPEAKER
from tests.ward import WARD

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=TOKYO)


@pytest.fixture(scope="module")
def calls() -> Calls:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.copilot.api.Suggestions", lambda agent: None)  # needs a model; nothing is suggested here
        return Calls(SimpleNamespace(speaker=SPEAKER), lambda: NOW)  # type: ignore[arg-type]


def run(asked: Coroutine[Any, Any, Any]) -> Any:
    """In a loop of its own, beside Playwright's."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, asked).result()


def rows(answer: Mapping[str, Any], kind: str, side: str = "ja") -> list[str]:
    return [row[side] for row in answer["rows"] if row["kind"] == kind]


@pytest.mark.parametrize("caller", LANGUAGES)
def test_everything_that_the_chat_leads_to_can_be_opened(calls: Calls, caller: str) -> None:
    assert {TOLD, KIOSK, PINS} <= openable(SPEAKER)
    for topic in openable(SPEAKER):
        answer = calls.columns({"topic": topic}, caller)
        assert rows(answer, "lead") and rows(answer, "lead", "caller")
        assert {one["topic"] for one in answer["related"]} <= openable(SPEAKER)


def test_every_answer_leads_only_to_what_can_be_opened() -> None:
    led_to = {topic for answer in SPEAKER.answers.values() for topic in answer.related}
    assert led_to <= openable(SPEAKER)


@pytest.mark.parametrize("caller", LANGUAGES)
def test_the_kiosk_doctor_walks_to_the_end(calls: Calls, caller: str) -> None:
    answers: dict[str, str] = {}
    for step in load_steps():
        answer = calls.columns({"topic": KIOSK, "answers": dict(answers)}, caller)
        assert answer["step"] == step.id and len(answer["choices"]) == 3
        assert rows(answer, "lead", "caller") == [SPEAKER.say(step.question, caller)]
        assert rows(answer, "point", "caller") == [SPEAKER.say(step.help, caller)]
        answers[step.id] = next(word for word in ("affirm", "deny") if not found_by(calls, answers, step.id, word))
    assert rows(calls.columns({"topic": KIOSK, "answers": answers}, caller), "lead") == [
        SPEAKER.say(load_ending().cause, "ja")
    ]


def found_by(calls: Calls, answers: dict[str, str], step: str, word: str) -> bool:
    """Whether one answer ends the walk with that step's cause."""
    answer = calls.columns({"topic": KIOSK, "answers": {**answers, step: word}}, "ja")
    causes = {one.id: SPEAKER.say(one.cause, "ja") for one in load_steps()}
    return rows(answer, "lead") == [causes[step]]


def test_each_step_of_the_kiosk_doctor_finds_its_cause(calls: Calls) -> None:
    answers: dict[str, str] = {}
    for step in load_steps():
        words = [word for word in ("affirm", "deny") if found_by(calls, answers, step.id, word)]
        assert len(words) == 1
        answers[step.id] = "unknown"


def test_the_screens_of_the_pin_doctor_are_offered(calls: Calls) -> None:
    answer = calls.columns({"topic": PINS}, "zh")
    for choice in answer["choices"]:
        assert rows(calls.pin({"symptom": choice["symptom"]}, "zh"), "lead") and choice["caller"] != choice["ja"]


@pytest.mark.parametrize(
    "answers", [[], "x", 5, {"hours": "yes"}, {"nothing": "affirm"}, {"hours": []}, {"hours": None}, None]
)
def test_odd_answers_are_named(calls: Calls, answers: Any) -> None:
    with pytest.raises(BadRequest, match="'answers'"):
        calls.columns({"topic": KIOSK, "answers": answers}, "ja")


# fmt: off
@pytest.mark.parametrize(("text", "urgent", "ranked", "expected"), [
    ("I told the caller my number",   ["scam"], ["scam", "pin_locked"],         [TOLD, SCAM, "pin_locked"]),
    ("還付金の電話がきた",              ["scam"], ["scam", "contact_national"],   [SCAM, TOLD, "contact_national"]),
    ("someone asks for my number",    [],       ["scam", "pin_locked"],         [SCAM, TOLD, "pin_locked"]),
    ("ローソンで カード はじかれた",     [],       ["konbini_stores"],             [KIOSK, REFUSED, "konbini_stores"]),
    ("便利店的机器不认卡",              [],       ["konbini_howto", REFUSED],     [KIOSK, REFUSED, "konbini_howto"]),
    ("手数料はいくら",                  [],       ["konbini_fees"],               ["konbini_fees"]),
    ("",                              [],       [],                             []),
])
# fmt: on
def test_dialogues_stand_where_the_chat_would_begin_them(
    text: str, urgent: list[str], ranked: list[str], expected: list[str]
) -> None:
    assert with_dialogues(ranked, urgent, text) == expected


DAYS = st.dates().map(lambda day: day.isoformat())
ODD = st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.lists(st.text()), st.dictionaries(st.text(), st.text()), st.just("\ud83d"), st.just("\0"))  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from([*DATES, "residence", "symptom", "topic", "answers", "language"]), DAYS | ODD), st.sampled_from(["expiry", "pin", "answer"]))  # fmt: skip
def test_no_field_of_any_kind_breaks_an_answer(calls: Calls, record: dict[str, Any], name: str) -> None:
    ways = {"expiry": calls.dates, "pin": calls.pin, "answer": calls.columns}
    try:
        assert ways[name](record, "en")
    except BadRequest as error:
        assert any(f"'{field}'" in str(error) for field in ("residence", "symptom", "topic", "answers", *DATES))


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(DATES), DAYS, min_size=2), st.sampled_from(["", "japanese", "period_of_stay"]))
def test_days_of_all_times_are_computed_or_refused(calls: Calls, days: dict[str, str], residence: str) -> None:
    try:
        assert calls.dates({**days, "residence": residence}, "ko")
    except BadRequest as error:
        assert "must be a day of the calendar" in str(error)


def test_what_was_computed_of_a_caller_says_so(calls: Calls) -> None:
    known = {"birth_date": "1990-05-03", "issue_date": "2023-06-01", "residence": "japanese"}
    found = calls.dates(known, "ko")["rows"]
    own = [row for row in found if row.get("own")]
    assert {row["kind"] for row in own} >= {"lead", "point"} and not {row["kind"] for row in own} & {"title", "phone_line"}
    assert all("own" in row for row in found if "1990年" in row["ja"] or "2033年" in row["ja"])
    assert {"bring", "where"} <= {row["kind"] for row in found if "own" not in row}
    assert any(row["kind"] in ("bring", "note") and "own" not in row for row in found)
    assert not any("own" in row for row in build_columns("lost_card", "ko", SPEAKER, NOW)["rows"])


def test_tables_of_readings_are_mended_once(monkeypatch: pytest.MonkeyPatch) -> None:
    mended: list[Any] = []
    original = pypinyin.load_phrases_dict
    monkeypatch.setattr(pypinyin, "load_phrases_dict", lambda phrases: mended.append(phrases) or original(phrases))
    aids.syllables.cache_clear()
    aids.pinyin.cache_clear()
    for topic in ("lost_card", "pin_locked", "scam"):
        aids.with_aids(build_columns(topic, "zh", SPEAKER, NOW), WARD)
    assert mended == [aids.SAID_OTHERWISE]
    assert aids.pinyin("电子证书，厅舍") == "diàn zǐ zhèng shū， tīng shè"


def test_how_a_column_is_read_is_worked_out_beside_the_event_loop(
    calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []

    def watched(shown: Columns, ward: str) -> Columns:
        threads.append(threading.current_thread())
        return aids.with_aids(shown, ward)

    async def ask() -> threading.Thread:
        await calls.answer("answer", {"topic": "scam", "language": "zh"})
        return threading.current_thread()

    monkeypatch.setattr("bot.copilot.api.with_aids", watched)
    loop = run(ask())
    assert len(threads) == 1 and threads[0] is not loop


def test_a_day_of_printing_is_said_in_every_language(calls: Calls) -> None:
    printed = calls.lines()["printed"]
    assert set(printed) == set(LANGUAGES) and len(set(printed.values())) == len(LANGUAGES)
    assert all("2026" in text and "24" in text for text in printed.values())


def test_a_page_that_waits_no_more_is_forgotten() -> None:
    async def ask() -> Pace:
        pace, page = Pace(), "a page"
        await pace._turn.acquire()
        waiting = asyncio.create_task(pace.run(page, lambda: 1))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        first, second = (asyncio.create_task(pace.run(page, lambda: 1)) for _time in range(2))
        await asyncio.sleep(0)
        pace._turn.release()
        overtaken, answer = await asyncio.gather(first, second, return_exceptions=True)
        assert isinstance(overtaken, Overtaken) and answer == 1
        return pace

    assert run(ask())._last == {}
