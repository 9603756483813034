"""What the desk's replies look like on LINE: valid for every answer in every language, and as the golden files show."""

from __future__ import annotations

import json
import os
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.channels.line.delivery import as_text
from bot.channels.line.messages import compose
from bot.channels.line.phone_code import CONTINUE, OFFERED_WITH, PAYLOAD, code_message, with_code_button
from bot.channels.line.quick_replies import RANGES, label_of
from bot.channels.line.short_titles import load_short_titles, short_titles
from bot.channels.line.utf16 import ELLIPSIS
from bot.i18n.languages import EASY, LANGUAGES
from bot.replies.builder import Extras
from bot.replies.expiry_question import NOT_RENEWED, RESIDENCES, RESUME, STOP, UNKNOWN
from knowledge.answers import load_answers
from knowledge.lines import TOKYO
from knowledge.pins import load_symptoms
from tests.conftest import DATA
from tests.doubles import line_spec
from tests.doubles.line_rules import call_problems
from tests.speaking import SPEAKER

GOLDEN = DATA / "line" / "golden"
NOW = datetime(2026, 11, 25, 10, tzinfo=TOKYO)
REFRESH = "REFRESH_GOLDEN"  # set it to write the golden files anew, and read them
CHOICES = [*RESIDENCES.values(), UNKNOWN, STOP, RESUME, NOT_RENEWED, *(s.title for s in load_symptoms().values())]


def problems(messages: list[dict[str, Any]]) -> list[Any]:
    body = {"replyToken": "a", "messages": messages}
    return [*line_spec.errors("messaging-api", "ReplyMessageRequest", body), *call_problems(body)]


@pytest.mark.parametrize("language", [*LANGUAGES, EASY])
@pytest.mark.parametrize("topic", sorted(load_answers()))
def test_every_answer_is_valid(topic: str, language: str) -> None:
    reply = SPEAKER.reply(topic, language, now=NOW)
    for quote in (None, "quote-token"):
        messages = compose([reply], SPEAKER, NOW.date(), quote)
        assert problems(messages) == [] and len(messages) <= 2
        assert problems([as_text(message) for message in messages]) == []
    shown = json.dumps(messages[-1], ensure_ascii=False) if messages[-1]["type"] == "flex" else reply["text"]
    parts = reply["custom"]["answer"]
    for said in [*parts["points"], *parts["notes"], *(link["note"] for link in parts["links"])]:
        assert json.dumps(said, ensure_ascii=False)[1:-1] in shown


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", ["lost_card", "certificate_renewal", "line_group", "goodbye"])
def test_golden(topic: str, language: str) -> None:
    check_golden(f"{topic}.{language}", compose([SPEAKER.reply(topic, language, now=NOW)], SPEAKER, NOW.date()))


def check_golden(name: str, messages: list[dict[str, Any]]) -> None:
    """Compares messages with their golden file, or writes it anew."""
    file, text = GOLDEN / f"{name}.json", json.dumps(messages, ensure_ascii=False, indent=1)
    if os.environ.get(REFRESH):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text + "\n", encoding="utf-8")
        pytest.skip(f"{REFRESH} is set: {file.name} was written, not compared")
    assert json.loads(file.read_text(encoding="utf-8")) == json.loads(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_label_is_cut(language: str) -> None:
    shorter = short_titles(SPEAKER, language)
    offered = {topic for answer in load_answers().values() for topic in answer.related} | set(SPEAKER.booklet.sources)
    titles = [SPEAKER.say(title, language) for title in CHOICES]
    titles += [SPEAKER.say(load_answers()[topic].title, language) for topic in offered]
    assert [title for title in titles if ELLIPSIS in label_of(title, shorter)] == []
    assert len(set(shorter.values())) == len(shorter)
    known = {*CHOICES, *(answer.title for answer in load_answers().values())}
    assert set(load_short_titles()) <= known


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("asks", RANGES)
@pytest.mark.parametrize("today", [date(2026, 11, 25), date(2028, 2, 29)])
def test_every_question_for_a_date_has_a_picker(asks: str, language: str, today: date) -> None:
    reply = SPEAKER.reply(f"expiry_ask_{asks}", language, Extras(asks=asks, brief=True), NOW)
    messages: Any = compose([reply], SPEAKER, today)
    assert problems(messages) == []
    picker = messages[-1]["quickReply"]["items"][0]["action"]
    assert picker["type"] == "datetimepicker" and ELLIPSIS not in picker["label"]


def test_buttons_stand_below_the_last_message_and_too_many_are_left_out() -> None:
    first, last = SPEAKER.reply("konbini_conditions", "ja", now=NOW), SPEAKER.reply("greet", "ja", now=NOW)
    last["buttons"] = [{"title": f"{number}", "payload": "/greet"} for number in range(20)]
    last["buttons"][0]["payload"] = "/" + "x" * 300
    messages: Any = compose([first, last], SPEAKER, NOW.date())
    assert problems(messages) == []
    assert ["quickReply" in message for message in messages] == [False, True]
    assert [item["action"]["label"] for item in messages[-1]["quickReply"]["items"]] == [str(n) for n in range(1, 14)]


def test_an_answer_too_large_for_a_bubble_is_text_in_pieces() -> None:
    reply = SPEAKER.reply("greet", "ja", now=NOW)
    reply["custom"]["answer"]["points"] = ["長い文です。" * 2000]
    reply["text"] = "長い文です。" * 2000
    messages: Any = compose([reply], SPEAKER, NOW.date())
    assert [message["type"] for message in messages] == ["text"] * 3
    assert problems(messages) == [] and "".join(message["text"] for message in messages) == reply["text"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", sorted(OFFERED_WITH))
def test_where_people_are_sent_to_the_telephone_a_button_asks_for_a_code(topic: str, language: str) -> None:
    reply = SPEAKER.reply(topic, language, now=NOW)
    (message,) = compose([with_code_button(reply)], SPEAKER, NOW.date())
    assert problems([message]) == []
    contents: Any = message["contents"]
    *_calls, last = [button["action"] for button in contents["footer"]["contents"]]
    title = SPEAKER.say(CONTINUE, language)
    assert last == {"type": "postback", "label": title, "data": PAYLOAD, "displayText": title}


def test_no_other_answer_has_the_button() -> None:
    others = [SPEAKER.reply(topic, "ja", now=NOW) for topic in set(load_answers()) - OFFERED_WITH]
    assert [with_code_button(reply) for reply in others] == others


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["048291", None])
def test_a_code_in_every_language(language: str, code: str | None) -> None:
    message = code_message(code, language, SPEAKER, NOW)
    assert problems([message]) == problems([as_text(message)]) == []
    check_golden(f"{'phone_code' if code else 'no_phone_code'}.{language}", [message])


def test_golden_files_are_all_used() -> None:
    assert {Path(file).suffix for file in GOLDEN.iterdir()} == {".json"} and len(list(GOLDEN.iterdir())) == 24
