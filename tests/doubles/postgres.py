"""A PostgreSQL of the tests' own, reached through a socket in a folder: nothing of the machine's is touched."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))  # Debian's; elsewhere they are on the path
START_SECONDS = 30
ACCOUNT = "postgres"  # PostgreSQL refuses to run as root


def programs() -> Path | None:
    """The folder of the server's programs; None where there is none."""
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else (PROGRAMS[-1] if PROGRAMS else None)


class OwnPostgres:
    """A running server with one empty database.

    Raises:
        RuntimeError: when it does not start.
    """

    def __init__(self, folder: Path) -> None:
        found = programs()
        assert found is not None
        self._user = ACCOUNT if os.geteuid() == 0 else None
        if self._user:
            shutil.chown(folder, self._user)
        self.url = f"postgresql://desk@/postgres?host={folder}"
        data = folder / "data"
        self._found, self._folder, self._data = found, folder, data
        self._run(found / "initdb", "-D", data, "-U", "desk", "-A", "trust", "-N", "-E", "UTF8")
        self.start()

    def start(self) -> None:
        """Starts it over what it holds."""
        self.process = subprocess.Popen(
            [self._found / "postgres", "-D", self._data, "-k", self._folder, "-c", "listen_addresses=", "-c", "fsync=off"],
            user=self._user, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            self._wait([self._found / "pg_isready", "-q", "-h", self._folder])
        except BaseException:
            self.stop()
            raise

    def _wait(self, is_ready: list[str | Path]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while subprocess.run(is_ready, check=False).returncode:
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise RuntimeError("PostgreSQL did not start.")
            time.sleep(0.1)

    def _run(self, *command: str | Path) -> None:
        subprocess.run(command, user=self._user, cwd="/", check=True, stdout=subprocess.DEVNULL)

    @staticmethod
    def send(process: int, signal_: int) -> None:
        """Sends a signal to one of the server's processes; one that has ended meanwhile needs none."""
        with suppress(ProcessLookupError):
            os.kill(process, signal_)

    def stop(self) -> None:
        """Ends it, whoever is connected; the folder stays."""
        self.process.send_signal(signal.SIGINT)  # fast: those who are connected are sent away
        self.process.wait()
