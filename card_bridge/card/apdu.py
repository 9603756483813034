"""Command and response APDUs (ISO 7816-4): the few this bridge knows how to write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from card_bridge.card.status_words import StatusWord, explain_status

Transmit = Callable[[bytes], bytes]  # a command APDU in, data and status word out

SELECT_APPLICATION = bytes.fromhex("00A4040C")
SELECT_FILE = bytes.fromhex("00A4020C02")
READ_BINARY = bytes.fromhex("00B0")
GET_RESPONSE = bytes.fromhex("00C00000")
TRIES_LEFT = bytes.fromhex("00200080")  # VERIFY without data: tells the tries left and uses none up


@dataclass(frozen=True)
class Response:
    """What a card answered."""

    data: bytes
    status: StatusWord


def select_application(aid: bytes) -> bytes:
    """Selects an application by its whole AID.

    >>> select_application(bytes.fromhex("D392F000260100000001")).hex(" ")
    '00 a4 04 0c 0a d3 92 f0 00 26 01 00 00 00 01'
    """
    return SELECT_APPLICATION + bytes([len(aid)]) + aid


def select_file(identifier: int) -> bytes:
    """Selects an elementary file of the current application."""
    return SELECT_FILE + identifier.to_bytes(2, "big")


def read_binary(offset: int, length: int) -> bytes:
    """Reads a part of the current file; offset below 32,768, length 1 to 255.

    >>> read_binary(0x123, 4).hex(" ")
    '00 b0 01 23 04'
    """
    return READ_BINARY + offset.to_bytes(2, "big") + bytes([length])


def get_response(length: int) -> bytes:
    """Fetches data that a card holds ready (61xx)."""
    return GET_RESPONSE + bytes([length])


def parse_response(answer: bytes) -> Response:
    """Splits data and status word; the answer has at least two bytes."""
    return Response(answer[:-2], explain_status(answer[-2], answer[-1]))
