"""All readers are looked at, resets are survived, and no late read holds the bridge up."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

import pytest

from card_bridge.card.problems import CardRemoved, CardReset, InUse, NoReader, NoService, Problem, ReadFailed
from card_bridge.card.report import Report
from card_bridge.card.slots import State
from card_bridge.card.survey import PAUSES, Survey
from card_bridge.card.worker import Worker
from tests.doubles.my_number_card import foreign_card, my_number_card, phone, token
from tests.doubles.scripted_card import JPKI, ScriptedCard
from tests.doubles.scripted_readers import ScriptedReaders

ATTEMPTS = len(PAUSES)
LONG = 60.0  # seconds; no test waits for it
KINDS: dict[str, Callable[[], ScriptedCard | State | None]] = {
    "empty": lambda: None,
    "used": lambda: State.IN_USE,
    "mine": my_number_card,
    "phone": phone,
    "foreign": foreign_card,
    "newer": lambda: my_number_card().with_file(JPKI, "0006", token("JPKIAPICCTOKEN3")),
    "broken": lambda: my_number_card_with_fault(lambda command: bytes.fromhex("6F00")),
    "leaving": lambda: my_number_card_with_fault(leave),
}


def my_number_card_with_fault(fault: Callable[[bytes], bytes]) -> ScriptedCard:
    card = my_number_card()
    card.faults = dict.fromkeys(range(100), fault)
    return card


def leave(command: bytes) -> bytes:
    raise CardRemoved


def forget(command: bytes) -> bytes:
    raise CardReset


def survey(readers: ScriptedReaders, deadline: float | None = None) -> Report:
    return Survey(readers, deadline or time.monotonic() + LONG, pauses=[0] * ATTEMPTS).report()


def outcome(readers: ScriptedReaders) -> tuple[str, str, str | None]:
    report = survey(readers)
    return report.card, report.reader, report.problem


# fmt: off
@pytest.mark.parametrize(("kinds", "expected"), [
    ("empty",               ("none",           "ok",     "no_card")),
    ("mine",                ("my_number_card", "ok",     None)),
    ("empty mine",          ("my_number_card", "ok",     None)),
    ("foreign mine",        ("my_number_card", "ok",     None)),
    ("used mine",           ("my_number_card", "ok",     None)),
    ("broken mine",         ("my_number_card", "ok",     None)),
    ("leaving mine",        ("my_number_card", "ok",     None)),
    ("phone mine",          ("my_number_card", "ok",     None)),
    ("foreign phone",       ("phone",          "ok",     None)),
    ("phone used",          ("phone",          "ok",     None)),
    ("used",                ("none",           "in_use", "in_use")),
    ("foreign used empty",  ("none",           "in_use", "in_use")),
    ("foreign broken",      ("none",           "failed", "failed")),
    ("foreign leaving",     ("none",           "failed", "removed")),
    ("empty foreign",       ("other",          "ok",     "not_my_number_card")),
    ("newer empty",         ("other",          "ok",     "next_generation")),
    ("",                    ("none",           "ok",     "no_card")),
])
# fmt: on
def test_all_slots_are_looked_at(kinds: str, expected: tuple[str, str, str | None]) -> None:
    readers = ScriptedReaders({f"{n} {kind}": KINDS[kind]() for n, kind in enumerate(kinds.split())})
    assert outcome(readers) == expected


@pytest.mark.parametrize(("problem", "word"), [(NoService, "no_service"), (NoReader, "no_reader"), (ReadFailed, "failed")])
def test_no_readers(problem: type[Problem], word: str) -> None:
    assert outcome(ScriptedReaders(problem=problem())) == ("none", word, word)


@pytest.mark.parametrize("number", range(24))
@pytest.mark.parametrize("fault", [forget, leave, lambda command: bytes.fromhex("6986")])
def test_a_reset_at_any_command(number: int, fault: Callable[[bytes], bytes]) -> None:
    """All selections are lost, so the read starts again from SELECT."""
    card = my_number_card()
    card.faults[number] = fault
    report = survey(ScriptedReaders({"one": card}))
    assert (report.card, report.pins["signature"].tries_left) == ("my_number_card", 5)
    assert card.log[number + 1] == card.log[0] and card.forbidden == []


@pytest.mark.parametrize("number", range(24))
def test_no_half_reports(number: int) -> None:
    card = my_number_card_with_fault(leave)
    for before in range(number):
        del card.faults[before]
    report = survey(ScriptedReaders({"one": card}))
    assert report.as_json(True)["pins"]["user_certificate"] == {"tries_left": None, "locked": None}
    assert (report.problem, report.certificate.state) == ("removed", "unknown")


@pytest.mark.parametrize(("connecting", "expected"), [
    ([CardReset()], None),
    ([CardReset()] * ATTEMPTS, "failed"),
    ([CardRemoved()] * ATTEMPTS, "removed"),
    ([InUse()], "in_use"),
])  # fmt: skip
def test_connecting(connecting: list[Problem], expected: str | None) -> None:
    readers = ScriptedReaders({"one": my_number_card()}, connecting=list(connecting))
    assert outcome(readers)[2] == expected
    assert readers.transactions <= ATTEMPTS


def test_a_late_read_lets_the_card_go() -> None:
    card = my_number_card()
    report = survey(ScriptedReaders({"one": card}), deadline=time.monotonic() - 1)
    assert (report.problem, report.reader, card.log) == ("too_slow", "failed", [])


def hanging(release: threading.Event) -> ScriptedReaders:
    """A driver that does not answer until it is told to."""

    def hang(command: bytes) -> bytes:
        release.wait()
        return bytes.fromhex("9000")

    return ScriptedReaders({"one": my_number_card_with_fault(hang)})


async def test_a_driver_that_hangs() -> None:
    """Its caller is answered; until it lets go, a second read finds the card in use; afterwards all is well."""
    release = threading.Event()
    readers = hanging(release)
    worker = Worker(readers, seconds=0.05)
    assert worker.read_now().problem == "too_slow"
    assert (await worker.read()).problem == "in_use"
    release.set()
    readers.cards = {"one": my_number_card()}
    slow = Worker(readers)
    assert (await slow.read()).card == slow.read_now().card == "my_number_card"


async def test_awaiting_a_driver_that_hangs() -> None:
    release = threading.Event()
    assert (await Worker(hanging(release), seconds=0.05).read()).problem == "too_slow"
    release.set()


def test_a_mistake_of_ours_tells_nothing(caplog: pytest.LogCaptureFixture) -> None:
    def stumble(command: bytes) -> bytes:
        raise RuntimeError("planted bytes of a card")

    readers = ScriptedReaders({"one": my_number_card_with_fault(stumble)})
    with caplog.at_level(logging.DEBUG):
        assert Worker(readers).read_now().problem == "failed"
    assert "RuntimeError" in caplog.text and "planted" not in caplog.text
