"""Start and stop beside systemd: who has asked is answered, and the desk says when it is ready, alive and going."""

from __future__ import annotations

import json
import signal
import socket
import tempfile
from pathlib import Path

import pytest

from bot.runtime.watchdog import keep_alive, notify
from tests.bot.http.raw import connect, read, status
from tests.desk import Desk

PATIENCE_SECONDS = 60
AT_ONCE = 40


@pytest.fixture
def systemd() -> socket.socket:
    """What listens for a service's states."""
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    listening.bind(str(Path(tempfile.mkdtemp(prefix="madoguchi-")) / "notify"))  # a socket's path must be short
    listening.settimeout(PATIENCE_SECONDS)
    return listening


def test_at_a_stop_everybody_who_has_asked_is_answered(tmp_path: Path, systemd: socket.socket) -> None:
    desk = Desk(tmp_path, NOTIFY_SOCKET=systemd.getsockname(), WATCHDOG_USEC="30000000")
    desk.wait()
    connections = [connect(desk) for _one in range(AT_ONCE)]
    for number, connection in enumerate(connections):
        body = json.dumps({"sender": str(number), "message": "I lost my card"}).encode()
        head = b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: desk\r\nContent-Length: %d\r\n\r\n"
        connection.sendall(head % len(body) + body)
    desk.process.send_signal(signal.SIGTERM)
    answers = [read(connection) for connection in connections]
    assert [status(answer) for answer in answers] == [200] * AT_ONCE
    assert all(b"0120-95-0178" in answer for answer in answers)
    assert desk.process.wait(PATIENCE_SECONDS) == 0
    assert "Traceback" not in desk.log.read_text()
    states = [systemd.recv(100) for _one in range(3)]
    assert states[0] == b"READY=1" and {b"WATCHDOG=1", b"STOPPING=1"} >= set(states[1:])


async def test_without_systemd_nothing_is_said() -> None:
    notify("READY=1", {})
    await keep_alive({})
    await keep_alive({"WATCHDOG_USEC": "soon"})
