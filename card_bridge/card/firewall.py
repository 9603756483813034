"""The last check before the wire: a command that is not needed for this one purpose is never sent.

`reading.py` asks for nothing else. This stands behind it: a mistake there can neither harm a card nor show more of it.
"""

from __future__ import annotations

from card_bridge.card.apdu import (
    GET_RESPONSE,
    READ_BINARY,
    SELECT_FILE,
    TRIES_LEFT,
    Transmit,
    parse_response,
    select_application,
)
from card_bridge.card.files import APPLICATIONS, COUNTERS, READABLE, Place
from card_bridge.card.status_words import SELECTED

READ_SIZE = 5  # CLA, INS, P1, P2, Le
NOWHERE: Place = (b"", None)


class Forbidden(Exception):
    """A mistake in this program: the command was not sent."""


class Firewall:
    """Lets through SELECT of what `files.py` names, short reads up to each file's budget, and the empty VERIFY."""

    def __init__(self, transmit: Transmit) -> None:
        self._transmit = transmit
        self._current = NOWHERE
        self._budget = dict(READABLE)

    def __call__(self, command: bytes) -> bytes:
        """Sends a command; what comes back counts against the file's budget.

        Raises:
            Forbidden: the command is none of those.
        """
        target = self._selects(command)
        if target is None and not self._asks_a_counter(command) and not self._reads(command):
            raise Forbidden(f"INS {command[1:2].hex()}")
        answer = self._transmit(command)
        if target is not None:
            self._current = target if parse_response(answer).status.kind in SELECTED else self._without_file(target)
        elif command != TRIES_LEFT:
            self._budget[self._current] -= len(answer) - 2
        return answer

    def _without_file(self, refused: Place) -> Place:
        return NOWHERE if refused[1] is None else (refused[0], None)

    def _selects(self, command: bytes) -> Place | None:
        for aid in APPLICATIONS:
            if command == select_application(aid):
                return aid, None
        place = self._current[0], int.from_bytes(command[-2:], "big")
        is_known = command[:-2] == SELECT_FILE and (place in READABLE or place in COUNTERS)
        return place if is_known else None

    def _asks_a_counter(self, command: bytes) -> bool:
        return command == TRIES_LEFT and self._current in COUNTERS

    def _reads(self, command: bytes) -> bool:
        is_read = command[:2] == READ_BINARY and command[2:3] < b"\x80"  # above it, P1 names another file
        is_read = is_read or command[:4] == GET_RESPONSE
        return is_read and len(command) == READ_SIZE and 0 < command[4] <= self._budget.get(self._current, 0)
