"""Bytes as they are, over a socket: what no HTTP library would send."""

from __future__ import annotations

import socket

from tests.desk import Desk

WAIT_SECONDS = 30


def connect(desk: Desk) -> socket.socket:
    return socket.create_connection(("127.0.0.1", desk.port), WAIT_SECONDS)


def read(connection: socket.socket) -> bytes:
    """All that comes until the desk closes the connection."""
    with connection:
        return b"".join(iter(lambda: connection.recv(65536), b""))


def exchange(desk: Desk, request: bytes) -> bytes:
    connection = connect(desk)
    connection.sendall(request)
    return read(connection)


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])
