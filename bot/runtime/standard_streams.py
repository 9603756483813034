"""A log that cannot be written, for its disk is full or nobody reads it, ends no turn and no start."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TextIO

STANDARD = (0, 1, 2)


class Unfailing:
    """A text stream that drops what it cannot write; what was held back is written when there is room again."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Writes, or does not; the number of characters either way."""
        with suppress(OSError, ValueError):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Has written what is held back, if that is possible."""
        with suppress(OSError, ValueError):
            self._stream.flush()

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def open_standard_streams() -> None:
    """Opens what was closed before the start: else the next file, a database perhaps, would be printed into."""
    null = os.open(os.devnull, os.O_RDWR)
    while null in STANDARD:
        null = os.open(os.devnull, os.O_RDWR)
    os.close(null)
    sys.stdout = sys.stdout or open(1, "w", closefd=False)  # noqa: SIM115 - for as long as the process
    sys.stderr = sys.stderr or open(2, "w", closefd=False)  # noqa: SIM115


def never_fail_at_writing() -> None:
    """Has standard output and standard error take whatever happens to their disk; before anything keeps them."""
    open_standard_streams()
    sys.stdout, sys.stderr = Unfailing(sys.stdout), Unfailing(sys.stderr)  # type: ignore[assignment]
