"""A throwaway desk: copies of store, model and facts in a folder of its own, and a server that is really started."""

from __future__ import annotations

import json
import secrets
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import bot
import knowledge
from bot.drill.visitors import Heard, questions, read

START_SECONDS, STOP_SECONDS, ASK_SECONDS, TRY_SECONDS = 180, 60, 60, 60
OURS = ("MADOGUCHI_", "LINE_", "LOG_LEVEL")  # of the environment: none of the real desk's settings comes along
KEPT = ("MADOGUCHI_WARD",)
SQLITE = "sqlite:///"
JSON = {"Content-Type": "application/json"}


class DrillError(Exception):
    """The throwaway desk did not start; the message ends with what it said."""


def free_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Throwaway:
    """The copy.

    Attributes:
        folder: where everything of it lies; the caller removes it.
        knowledge: its facts and answers, which the server reads in place of the installed ones.
        model: its model.
        store: its database, always SQLite.
        log: what its server said.
    """

    def __init__(self, folder: Path, model: Path, store_url: str, environment: Mapping[str, str]) -> None:
        self._inherited = {k: v for k, v in environment.items() if k in KEPT or not k.startswith(OURS)}
        self.folder, self.knowledge = folder, folder / "knowledge"
        self.model, self.store, self.log = folder / "model.tar.gz", folder / "conversations.db", folder / "log"
        self.port, self.process = free_port(), None  # type: int, subprocess.Popen[bytes] | None
        shutil.copytree(Path(knowledge.__file__).parent, self.knowledge, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copyfile(model, self.model)
        self.has_copied_store = copy_store(store_url, self.store)

    def environment(self, **settings: str) -> dict[str, str]:
        """What a server of it sees: nothing of the real desk's settings but the ward."""
        own = {
            "MADOGUCHI_STORE_URL": f"{SQLITE}{self.store}",
            "MADOGUCHI_MODEL": str(self.model),
            "MADOGUCHI_KEY": secrets.token_hex(32),
            "LOG_LEVEL": "INFO",
            "PYTHONPATH": str(Path(bot.__file__).parent.parent),  # behind the folder, where `knowledge` is found first
        }
        return {**self._inherited, **own, **settings}

    def command(self, port: int) -> list[str]:
        """What starts a server."""
        return [sys.executable, "-m", "bot", "run", "--host", "127.0.0.1", "--port", str(port)]

    def start(self, **settings: str) -> None:
        """Starts its server and waits until that answers.

        Raises:
            DrillError: when it does not.
        """
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own program
                self.command(self.port), cwd=self.folder, env=self.environment(**settings), stdout=log, stderr=log
            )
        deadline = time.monotonic() + START_SECONDS
        while self.request("/healthz")[0] != 200:
            if time.monotonic() > deadline or self.process.poll() is not None:
                self.stop()
                raise DrillError(f"The throwaway desk did not start: {self.log.read_text()[-1000:]}")
            time.sleep(0.2)

    def try_another(self) -> str:
        """Starts a second server on what the copy is now, and says how that ended; one that serves is ended."""
        command = self.command(free_port())
        try:
            tried = subprocess.run(  # noqa: S603 - our own program
                command, cwd=self.folder, env=self.environment(), capture_output=True, text=True, timeout=TRY_SECONDS
            )
        except subprocess.TimeoutExpired:
            return "serves"
        said = (tried.stderr.strip() or "nothing").splitlines()[-1]
        return f"ends with {tried.returncode}: {said}"

    def stop(self) -> None:
        """Ends its server."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def request(self, path: str, body: bytes | None = None, **headers: str) -> tuple[int, str]:
        """Asks its server; status 0 where that does not answer."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", body, headers)
        try:
            with urllib.request.urlopen(request, timeout=ASK_SECONDS) as answer:  # noqa: S310 - the same
                return int(answer.status), answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(errors="replace")
        except OSError:
            return 0, ""

    def ask_all(self) -> list[Heard]:
        """Has a visitor of each language ask each question, every one in a conversation of its own."""
        return [self.ask(*question) for question in questions()]

    def ask(self, language: str, is_urgent: bool, text: str) -> Heard:
        """Asks one question over REST."""
        started = time.monotonic()
        body = json.dumps({"sender": secrets.token_hex(8), "message": text}).encode()
        status, answer = self.request("/webhooks/rest/webhook", body, **JSON)
        try:
            replies = json.loads(answer)
        except ValueError:
            replies = None
        return read(language, is_urgent, status, replies, time.monotonic() - started)


def copy_store(url: str, target: Path) -> bool:
    """Copies the conversations of a SQLite store that is there; whether it did. The original is only read."""
    source = Path(url.removeprefix(SQLITE).partition("?")[0])
    if not url.startswith(SQLITE) or not source.is_file():
        return False
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as store:
        store.execute("VACUUM INTO ?", (str(target),))
    return True
