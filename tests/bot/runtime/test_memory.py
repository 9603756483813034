"""What was read of a large file leaves the process, and comes back unchanged when it is read again."""

from __future__ import annotations

import mmap
import sys
from pathlib import Path

import pytest

from bot.runtime.memory import LARGE, give_back

SMAPS = Path("/proc/self/smaps")


def resident(path: Path) -> int:
    """The bytes of a mapped file that this process holds in memory."""
    is_ours, kilobytes = False, 0
    for line in SMAPS.read_text().splitlines():
        first = line.split()[0]
        if not first.endswith(":"):
            is_ours = str(path) in line
        elif is_ours and first == "Rss:":
            kilobytes += int(line.split()[1])
    return kilobytes * 1024


@pytest.mark.skipif(sys.platform != "linux", reason="gives back on Linux only")
def test_the_pages_of_a_large_file_are_given_back(tmp_path: Path) -> None:
    path = tmp_path / "large"
    path.write_bytes(b"a" * LARGE)
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as mapped:
        assert mapped[:].count(b"a") == LARGE and resident(path) == LARGE
        give_back()
        assert resident(path) < LARGE // 16
        assert mapped[:].count(b"a") == LARGE
