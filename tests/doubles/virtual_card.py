"""A scripted card in the virtual reader of a real pcscd (vpcd's protocol: length-prefixed messages over TCP)."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tests.doubles.scripted_card import ScriptedCard

SWITCH_OFF, SWITCH_ON, RESET, GET_ATR = b"\x00", b"\x01", b"\x02", b"\x04"
ATR = bytes.fromhex("3BE000FF8131FE4514")  # one of the real card's, by which OpenSC knows it


class PulledOut(Exception):
    """A fault that takes the card out of the reader."""


def pull_out(command: bytes) -> bytes:
    """Takes the card away instead of answering."""
    raise PulledOut


class VirtualCard:
    """Serves a card to vpcd until it is taken out.

    Attributes:
        delay: seconds that the card takes for each command.
    """

    def __init__(self, card: ScriptedCard, port: int, delay: float = 0) -> None:
        """Puts the card into the slot that listens on `port`."""
        self._card, self._delay = card, delay
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def take_out(self) -> None:
        """Ends the connection: the slot is empty."""
        with suppress(OSError):  # pulled out already
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()

    def _serve(self) -> None:
        try:
            while (message := self._receive()) is not None:
                self._handle(message)
        except (PulledOut, OSError):
            self._socket.close()

    def _handle(self, message: bytes) -> None:
        if message in (SWITCH_OFF, SWITCH_ON, RESET):
            self._card.reset()
        elif message == GET_ATR:
            self._send(ATR)
        else:
            time.sleep(self._delay)
            self._send(self._card.transmit(message))

    def _send(self, message: bytes) -> None:
        self._socket.sendall(struct.pack(">H", len(message)) + message)

    def _receive(self) -> bytes | None:
        header = self._exactly(2)
        return self._exactly(struct.unpack(">H", header)[0]) if header else None

    def _exactly(self, length: int) -> bytes | None:
        data = b""
        while len(data) < length:
            # vpcd sends length and content apart; without an acknowledgement at once each command takes 40 ms
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
            part = self._socket.recv(length - len(data))
            if not part:
                return None
            data += part
        return data


@contextmanager
def inserted(card: ScriptedCard, port: int, delay: float = 0) -> Iterator[ScriptedCard]:
    """A card that is in a slot for the time of a test."""
    virtual = VirtualCard(card, port, delay)
    try:
        yield card
    finally:
        virtual.take_out()
