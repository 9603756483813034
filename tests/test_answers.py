"""Every topic's answer, in every language, through the real dialogue."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest

from bot.i18n.formatting import placeholders, write_fact
from bot.i18n.languages import LANGUAGES, ORIGINAL
from bot.settings import ROOT
from knowledge.answers import load_answers
from knowledge.booklet import load_booklet
from knowledge.lines import TOKYO
from tests.speaking import SPEAKER
from tests.ward import WARD

TOPICS = sorted(path.stem for path in (ROOT / "data/nlu/ja").glob("*.yml"))
ANSWERED = sorted(SPEAKER.topics)
NOON = datetime(2026, 11, 30, 12, tzinfo=TOKYO)
IN_BOOKLET = frozenset(load_booklet(WARD).sources)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", [topic for topic in ANSWERED if topic != "expiry_calculation"])  # starts a form
def test_answer(ask: Any, topic: str, language: str) -> None:
    answer = ask(f"/{topic}", language=language, now=f"{NOON:%Y-%m-%dT%H:%M}")
    (reply,) = answer["replies"]
    custom = reply["custom"]
    assert (answer["language"], custom["topic"], custom["language"]) == (language, topic, language)
    assert custom["sources"] and (custom["as_of"] == "2023-10-01") == (topic in IN_BOOKLET)
    assert 1 <= len(reply["buttons"]) <= 3
    assert not re.search(r"[{}]", reply["text"])
    for msgid in SPEAKER.answer(topic, language != ORIGINAL, NOON).msgids[1:]:
        for name in placeholders(msgid):
            assert write_fact(SPEAKER.facts[name], language) in reply["text"]


def test_every_topic_has_an_answer() -> None:
    assert set(TOPICS) <= set(load_answers())
    assert set(ANSWERED) == set(TOPICS) - {
        "greet", "goodbye", "thanks", "bot_challenge", "human_handoff", "change_language", "out_of_scope",
    }  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_changes_are_told(ask: Any, language: str) -> None:
    custom = ask("/reissue", language=language)["replies"][0]["custom"]
    assert len(custom["changed_since"]) == 1
    assert custom["changed_since"][0] in ask("/reissue", language=language)["replies"][0]["text"]


def test_uncertain_offers_topics_and_the_open_line(ask: Any) -> None:
    reply = ask("期限と番号と窓口", language="ja", now="2026-11-25T10:00")["replies"][0]
    assert reply["custom"]["topic"] == "uncertain"
    assert [button["payload"] for button in reply["buttons"]][-1] == "/none_of_these"
    assert 3 <= len(reply["buttons"]) <= 5
    assert "0120-95-0178" in reply["text"] and "ただいま受け付けています" in reply["text"]


def test_handover_after_repeated_misunderstanding(ask: Any) -> None:
    topics = [ask(f"推薦映画{n}をおしえて", sender="lost in talk")["replies"][0]["custom"]["topic"] for n in range(3)]
    assert topics == ["out_of_scope", "out_of_scope", "handover"]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-25T10:00", "ただいま受け付けています"),
        ("2026-11-25T03:00", "ただいま受付時間外です"),
        ("2026-12-30T10:00", "ただいま受付時間外です"),
    ],
)
def test_a_person_is_named_with_the_state_of_the_line(ask: Any, now: str, expected: str) -> None:
    reply = ask("人と話したい", now=now)["replies"][0]
    callcentre = next(link for link in reply["custom"]["answer"]["links"] if link["value"] == "0570-057118")
    assert expected in callcentre["note"]


# fmt: off
@pytest.mark.parametrize(("text", "topic"), [
    ("", "empty"), ("   \x00\x07 ", "empty"), ("😀😀", "empty"), ("12345", "empty"),
    ("あ" * 100_000, "too_long"), ("\x1b[31mカードをなくしました\x00", "lost_card"),
    ("/restart", None), ("/back", None), ("/session_start", None), ('/change_language{"language": "xx"}', None),
])
# fmt: on
def test_strange_messages_get_an_answer(ask: Any, text: str, topic: str | None) -> None:
    replies = ask(text, language="ja")["replies"]
    assert replies and replies[0]["text"]
    assert topic is None or replies[0]["custom"]["topic"] == topic
