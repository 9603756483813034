"""Why the desk answers as it does."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from bot.cli.why import lines


def why(conversations: Any, loop: asyncio.AbstractEventLoop, text: str, **fields: Any) -> dict[str, Any]:
    replies = loop.run_until_complete(conversations.ask(text, explain=True, **fields))["replies"]
    return replies[-1]["custom"]["trace"]


@pytest.mark.parametrize(("text", "topic", "language"), [
    ("暗証番号を忘れました", "pin_locked", "ja"), ("I forgot my PIN", "pin_locked", "en"), ("密码忘了", "pin_locked", "zh"), ("비밀번호를 잊었어요", "pin_locked", "ko"),
])  # fmt: skip
def test_the_trace(conversations: Any, loop: asyncio.AbstractEventLoop, text: str, topic: str, language: str) -> None:
    trace = why(conversations, loop, text)
    told = trace["explanation"]
    assert trace["topic"] == told["ranking"][0]["topic"] == told["ranking"][0]["nearest"][0]["topic"] == topic
    assert told["language"]["chosen"] == language and told["votes"][0]["by"] == "words"
    assert told["nearest"][0]["likeness"] >= told["nearest"][-1]["likeness"] > 0.5
    (step,) = [step for step in trace["steps"] if step["action"] == "utter_answer"]
    assert "RulePolicy" in step["policy"] and step["rule"] == "a question gets its answer"
    assert json.loads(json.dumps(trace)) == trace


def test_an_encoder_is_asked_in_doubt_only(conversations: Any, loop: asyncio.AbstractEventLoop) -> None:
    votes = {
        text: [vote["by"] for vote in why(conversations, loop, text)["explanation"]["votes"]]
        for text in ("地区サービス事務所はどこですか", "期限と番号と窓口")
    }
    assert list(votes.values()) == [["words"], ["words", "use + e5"]]  # which has read what "use" has


def test_the_explained_decision_is_the_usual_one(conversations: Any, loop: asyncio.AbstractEventLoop, ask: Any) -> None:
    for text in ("再発行の手数料", "how much is a reissue", "丢了钱包"):
        reply = ask(text)["replies"][-1]["custom"]
        trace = why(conversations, loop, text)
        assert reply["confidence"] == round(trace["explanation"]["ranking"][0]["confidence"], 4)
        assert "trace" not in reply


def test_rules_are_named(conversations: Any, loop: asyncio.AbstractEventLoop) -> None:
    assert any(
        rule.startswith("SafetyNet: lost_card by a wording")
        for rule in why(conversations, loop, "財布を落とした")["explanation"]["rules"]
    )
    trace = why(conversations, loop, "期限と番号と窓口")
    assert any(rule.startswith("FallbackClassifier") for rule in trace["explanation"]["rules"]), trace["explanation"][
        "rules"
    ]


def test_no_number_in_a_trace(conversations: Any, loop: asyncio.AbstractEventLoop) -> None:
    trace = why(conversations, loop, "私のマイナンバーは123456789018です。カードをなくしました")
    assert "123456789018" not in json.dumps(trace)


def test_lines_for_people(conversations: Any, loop: asyncio.AbstractEventLoop) -> None:
    explained: Any = {"answered": "pin_locked", "language": "en", **why(conversations, loop, "I forgot my PIN")}
    text = "\n".join(lines(explained))
    for word in ("vote", "nearest", "RulePolicy", "a question gets its answer", "language       en"):
        assert word in text
    assert "nothing was classified" in "\n".join(lines({"answered": "greet", "language": "en"}))
