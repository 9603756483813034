"""Start and stop beside systemd: who has asked is answered, and the desk says when it is ready, alive and going."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from bot.http.framing import REQUEST_SECONDS
from bot.runtime.watchdog import keep_alive, notify
from bot.settings import ROOT
from tests.bot.http.raw import connect, read, status
from tests.desk import Desk, free_port

PATIENCE_SECONDS = 60
AT_ONCE = 40
EARLY = """
import os, signal, sys
from sanic import Sanic
from bot.http.closing import stop_on_signals
app = Sanic("early", configure_logging=False)
app.add_route(lambda request: None, "/")
@app.after_server_start
async def ready(app):
    stop_on_signals(app, app.loop)
    os.kill(os.getpid(), signal.{signal})
@app.before_server_stop
async def stop(app):
    print("stopped", flush=True)
app.run(port={port}, single_process=True, motd=False, register_sys_signals=False)
"""


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


HALF_SENT = (
    b"POST /webhooks/rest/webhook HTTP/1.1\r\nHo",
    b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: desk\r\nContent-Length: 50\r\n\r\n{",
    b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: desk\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
    b"GET /healthz HTTP/1.1\r\nHost: desk\r\nContent-Length: 50\r\n\r\nabc",
)
UNREAD = b"GET /booklet HTTP/1.1\r\nHost: desk\r\n\r\n" * 200  # more than the system keeps of a connection


def test_whoever_sends_or_reads_nothing_more_holds_no_stop_up(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.wait()
    silent, begun, deaf = connect(desk), connect(desk), connect(desk)
    begun.sendall(b"GET /healthz HTTP/1.1\r\n")
    deaf.sendall(UNREAD)
    desk.request("/healthz")  # the desk has come to all that
    halves = [connect(desk) for _half in HALF_SENT]
    for connection, half in zip(halves, HALF_SENT, strict=True):
        connection.sendall(half)
    desk.process.send_signal(signal.SIGINT)
    begun.sendall(b"Host: desk\r\n\r\n")
    assert status(read(begun)) == 200  # whoever has begun is heard
    assert read(silent) == b""
    assert [status(read(half)) for half in halves] == [408] * len(halves)
    assert desk.process.wait(REQUEST_SECONDS) == 0  # Sanic would wait for twice as long
    assert "Traceback" not in desk.log.read_text()
    deaf.close()


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_signal_that_comes_before_the_loop_turns_is_not_lost(name: str) -> None:
    script = EARLY.format(signal=name, port=free_port())
    ended = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, timeout=PATIENCE_SECONDS)
    assert (ended.returncode, ended.stdout) == (0, b"stopped\n"), ended.stderr


async def test_without_systemd_nothing_is_said() -> None:
    notify("READY=1", {})
    await keep_alive({})
    await keep_alive({"WATCHDOG_USEC": "soon"})
