"""Loads without looking for garbage, and gives back what loading has left: freed memory, files read from end to end."""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Iterator
from pathlib import Path

MAPS = Path("/proc/self/maps")  # Linux's: proc_pid_maps(5)
DONT_NEED = 4  # MADV_DONTNEED of Linux's madvise(2)
LARGE = 16 * 2**20  # bytes; a smaller file is not worth a call


def put_off_collecting() -> None:
    """Stops Python's search for garbage until `give_back`: what is loaded stays, and would be searched 900 times."""
    gc.disable()


def give_back() -> None:
    """Has memory returned to the system, where the C library can (glibc on Linux); elsewhere nothing happens."""
    # What is loaded stays, so no later collection looks at it. Hardly any of it is garbage: none is looked for.
    gc.freeze()
    gc.enable()
    library = ctypes.CDLL(None)
    trim = getattr(library, "malloc_trim", None)
    if trim:
        trim(0)
    for start, size in large_files(MAPS.read_text() if MAPS.exists() else ""):
        library.madvise(ctypes.c_void_p(start), ctypes.c_size_t(size), DONT_NEED)


def large_files(maps: str) -> Iterator[tuple[int, int]]:
    """Where large files are mapped that can only be read: pages of them that are needed again come back by themselves.

    Sudachi's dictionary is read through once when it is opened, and a third of that never again.

    Args:
        maps: as proc_pid_maps(5) writes them.

    Returns:
        Start and size in bytes.

    >>> list(large_files("7f0000000000-7f0002000000 r--s 00000000 fe:00 42 /a/system.dic"))
    [(139637976727552, 33554432)]
    >>> list(large_files("7f0000000000-7f0002000000 rw-p 00000000 fe:00 42 /a/b"))
    []
    """
    for line in maps.splitlines():
        place, rights, _offset, _device, inode, *_path = line.split()
        start, end = (int(side, 16) for side in place.split("-"))
        if rights.startswith("r--") and inode != "0" and end - start >= LARGE:
            yield start, end - start
