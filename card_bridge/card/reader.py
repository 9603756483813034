"""PC/SC: the card readers of this machine, and a transaction with a card. The one module that imports pyscard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from card_bridge.card.apdu import Transmit
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
from card_bridge.card.slots import Slot, State

# Codes of winscard.h and what they mean for a read; any other is ReadFailed.
CODES: dict[int, type[Problem]] = {
    0x80100009: CardRemoved,  # unknown reader: unplugged
    0x8010000B: InUse,  # sharing violation
    0x8010000C: CardRemoved,  # no smart card
    0x8010000F: NotMyNumberCard,  # protocol mismatch
    0x80100016: CardRemoved,  # not transacted
    0x80100017: CardRemoved,  # reader unavailable
    0x8010001D: NoService,
    0x8010001E: NoService,  # service stopped
    0x8010002E: NoReader,
    0x80100068: CardReset,
    0x80100069: CardRemoved,
}


class PcscReaders:
    """The readers of the PC/SC service; a new context for every look survives a restart of the service."""

    def __init__(self) -> None:
        """Loads pyscard, which takes longer than a read; without it every look says NoService."""
        try:
            from smartcard import scard
        except ImportError:
            scard = None
        self._scard: ModuleType | None = scard

    def slots(self) -> list[Slot]:
        """Every slot with its state.

        Raises:
            NoService: pyscard is not installed, or no PC/SC service runs.
            NoReader: no reader is connected.
        """
        with self._context() as (scard, context):
            names = call(scard.SCardListReaders, context, [])[0]
            if not names:
                raise NoReader
            wanted = [(name, scard.SCARD_STATE_UNAWARE) for name in names]
            (states,) = call(scard.SCardGetStatusChange, context, 0, wanted)
            return [Slot(name, _state(scard, flags)) for name, flags, _atr in states]

    @contextmanager
    def transaction(self, slot: Slot) -> Iterator[Transmit]:
        """Holds a card alone, and leaves it as it was found: neither reset nor switched off.

        Raises:
            Problem: the card cannot be had.
        """
        with self._context() as (scard, context):
            protocols = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
            card, protocol = call(scard.SCardConnect, context, slot.name, scard.SCARD_SHARE_SHARED, protocols)
            try:
                call(scard.SCardBeginTransaction, card)
                try:
                    yield _transmit(scard, card, protocol)
                finally:
                    scard.SCardEndTransaction(card, scard.SCARD_LEAVE_CARD)
            finally:
                scard.SCardDisconnect(card, scard.SCARD_LEAVE_CARD)

    @contextmanager
    def _context(self) -> Iterator[tuple[ModuleType, object]]:
        scard = self._scard
        if scard is None:
            raise NoService
        (context,) = call(scard.SCardEstablishContext, scard.SCARD_SCOPE_USER)
        try:
            yield scard, context
        finally:
            scard.SCardReleaseContext(context)


def call(function: Callable[..., Any], *arguments: object) -> list[Any]:
    """Calls PC/SC; a code that is not "success" becomes its Problem, without the library's words."""
    answer = function(*arguments)
    code, *results = answer if isinstance(answer, (list, tuple)) else (answer,)
    if code:
        raise CODES.get(code & 0xFFFFFFFF, ReadFailed)
    return results


def _transmit(scard: ModuleType, card: object, protocol: object) -> Transmit:
    header = scard.SCARD_PCI_T1 if protocol == scard.SCARD_PROTOCOL_T1 else scard.SCARD_PCI_T0

    def transmit(command: bytes) -> bytes:
        (answer,) = call(scard.SCardTransmit, card, header, list(command))
        if len(answer) < 2:  # "success" without a status word: seen when the card had gone
            raise CardRemoved
        return bytes(answer)

    return transmit


def _state(scard: ModuleType, flags: int) -> State:
    if not flags & scard.SCARD_STATE_PRESENT:
        return State.EMPTY
    if flags & (scard.SCARD_STATE_INUSE | scard.SCARD_STATE_EXCLUSIVE):
        return State.IN_USE
    return State.CARD
