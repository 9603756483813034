"""The bridge over a real pcscd, with virtual cards that log every command and name the forbidden ones."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp.test_utils import unused_port

from bot.settings import ROOT
from card_bridge.card.reader import PcscReaders
from card_bridge.card.report import Report
from card_bridge.card.slots import Slot, State
from card_bridge.card.survey import PAUSES, Survey
from tests.doubles.certificates import certificate
from tests.doubles.my_number_card import PLANTED, foreign_card, my_number_card, phone
from tests.doubles.pcsc_service import PcscService
from tests.doubles.scripted_card import JPKI, ScriptedCard
from tests.doubles.virtual_card import inserted, pull_out

pytestmark = pytest.mark.needs("pcscd")
EXCLUSIVE, SHARED = 1, 2  # SCARD_SHARE_… of PC/SC: pyscard itself may be missing
MOST_COMMANDS = 25
PATIENCE = 20.0  # seconds until pcscd has seen a card come or go
PAGE = "https://www.city.example.jp"
NOW = datetime.now(UTC)


def read(readers: PcscReaders | None = None, pauses: Sequence[float] = PAUSES) -> Report:
    return Survey(readers or PcscReaders(), time.monotonic() + PATIENCE, pauses=pauses).report()


def wait_for(slot: int, state: State) -> None:
    end = time.monotonic() + PATIENCE
    while PcscReaders().slots()[slot].state is not state:
        assert time.monotonic() < end, f"slot {slot} is not {state.value}"
        time.sleep(0.02)


@contextmanager
def on_reader(pcscd: PcscService, *cards: ScriptedCard | None, delay: float = 0) -> Iterator[None]:
    """Cards in the slots, in order; all slots are empty again afterwards."""
    with ExitStack() as stack:
        for number, card in enumerate(cards):
            if card:
                stack.enter_context(inserted(card, pcscd.ports[number], delay))
                wait_for(number, State.CARD)
        yield
    for number in range(2):
        wait_for(number, State.EMPTY)


def madoguchi_card(pcscd: PcscService, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the command as people do."""
    environment = {**os.environ, "PCSCLITE_CSOCK_NAME": pcscd.socket}
    command = [sys.executable, "-m", "card_bridge", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, timeout=60)


def expired(card: ScriptedCard) -> None:
    card.with_file(JPKI, "000A", certificate(NOW - timedelta(days=1)))


def renewable(card: ScriptedCard) -> None:
    card.with_file(JPKI, "000A", certificate(NOW + timedelta(days=20), kind="ecdsa"))


def absent(card: ScriptedCard) -> None:
    card.with_file(JPKI, "000A", b"\xff" * 1600).with_file(JPKI, "0008", bytes.fromhex("8F0000"))


def nothing(card: ScriptedCard) -> None:
    """As it is."""


# fmt: off
@pytest.mark.parametrize(("change", "state"), [
    (nothing, "valid"), (expired, "expired"), (renewable, "renewable"), (absent, "absent"),
])
# fmt: on
def test_the_command_reads_a_card(pcscd: PcscService, change: Callable[[ScriptedCard], None], state: str) -> None:
    card = my_number_card()
    change(card)
    with on_reader(pcscd, card):
        done = madoguchi_card(pcscd, "read", "--json")
    answer = json.loads(done.stdout)
    assert done.returncode == 0 and done.stderr == ""
    assert (answer["card"], answer["reader"], answer["certificate"]["state"]) == ("my_number_card", "ok", state)
    assert [pin["tries_left"] for pin in answer["pins"].values()] == [3, 5, 2, 1]
    assert len(card.log) <= MOST_COMMANDS and card.forbidden == []
    assert not [planted for planted in PLANTED if planted in done.stdout]


# fmt: off
@pytest.mark.parametrize(("card", "expected", "code"), [
    (None,           ("none",  "ok", "no_card"),            1),
    (foreign_card(), ("other", "ok", "not_my_number_card"), 1),
    (phone(),        ("phone", "ok", None),                 0),
])
# fmt: on
def test_other_cards(pcscd: PcscService, card: ScriptedCard | None, expected: tuple[str, str, str], code: int) -> None:
    with on_reader(pcscd, card):
        done = madoguchi_card(pcscd, "read", "--json")
    answer = json.loads(done.stdout)
    assert ((answer["card"], answer["reader"], answer["problem"]), done.returncode) == (expected, code)
    assert card is None or card.forbidden == []


def test_opensc_finds_the_same_tries(pcscd: PcscService) -> None:
    """An independent reader agrees about the two PINs that it knows."""
    card = my_number_card().with_pin(JPKI, "0018", "63C1").with_pin(JPKI, "001B", "63C4")
    with on_reader(pcscd, card):
        ours = read()
        theirs = subprocess.run(["pkcs15-tool", "--list-pins"], capture_output=True, text=True, timeout=60)
    tries = [int(line.split()[-1]) for line in theirs.stdout.splitlines() if "Tries left" in line]
    assert tries == [ours.pins["user_certificate"].tries_left, ours.pins["signature"].tries_left] == [1, 4]


