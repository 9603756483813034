"""A pcscd of the test's own, with one virtual reader of two slots, in a mount namespace of its own.

It neither meets nor disturbs a pcscd of this machine: its socket lies in a /run/pcscd that only it sees, and clients
reach that through /proc.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

DRIVER = Path("/usr/lib/pcsc/drivers/serial/libifdvpcd.so")
START_SECONDS = 20
COMMAND = "mount -t tmpfs madoguchi /run && mkdir /run/pcscd && exec pcscd --foreground --critical --auto-exit --config {folder}"


def what_is_missing() -> str | None:
    """What keeps the tests over pcscd from running on this machine."""
    if not shutil.which("pcscd"):
        return "pcscd is not installed"
    if not DRIVER.exists():
        return "pcscd's virtual reader (vsmartcard-vpcd) is not installed"
    if not shutil.which("pkcs15-tool"):
        return "OpenSC, the independent reader, is not installed"
    if importlib.util.find_spec("smartcard") is None:
        return "pyscard is not installed"
    if not namespace() or subprocess.run([*namespace(), "true"], capture_output=True).returncode:
        return "this machine allows no mount namespace"
    return None


def namespace() -> list[str]:
    """The command that gives pcscd a file tree of its own; as root without a new user."""
    if not shutil.which("unshare"):
        return []
    return ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]


class PcscService:
    """A running pcscd; `ports` are where its two slots wait for a card."""

    def __init__(self, folder: Path) -> None:
        """Starts it and waits until it answers."""
        self.ports = two_free_ports()
        (folder / "vpcd").write_text(
            f'FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:{self.ports[0]:#x}\n'
            f"LIBPATH {DRIVER}\nCHANNELID {self.ports[0]:#x}\n"
        )
        self._log = (folder / "log").open("wb")
        self._process = subprocess.Popen(
            [*namespace(), "sh", "-c", COMMAND.format(folder=folder)], stdout=self._log, stderr=self._log
        )
        self.socket = str(Path("/proc", str(self._process.pid), "root", "run", "pcscd", "pcscd.comm"))
        self._wait()

    def _wait(self) -> None:
        end = time.monotonic() + START_SECONDS
        while not (self._answers() and self._process.poll() is None):
            if time.monotonic() > end:
                raise RuntimeError("pcscd did not start")
            time.sleep(0.05)

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as client:
            return client.connect_ex(self.socket) == 0

    def stop(self) -> None:
        """Ends this pcscd, and no other."""
        self._process.terminate()
        self._process.wait()
        self._log.close()


def two_free_ports() -> tuple[int, int]:
    """Two neighbours: vpcd's second slot listens on the port after the first's."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = int(first.getsockname()[1])
            if second.connect_ex(("127.0.0.1", port + 1)):
                return port, port + 1
