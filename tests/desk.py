"""A desk of a test's own: `madoguchi run` in a process, asked over real HTTP."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from bot.settings import ROOT

START_SECONDS, STOP_SECONDS = 120, 60
CITY, STRANGER = (
    "https://www.city.example",
    "https://evil.example",
)  # pages: one that may hold the chat, one that may not


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Desk:
    """A running desk, its store and its log."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.port, self.store, self.log = free_port(), folder / "conversations.db", folder / "log"
        self._settings = {"MADOGUCHI_STORE_URL": f"sqlite:///{self.store}", "LOG_LEVEL": "DEBUG", **settings}
        self.start()

    def start(self) -> None:
        """Starts it, or one that has ended anew."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run", "--host", "127.0.0.1", "--port", str(self.port)],
            cwd=ROOT, env=self.environment, stdout=self.log.open("ab"), stderr=subprocess.STDOUT,
        )  # fmt: skip

    @property
    def environment(self) -> dict[str, str]:
        """Of another program beside it."""
        return {**os.environ, **self._settings}

    def request(self, path: str, body: bytes | None = None, **headers: str) -> tuple[int, str]:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", body, headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def say(self, message: str, sender: str = "test", **fields: Any) -> list[dict[str, Any]]:
        body = json.dumps({"sender": sender, "message": message, **fields}).encode()
        status, text = self.request("/webhooks/rest/webhook", body, **{"Content-Type": "application/json"})
        assert status == 200, text
        replies: list[dict[str, Any]] = json.loads(text)
        return replies

    def wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                if self.request("/readyz")[0] == 200:
                    return
            except OSError:
                if self.process.poll() is not None:  # it will never answer
                    break
                time.sleep(0.3)
        raise AssertionError(self.log.read_text())

    def stop(self) -> None:
        """Ends it as Ctrl-C does."""
        self.process.send_signal(signal.SIGINT)
        try:
            assert self.process.wait(STOP_SECONDS) == 0
        except subprocess.TimeoutExpired:
            raise AssertionError(self.log.read_text()) from None
