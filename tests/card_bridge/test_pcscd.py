"""The bridge over a real pcscd, with virtual cards that log every command and name the forbidden ones."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from tests.card_bridge.pcscd import MOST_COMMANDS, madoguchi_card, on_reader, read
from tests.doubles.certificates import certificate
from tests.doubles.my_number_card import PLANTED, foreign_card, my_number_card, phone
from tests.doubles.pcsc_service import PcscService
from tests.doubles.scripted_card import JPKI, ScriptedCard

pytestmark = pytest.mark.needs("pcscd")
NOW = datetime.now(UTC)


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


def test_a_failure_at_any_command(pcscd: PcscService) -> None:
    card = my_number_card()
    with on_reader(pcscd, card):
        for number in range(24):
            card.log.clear()
            card.faults = {number: lambda command: bytes.fromhex("6F00")}
            assert (read().problem, len(card.log), card.forbidden) == ("failed", number + 1, [])
