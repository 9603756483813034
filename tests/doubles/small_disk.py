"""A disk of a few megabytes in a folder, which fills up and becomes read-only as a test asks; for root on Linux."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def what_is_missing() -> str | None:
    """Why there can be none."""
    if os.geteuid() != 0:
        return "only root may mount a small disk"
    may = subprocess.run(
        ["unshare", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False
    )
    return None if may.returncode == 0 else "this machine lets nobody mount a small disk"


class SmallDisk:
    """A mounted tmpfs."""

    def __init__(self, folder: Path, megabytes: int) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", folder], check=True)

    def fill(self) -> None:
        """Takes all that is free."""
        with self._ballast.open("ab", buffering=0) as file:
            for size in (65536, 4096, 1):
                try:
                    while True:
                        file.write(b"x" * size)
                except OSError:
                    continue

    def free(self) -> None:
        """Gives it back."""
        self._ballast.unlink()

    def read_only(self) -> None:
        """Takes no more writing; refused while a file is open for it."""
        subprocess.run(["mount", "-o", "remount,ro", self.folder], check=True)

    def unmount(self) -> None:
        """Takes it away."""
        subprocess.run(["umount", "--lazy", self.folder], check=True)
