"""PC/SC's result codes become problems, without the library's words; pcscd itself is in test_pcscd.py."""

from __future__ import annotations

import pytest

from card_bridge.card.problems import (
    CardRemoved,
    CardReset,
    InUse,
    NoReader,
    NoService,
    NotMyNumberCard,
    Problem,
    ReadFailed,
)
from card_bridge.card.reader import PcscReaders, call

# fmt: off
CODES = [
    (0x8010001D, NoService),        # no service
    (0x8010001E, NoService),        # stopped
    (0x8010002E, NoReader),
    (0x8010000B, InUse),            # sharing violation
    (0x80100068, CardReset),
    (0x80100069, CardRemoved),
    (0x80100016, CardRemoved),      # not transacted
    (0x8010000C, CardRemoved),      # no card any more
    (0x80100017, CardRemoved),      # the reader was unplugged
    (0x8010000F, NotMyNumberCard),  # protocol mismatch
    (0x80100066, ReadFailed),       # an unresponsive card
    (0x8010002F, ReadFailed),
    (0x00000001, ReadFailed),
]
# fmt: on


@pytest.mark.parametrize(("code", "problem"), CODES)
@pytest.mark.parametrize("signed", [False, True])
def test_codes(code: int, problem: type[Problem], signed: bool) -> None:
    result = code - (1 << 32) if signed and code >> 31 else code  # as some systems write them
    with pytest.raises(problem) as raised:
        call(lambda: [result, "planted text"])
    assert type(raised.value) is problem and str(raised.value) == ""


def test_success() -> None:
    assert call(lambda name: (0, name), "handle") == ["handle"]
    assert call(lambda: 0) == []


class Scard:
    """PC/SC as far as a read needs it, answering from a list."""

    SCARD_SCOPE_USER = SCARD_STATE_UNAWARE = SCARD_SHARE_SHARED = SCARD_LEAVE_CARD = 0
    SCARD_PROTOCOL_T0, SCARD_PROTOCOL_T1, SCARD_PCI_T0, SCARD_PCI_T1 = 1, 2, "T0", "T1"
    SCARD_STATE_PRESENT, SCARD_STATE_EXCLUSIVE, SCARD_STATE_INUSE = 0x20, 0x80, 0x100

    def __init__(self, flags: list[int], begin: int = 0, answer: tuple[int, list[int]] = (0, [0x90, 0])) -> None:
        self.flags, self.begin, self.answer = flags, begin, answer
        self.log: list[str] = []

    def SCardEstablishContext(self, scope: int) -> tuple[int, str]:
        return 0, "context"

    def SCardReleaseContext(self, context: str) -> int:
        self.log.append("release")
        return 0

    def SCardListReaders(self, context: str, groups: list[str]) -> tuple[int, list[str]]:
        return 0, [f"slot {number}" for number in range(len(self.flags))]

    def SCardGetStatusChange(
        self, context: str, timeout: int, wanted: list[tuple[str, int]]
    ) -> tuple[int, list[tuple[str, int, list[int]]]]:
        return 0, [(name, flags, []) for (name, _state), flags in zip(wanted, self.flags, strict=True)]

    def SCardConnect(self, context: str, name: str, share: int, protocols: int) -> tuple[int, str, int]:
        assert protocols == self.SCARD_PROTOCOL_T0 | self.SCARD_PROTOCOL_T1
        return 0, "card", self.SCARD_PROTOCOL_T1

    def SCardBeginTransaction(self, card: str) -> int:
        return self.begin

    def SCardTransmit(self, card: str, header: str, command: list[int]) -> tuple[int, list[int]]:
        assert header == self.SCARD_PCI_T1
        return self.answer

    def SCardEndTransaction(self, card: str, disposition: int) -> int:
        self.log.append("end")
        return 0

    def SCardDisconnect(self, card: str, disposition: int) -> int:
        self.log.append("disconnect")
        return 0


def readers(scard: Scard) -> PcscReaders:
    made = PcscReaders()
    made._scard = scard  # type: ignore[assignment]
    return made


def test_states_of_slots() -> None:
    scard = Scard([0, 0x20, 0x20 | 0x100, 0x20 | 0x80, 0x20 | 0x200])
    assert [slot.state.value for slot in readers(scard).slots()] == ["empty", "card", "in use", "in use", "card"]
    with pytest.raises(NoReader):
        readers(Scard([])).slots()


@pytest.mark.parametrize("answer", [(0, []), (0, [0x90])])
def test_success_without_a_status_word_is_a_card_that_left(answer: tuple[int, list[int]]) -> None:
    scard = Scard([0x20], answer=answer)
    mine = readers(scard)
    with pytest.raises(CardRemoved), mine.transaction(mine.slots()[0]) as transmit:
        transmit(b"\x00")
    assert scard.log[-3:] == ["end", "disconnect", "release"]


def test_everything_is_given_back_when_no_transaction_begins() -> None:
    scard = Scard([0x20], begin=0x80100068)
    mine = readers(scard)
    slot = mine.slots()[0]
    with pytest.raises(CardReset), mine.transaction(slot):
        raise AssertionError("no transaction was begun")
    assert scard.log[-2:] == ["disconnect", "release"]
