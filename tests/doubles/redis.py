"""A Redis of the tests' own, on a port and in a folder of its own, which ends and begins as a test asks."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from pathlib import Path

START_SECONDS = 30


def program() -> str | None:
    """Where the server's program is."""
    return shutil.which("redis-server") or shutil.which("valkey-server")


class OwnRedis:
    """A running server that keeps nothing on disk.

    Raises:
        RuntimeError: when it does not start.
    """

    def __init__(self, folder: Path, port: int) -> None:
        self.port, self.url, self._folder = port, f"redis://127.0.0.1:{port}/0", folder
        self.start()

    def start(self) -> None:
        """Starts it, empty."""
        found = program()
        assert found is not None
        self.process = subprocess.Popen(
            [found, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self._folder)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise RuntimeError("Redis did not start.")
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1) as line:
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def kill(self) -> None:
        """Ends it at once."""
        self.process.kill()
        self.process.wait()
