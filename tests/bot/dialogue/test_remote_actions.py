"""A separate action server that stops and starts between two messages."""

from __future__ import annotations

import dataclasses
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bot.dialogue.agent_factory import load_agent
from bot.dialogue.local_conversation import Conversations
from bot.settings import ROOT, read_settings

NOW = "2026-11-23T14:00"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class ActionServer:
    """rasa-sdk's own server with our actions."""

    def __init__(self) -> None:
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "actions", "--port", str(self.port)]
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.2)
        raise AssertionError("The action server did not start.")

    def stop(self) -> None:
        if self._process:
            self._process.terminate()
            self._process.wait(20)
            self._process = None


@pytest.fixture(scope="module")
def server() -> Iterator[ActionServer]:
    server = ActionServer()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def say(server: ActionServer, loop: Any) -> Callable[..., list[dict[str, Any]]]:
    settings = dataclasses.replace(read_settings(), action_url=f"http://127.0.0.1:{server.port}/webhook")
    desk = Conversations(load_agent(settings))

    def say(text: str, sender: str = "a") -> list[dict[str, Any]]:
        return loop.run_until_complete(desk.ask(text, sender=sender, now=NOW))["replies"]

    return say


def topics(replies: list[dict[str, Any]]) -> list[str]:
    return [reply["custom"]["topic"] for reply in replies]


def test_stopped_and_started_in_the_middle_of_a_form(server: ActionServer, say: Any) -> None:
    server.start()
    assert topics(say("カードの有効期限を計算してください")) == ["expiry_calculation"]
    assert "平成2年5月3日" in say("1990年5月3日")[0]["text"]
    server.stop()
    assert topics(say("2023年10月1日")) == ["unavailable"]
    assert topics(say("財布を盗まれました。マイナンバーカードも入っています"))[0] == "lost_card"
    assert topics(say("再発行の手数料はいくらですか"))[0] == "reissue"
    server.start()
    assert "令和5年10月1日" in say("2023年10月1日")[0]["text"]
    assert "令和15年5月3日" in say("日本国籍")[0]["text"]


@pytest.mark.parametrize(("text", "topic"), [
    ("カードの有効期限を計算してください", "unavailable"),
    ("コンビニの機械でマイナカードがエラーになって使えません", "konbini_conditions"),
    ("マイナポータルにログインする暗証番号を忘れました", "pin_locked"),
    ("人と話したいです", "unavailable"),
    ("I lost my My Number card", "lost_card"),
])  # fmt: skip
def test_dead_from_the_start(server: ActionServer, say: Any, text: str, topic: str) -> None:
    server.stop()
    assert topics(say(text, sender=text)) == [topic]
