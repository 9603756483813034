"""Gives back what loading has left: the C library keeps freed memory for itself, some 10 MB after a start."""

from __future__ import annotations

import ctypes
import gc


def give_back() -> None:
    """Has freed memory returned to the system, where the C library can (glibc); elsewhere nothing happens."""
    gc.collect()
    gc.freeze()  # what is loaded stays: no later collection looks at it again
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)
