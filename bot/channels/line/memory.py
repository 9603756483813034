"""What the LINE channel must remember for a while, in one process (docs/decisions/0018)."""

from __future__ import annotations

from typing import TypeVar

from cachetools import LRUCache

Remembered = TypeVar("Remembered")
MOST = 50_000  # entries; a redelivery comes within minutes


def memory() -> LRUCache[str, Remembered]:
    """A dict that forgets what was used longest ago."""
    return LRUCache(MOST)
