"""From a page to the card over a real pcscd: the bridge as people start it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from typing import Any

import pytest
from aiohttp.test_utils import unused_port

from bot.settings import ROOT
from tests.card_bridge.pcscd import MOST_COMMANDS, madoguchi_card, on_reader
from tests.doubles.my_number_card import PLANTED, my_number_card
from tests.doubles.pcsc_service import PcscService

pytestmark = pytest.mark.needs("pcscd")
PAGE = "https://www.city.example.jp"


class Served:
    """A running `madoguchi-card serve`, its terminal in the test's hands."""

    def __init__(self, pcscd: PcscService) -> None:
        self.port = unused_port()
        command = [sys.executable, "-m", "card_bridge", "serve", "--port", str(self.port), "--allow-origin", PAGE]
        self.process = subprocess.Popen(
            [*command, "--language", "en"], cwd=ROOT, text=True, env={**os.environ, "PCSCLITE_CSOCK_NAME": pcscd.socket},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self.told: list[str] = []

    def line_with(self, text: str) -> str:
        """Reads the terminal up to a line."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.told.append(line)
            if text in line:
                return line
        raise AssertionError(f"{text!r} was not said, but {self.told}")

    def type(self, text: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(text)
        self.process.stdin.flush()

    def post(self, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        headers = {"Origin": PAGE, "Content-Type": "application/json", "X-Madoguchi-Card": "1"}
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", json.dumps(body).encode(), headers, method="POST"
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, json.loads(answer.read())
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read())

    def stop(self) -> str:
        """Ends it; all that it said."""
        self.process.terminate()
        assert self.process.stdout
        self.told += self.process.stdout
        self.process.wait()
        return "".join(self.told)


@pytest.mark.parametrize(("typed", "status"), [("y\n", 200), ("\n", 403)])
def test_from_page_to_card(pcscd: PcscService, typed: str, status: int) -> None:
    """The whole way: the code on the terminal, the question there, the answer on the page."""
    card, served, answers = my_number_card(), Served(pcscd), []
    with on_reader(pcscd, card):
        code = served.line_with("Pairing code").split()[-1]
        _status, paired = served.post("/pair", {"code": code})
        asking = threading.Thread(target=lambda: answers.append(served.post("/read", {"token": paired["token"]})))
        asking.start()
        served.line_with("press Enter")
        assert card.log == []
        served.type(typed)
        asking.join()
    told = served.stop() + json.dumps(answers)
    assert answers[0][0] == status and bool(card.log) is (status == 200)
    assert PAGE in told and not [planted for planted in PLANTED if planted in told]
    assert len(card.log) <= MOST_COMMANDS and card.forbidden == []


def test_two_bridges_on_one_port(pcscd: PcscService) -> None:
    served = Served(pcscd)
    served.line_with("Pairing code")
    done = madoguchi_card(pcscd, "serve", "--port", str(served.port), "--language", "en")
    assert done.returncode == 2 and str(served.port) in done.stderr and "Traceback" not in done.stderr
    served.stop()