# fmt: off
@pytest.mark.parametrize("status", ["63C0", "6984", "6983"])
# fmt: on
def test_locked(pcscd: PcscService, status: str) -> None:
    card = my_number_card().with_pin(JPKI, "0018", status)
    with on_reader(pcscd, card):
        report = read()
    assert (report.pins["user_certificate"].tries_left, report.pins["user_certificate"].locked) == (0, True)


@pytest.mark.parametrize("status", ["9000", "6300"])
def test_odd_counters(pcscd: PcscService, status: str) -> None:
    with on_reader(pcscd, my_number_card().with_pin(JPKI, "001B", status)):
        report = read()
    assert report.pins["signature"].tries_left is None and report.pins["signature"].locked is not True
    assert report.pins["user_certificate"].tries_left == 3


@pytest.mark.parametrize("first", [None, foreign_card()])
def test_the_second_slot(pcscd: PcscService, first: ScriptedCard | None) -> None:
    with on_reader(pcscd, first, my_number_card()):
        assert read().card == "my_number_card"


def test_a_slow_card(pcscd: PcscService) -> None:
    with on_reader(pcscd, my_number_card(), delay=0.04):
        assert read().card == "my_number_card"


@pytest.mark.parametrize("number", [0, 5, 13, 23])
def test_pulled_out(pcscd: PcscService, number: int) -> None:
    card = my_number_card()
    card.faults[number] = pull_out
    with on_reader(pcscd, card):
        report = read()
    assert (report.card, report.reader, report.problem) == ("none", "failed", "removed")
    assert len(card.log) == number + 1


def test_a_failure_at_any_command(pcscd: PcscService) -> None:
    card = my_number_card()
    with on_reader(pcscd, card):
        for number in range(24):
            card.log.clear()
            card.faults = {number: lambda command: bytes.fromhex("6F00")}
            assert (read().problem, len(card.log), card.forbidden) == ("failed", number + 1, [])


def test_a_shaken_card(pcscd: PcscService) -> None:
    """Out and in again in the middle: the read starts anew."""
    card, reports = my_number_card(), []
    card.faults[9] = pull_out
    with on_reader(pcscd, card):
        reading = threading.Thread(target=lambda: reports.append(read(pauses=[0.2] * 50)))
        reading.start()
        while len(card.log) < 10:
            time.sleep(0.01)
        with inserted(card, pcscd.ports[0]):
            reading.join()
    assert [report.card for report in reports] == ["my_number_card"] and card.forbidden == []


@contextmanager
def another_program(share: int) -> Iterator[Any]:
    """A program that has the card in the first slot connected."""
    from smartcard import scard

    _code, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    name = PcscReaders().slots()[0].name
    protocols = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
    code, handle, _protocol = scard.SCardConnect(context, name, share, protocols)
    assert code == 0
    yield handle
    scard.SCardDisconnect(handle, scard.SCARD_LEAVE_CARD)
    scard.SCardReleaseContext(context)


@pytest.mark.parametrize("share", [SHARED, EXCLUSIVE])
def test_in_use(pcscd: PcscService, share: int) -> None:
    """A card that another program holds gets no command from us: that would end what it has verified."""
    card = my_number_card()
    with on_reader(pcscd, card):
        with another_program(share):
            wait_for(0, State.IN_USE)
            assert (read().reader, card.log) == ("in_use", [])
        wait_for(0, State.CARD)
        assert read().card == "my_number_card"


class Unaware(PcscReaders):
    """Sees no other program, as in the moment between our looking and our connecting."""

    def slots(self) -> list[Slot]:
        return [Slot(slot.name, State.CARD) for slot in super().slots()[:1]]


def test_reset_by_another_program(pcscd: PcscService) -> None:
    """Our transaction waits for the other's, which ends with a reset: we start again."""
    from smartcard import scard

    card, reports = my_number_card(), []
    with on_reader(pcscd, card), another_program(SHARED) as handle:
        assert scard.SCardBeginTransaction(handle) == 0
        reading = threading.Thread(target=lambda: reports.append(read(Unaware())))
        reading.start()
        reading.join(0.5)
        assert reading.is_alive() and card.log == []
        scard.SCardEndTransaction(handle, scard.SCARD_RESET_CARD)
        reading.join()
    assert [report.card for report in reports] == ["my_number_card"] and card.forbidden == []


def test_the_card_is_left_as_it_was_found(pcscd: PcscService) -> None:
    """Neither reset nor switched off: a card in the middle of something else stays so."""
    card = my_number_card()
    with on_reader(pcscd, card):
        read()
        resets = []
        card.reset = lambda: resets.append("reset")  # type: ignore[method-assign]
        for _read in range(3):
            assert read().card == "my_number_card"
        assert resets == []


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
