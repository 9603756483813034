"""What the page asks during a call: over real HTTP, and the 60 calls heard as far as their first five words."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bot.copilot.agent import AgentOverHttp
from tests.conftest import read_tsv

CALLS = read_tsv("calls.tsv")
LEAST_FOUND = 58  # of 60 (the co-pilot's own bound)


def topics(agent: AgentOverHttp, text: str, language: str = "en") -> list[str]:
    return [one["topic"] for one in agent.ask("suggest", text=text, language=language)["suggestions"]]


def test_sixty_calls_are_understood_from_their_first_words(agent: AgentOverHttp) -> None:
    assert len(CALLS) == 60
    found = [call["topic"] in topics(agent, call["heard"], call["language"])[:3] for call in CALLS]
    assert sum(found) >= LEAST_FOUND, [call for call, ok in zip(CALLS, found, strict=True) if not ok]


@pytest.mark.parametrize("language", ["ja", "en", "zh", "ko"])
def test_the_agent_may_type_any_language_whatever_the_caller_speaks(agent: AgentOverHttp, language: str) -> None:
    for text in ("カード紛失", "紛失", "lost card", "钱包被偷了", "카드 분실"):
        assert topics(agent, text, language)[0] == "lost_card"


def test_a_suggestion_says_why_and_where_it_stands(agent: AgentOverHttp) -> None:
    answer = agent.ask("suggest", text="비밀번호 잊", language="en")
    first = answer["suggestions"][0]
    assert answer["language"] == "ko" and len(answer["suggestions"]) == 5
    hosts = [
        source["host"]
        for source in agent.ask("answer", topic="pin_locked", language="en")["sources"]
        if "host" in source
    ]
    assert hosts and first["hosts"] == hosts
    assert {**first, "confidence": None, "question": None, "hosts": None} == {
        "topic": "pin_locked", "title": "暗証番号がロックされた・忘れた", "caller": "Your PIN is locked, or you forgot it",
        "confidence": None, "question": None, "pages": [11], "as_of": "令和5年10月1日(2023年10月1日)",
        "hosts": None,
    }  # fmt: skip
    assert 0 < first["confidence"] <= 1 and "비밀번호" in first["question"]


def test_in_a_pause_the_encoders_are_asked_too(agent: AgentOverHttp) -> None:
    typed = {"text": "the thing at the store refused my paper", "language": "en"}  # of few telling words
    quick, longer = agent.ask("suggest", **typed), agent.ask("suggest", **typed, paused=True)
    assert quick["suggestions"] != longer["suggestions"]
    assert [quick, longer] == [agent.ask("suggest", **typed), agent.ask("suggest", **typed, paused=True)]


@pytest.mark.parametrize("text", ["", "c", "ca", "紛", "카", "12345", "!!!"])
def test_what_is_no_question_yet_suggests_nothing(agent: AgentOverHttp, text: str) -> None:
    assert topics(agent, text) == []


def test_small_talk_is_never_suggested(agent: AgentOverHttp) -> None:
    for text in ("hello", "谢谢你", "天気はどうですか", "are you a robot"):
        assert not {"greet", "thanks", "out_of_scope", "bot_challenge"} & set(topics(agent, text))


def rows(answer: dict[str, Any], kind: str) -> list[tuple[str, str]]:
    return [(row["ja"], row["caller"]) for row in answer["rows"] if row["kind"] == kind]


def test_dates_in_both_languages_with_a_calendar_file_each(agent: AgentOverHttp) -> None:
    known = {"birth_date": "1990-05-03", "issue_date": "2023-06-01", "residence": "japanese"}
    answer = agent.ask("expiry", language="ko", **known)
    ((japanese, korean),) = rows(answer, "lead")
    assert "令和15年5月3日" in japanese and "2033년 5월 3일" in korean
    (row,) = [row for row in answer["rows"] if row["kind"] == "calendar"]
    assert len(row["files"]) == 2 and all(file.startswith("data:text/calendar") for file in row["files"])


def test_dates_that_cannot_be_are_told_in_japanese(agent: AgentOverHttp) -> None:
    answer = agent.ask("expiry", language="zh", birth_date="2090-05-03")
    assert answer == {"problem": "生年月日が、今日よりあとになっています。"}
    assert rows(agent.ask("expiry", language="zh"), "lead")[0][0]  # nothing known: what is needed


def test_a_screen_names_its_pin(agent: AgentOverHttp) -> None:
    answer = agent.ask("pin", language="en", symptom="kiosk")
    assert "利用者証明用" in rows(answer, "lead")[0][0] and "PIN" in rows(answer, "lead")[0][1]


def test_the_opening_names_every_choice(agent: AgentOverHttp) -> None:
    opening = agent.get("start").json
    assert list(opening["languages"]) == ["ja", "en", "zh", "ko"] and "permanent" in opening["residences"]
    assert opening["eras"]["showa"] == {"name": "昭和", "from": "1926-12-25"}
    assert {"open", "hours", "label", "value"} <= set(opening["lines"][0])
    assert opening["lines"] == agent.get("lines").json["lines"]


# fmt: off
@pytest.mark.parametrize(("path", "fields", "word"), [
    ("suggest", {"text": 5},                              "text"),
    ("suggest", {"text": "a" * 301},                      "text"),
    ("suggest", {"text": "card", "language": "fr"},       "language"),
    ("answer",  {"topic": "greet"},                       "topic"),
    ("answer",  {"topic": "../secret"},                   "topic"),
    ("answer",  {"topic": ["x"]},                         "topic"),
    ("expiry",  {"birth_date": "1990-02-30"},             "birth_date"),
    ("expiry",  {"birth_date": 5},                        "birth_date"),
    ("expiry",  {"residence": "tourist"},                 "residence"),
    ("expiry",  {"residence": ["x"]},                     "residence"),
    ("suggest", {"text": "card", "language": ["x"]},      "language"),
    ("pin",     {"symptom": "toothache"},                 "symptom"),
    ("pin",     {"symptom": ["x"]},                       "symptom"),
])
# fmt: on
def test_a_bad_request_names_its_field(agent: AgentOverHttp, path: str, fields: dict[str, Any], word: str) -> None:
    answer = agent.post(path, **{"language": "en", **fields})
    assert answer.status == 400 and f"'{word}'" in answer.json["error"]


def test_what_is_heard_reaches_no_log_and_no_store(agent: AgentOverHttp) -> None:
    topics(agent, "304479502616 カードをなくした")
    assert "304479502616" not in agent.desk.log.read_text()
    assert b"304479502616" not in agent.desk.store.read_bytes()
