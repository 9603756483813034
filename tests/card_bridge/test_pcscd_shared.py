"""A card that is pulled out, or that another program uses too, over a real pcscd."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from card_bridge.card.reader import PcscReaders
from card_bridge.card.slots import Slot, State
from tests.card_bridge.pcscd import on_reader, read, wait_for
from tests.doubles.my_number_card import my_number_card
from tests.doubles.pcsc_service import PcscService
from tests.doubles.virtual_card import inserted, pull_out

pytestmark = pytest.mark.needs("pcscd")


@pytest.mark.parametrize("number", [0, 5, 13, 23])
def test_pulled_out(pcscd: PcscService, number: int) -> None:
    card = my_number_card()
    card.faults[number] = pull_out
    with on_reader(pcscd, card):
        report = read()
    assert (report.card, report.reader, report.problem) == ("none", "failed", "removed")
    assert len(card.log) == number + 1


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


EXCLUSIVE, SHARED = 1, 2  # SCARD_SHARE_… of PC/SC: pyscard itself may be missing


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
