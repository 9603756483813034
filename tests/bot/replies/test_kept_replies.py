"""Replies as the tracker keeps them: the same after reading, one for every reader where all are told the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.hearing import meant_by
from bot.handoff.codes import turns
from bot.replies.builder import Extras
from bot.replies.reply import Button, DayOfYear, Given, Month, Part, Reminders, Text, Value
from bot.replies.stored import given_from_json, given_to_json
from knowledge.kinds import Kind
from knowledge.lines import TOKYO
from tests.speaking import SPEAKER

NOW = datetime(2026, 11, 24, 10, tzinfo=TOKYO)
GONE = Part(Kind.POINT, (Text("{fee.of_yesterday}"),))


def through_json(given: Given) -> Given | None:
    return given_from_json(json.loads(json.dumps(given_to_json(given))))


@pytest.mark.parametrize("name", sorted(SPEAKER.answers))
def test_every_answer_is_the_same_after_reading(name: str) -> None:
    given = Given(SPEAKER.build(name, now=NOW), "ko")
    assert through_json(given) == given


def test_values_of_every_kind_are_the_same_after_reading() -> None:
    values: dict[str, Value] = {
        "a": 3,
        "b": "x",
        "c": date(2033, 5, 3),
        "d": Month("2028-05"),
        "e": DayOfYear("12-29"),
        "f": Text("{ward.name}"),
    }
    reminders = Reminders(Text("予定表"), ((date(2033, 2, 4), Text("更新できます")),))
    extras = Extras(lead=(Text("文", values),), reminders=reminders, asks="birth_date", brief=True, confidence=0.5)
    given = Given(SPEAKER.build("expiry_result", extras, NOW), "en")
    assert through_json(given) == given


def test_what_is_no_reply_is_none() -> None:
    assert [given_from_json(kept) for kept in (None, {}, {"topic": "greet"}, "x")] == [None] * 4


def test_most_replies_are_kept_once(conversations: Any, ask: Callable[..., dict[str, Any]], loop: Any) -> None:
    """Only where readers of other languages are told something else, both are kept."""
    kept = {}
    for text, name in (("コンビニで住民票を取る手数料はいくらですか", "same"), ("カードをなくしました", "other")):
        ask(text, sender=name)
        tracker = loop.run_until_complete(conversations.agent.tracker_store.retrieve(name))
        kept[name] = next(event for event in tracker.events if isinstance(event, BotUttered)).data["custom"]["reply"]
    assert "foreign" not in kept["same"] and "foreign" in kept["other"]


def test_a_fact_that_is_gone_since_stops_nobody() -> None:
    custom = given_to_json(
        Given(SPEAKER.build("card_about", Extras(points=[GONE], buttons=[Button(GONE.texts[0], "/etax")]), NOW), "ja")
    )
    heard = UserUttered("カードとは")
    tracker = DialogueStateTracker.from_events("a", [heard, BotUttered("", {"custom": custom})])
    assert meant_by("2番目", tracker, SPEAKER) is None
    assert [turn["who"] for turn in turns(tracker.events, "ja", SPEAKER)] == ["visitor", "desk"]
