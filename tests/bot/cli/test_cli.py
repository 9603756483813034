"""The command line, as scripts use it: JSON Lines in, JSON Lines out, in order."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from bot.cli.jsonlines import batches
from bot.settings import ROOT

REPLY_CUSTOM = {"topic", "language", "answer", "sources", "as_of", "changed_since", "confidence"}


def madoguchi(command: str, *lines: Any, **environment: str) -> tuple[list[dict[str, Any]], str, int]:
    """Runs a command on lines; objects are written as JSON."""
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    done = subprocess.run(
        [sys.executable, "-m", "bot", *command.split()], input=text, capture_output=True, text=True, cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "MADOGUCHI_WARD": os.environ["MADOGUCHI_WARD"], **environment}, timeout=300,
    )  # fmt: skip
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr, done.returncode


def test_mask() -> None:
    results, _errors, code = madoguchi("mask", {"text": "3044 7950 2616"}, "{", {"text": 5}, "[]", {"text": "hi"})
    assert code == 0
    assert [result.get("found") for result in results] == [["my_number"], None, None, None, []]
    assert [("error" in result) for result in results] == [False, True, True, True, False]
    assert "'text'" in results[2]["error"]


def test_parse() -> None:
    results, errors, code = madoguchi(
        "parse", {"text": "カードをなくしました"}, {"text": "x", "language": "fr"}, {"text": ""}, {"text": "/konbini_fees"},
        {"text": "이사하면 카드는 어떻게 해요?", "language": "ko"},
    )  # fmt: skip
    assert code == 0 and errors == ""
    first, bad, empty, button, korean = results
    assert set(first) == {"language", "topic", "confidence", "ranking", "fallback", "entities"}
    assert (first["language"], first["topic"], first["fallback"]) == ("ja", "lost_card", False)
    assert first["ranking"][0] == {"topic": "lost_card", "confidence": first["confidence"]}
    assert "language" in bad["error"]
    assert empty["fallback"] is True
    assert button["topic"] == "konbini_fees"
    assert korean["language"] == "ko"


def test_ask() -> None:
    results, errors, code = madoguchi(
        "ask", {"text": "How much is a juminhyo at a konbini?", "sender": "a"}, {"text": "PIN", "sender": "a"}, "nonsense",
        {"text": "人と話したい", "now": "tomorrow"}, {"text": "人と話したい", "now": "2026-11-25T10:00"},
    )  # fmt: skip
    assert code == 0 and errors == ""
    fee, same_conversation, bad, bad_time, person = results
    (reply,) = fee["replies"]
    assert set(reply) == {"text", "buttons", "custom"} and set(reply["custom"]) == REPLY_CUSTOM
    assert set(reply["custom"]["answer"]) == {"title", "lead", "points", "kinds", "notes", "links"}
    assert "200 yen" in reply["text"] and fee["language"] == "en"
    assert same_conversation["language"] == "en"
    assert "JSON" in bad["error"] and "'now'" in bad_time["error"]
    assert person["replies"][0]["custom"]["topic"] == "human_handoff"


def test_check() -> None:
    done = subprocess.run([sys.executable, "-m", "bot", "check"], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout


def test_chat() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "chat", "--language", "en"], input="1\n", capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0
    assert "[1]" in done.stdout and "0120-95-0178" in done.stdout


@pytest.mark.parametrize(("arguments", "word"), [("parse", "MADOGUCHI_KEEP_DAYS"), ("run --port 99999", "port")])
def test_a_mistake_is_told_in_one_sentence(arguments: str, word: str) -> None:
    _results, errors, code = madoguchi(arguments, MADOGUCHI_KEEP_DAYS="never" if arguments == "parse" else "30")
    assert code == 2
    assert word in errors and "Traceback" not in errors and len(errors.splitlines()) == 1


def test_batches_never_wait_for_more() -> None:
    more = threading.Event()

    def typed() -> Iterator[str]:
        yield "a"
        more.wait(10)  # who waits for a full batch gets it after these seconds, with the second line in it
        yield from ("b", "c", "d")

    found = batches(typed(), 2)
    assert next(found) == ["a"]
    more.set()
    later = list(found)
    assert [line for batch in later for line in batch] == ["b", "c", "d"]
    assert max(map(len, later)) <= 2
