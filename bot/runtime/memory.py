"""Loads without looking for garbage, and gives back what loading has left: the C library keeps some 10 MB."""

from __future__ import annotations

import ctypes
import gc


def put_off_collecting() -> None:
    """Stops Python's search for garbage until `give_back`: what is loaded stays, and would be searched 900 times."""
    gc.disable()


def give_back() -> None:
    """Has freed memory returned to the system, where the C library can (glibc); elsewhere nothing happens."""
    # What is loaded stays, so no later collection looks at it. Hardly any of it is garbage: none is looked for.
    gc.freeze()
    gc.enable()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)
