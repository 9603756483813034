"""One card in one transaction: select, read a few bytes, ask how many tries are left."""

from __future__ import annotations

from card_bridge.card.apdu import (
    TRIES_LEFT,
    Response,
    Transmit,
    get_response,
    parse_response,
    read_binary,
    select_application,
    select_file,
)
from card_bridge.card.problems import CardReset, ReadFailed
from card_bridge.card.report import Tries
from card_bridge.card.status_words import SELECTED, Kind

UNKNOWN_TRIES = Tries(None, None)
KEPT = frozenset({Kind.PIN_NEEDED, Kind.NOT_SUPPORTED})
COUNTER_KINDS = {
    Kind.DONE: Tries(None, False),  # verified already, perhaps by another program: the number is unknown, not 0
    Kind.LOCKED: Tries(0, True),
    Kind.NO_NUMBER: UNKNOWN_TRIES,
    Kind.NOT_FOUND: UNKNOWN_TRIES,
    **dict.fromkeys(KEPT, UNKNOWN_TRIES),
}
NOTHING_THERE = frozenset({Kind.NOT_FOUND, Kind.PAST_THE_END})


class NotForUs(Exception):
    """The file needs a PIN, or the card does not support the command on it."""


class Card:
    """Speaks to a card; every method raises CardReset when the card forgot its selection, ReadFailed for the rest."""

    def __init__(self, transmit: Transmit) -> None:
        """`transmit` holds the card's transaction."""
        self._transmit = transmit

    def select_application(self, aid: bytes) -> bool:
        """Whether the card has an application."""
        try:
            return self._select(select_application(aid))
        except NotForUs:
            return False

    def select_file(self, identifier: int) -> bool:
        """Whether the current application has a file.

        Raises:
            NotForUs: it does, or may, but keeps it.
        """
        return self._select(select_file(identifier))

    def read(self, offset: int, length: int) -> bytes:
        """Up to `length` bytes of the current file, fewer only at its end.

        Raises:
            NotForUs: the file is not free to read.
        """
        data = b""
        while len(data) < length:
            part = self._read_part(offset + len(data), length - len(data))
            if not part:
                break
            data += part
        return data[:length]

    def tries(self) -> Tries:
        """The counter of the current file; uses no try up."""
        status = self._send(TRIES_LEFT).status
        if status.kind is Kind.TRIES:
            return Tries(status.number, status.number == 0)
        if status.kind not in COUNTER_KINDS:
            raise ReadFailed
        return COUNTER_KINDS[status.kind]

    def _read_part(self, offset: int, length: int) -> bytes:
        response = self._send(read_binary(offset, length))
        kind, number = response.status.kind, response.status.number or 0
        if kind is Kind.WRONG_LENGTH and number < length:  # never more than was wanted
            response = self._send(read_binary(offset, number))
        elif kind is Kind.MORE:
            rest = self._send(get_response(min(number, length - len(response.data))))
            response = Response(response.data + rest.data, rest.status)
        return self._data(response)

    def _data(self, response: Response) -> bytes:
        kind = response.status.kind
        if kind in KEPT:
            raise NotForUs
        if kind in NOTHING_THERE:
            return b""
        if kind is not Kind.DONE:
            raise ReadFailed
        return response.data

    def _select(self, command: bytes) -> bool:
        kind = self._send(command).status.kind
        if kind in KEPT:
            raise NotForUs
        if kind not in SELECTED and kind is not Kind.NOT_FOUND:
            raise ReadFailed
        return kind in SELECTED

    def _send(self, command: bytes) -> Response:
        response = parse_response(self._transmit(command))
        if response.status.kind is Kind.NO_CURRENT_FILE:
            raise CardReset
        return response
