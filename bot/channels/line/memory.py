"""A dict that forgets: what the channel must remember for a while, in one process (docs/decisions/0018)."""

from __future__ import annotations

from typing import TypeVar

V = TypeVar("V")
MOST = 50_000  # entries; a redelivery comes within minutes


class Memory(dict[str, V]):
    """Keeps the entries set last.

    >>> memory = Memory(most=2)
    >>> for name in "abac": memory[name] = 1
    >>> list(memory)
    ['a', 'c']
    """

    def __init__(self, most: int = MOST) -> None:
        super().__init__()
        self._most = most

    def __setitem__(self, name: str, value: V) -> None:
        """Sets an entry as the newest; the oldest goes where there are too many."""
        self.pop(name, None)
        super().__setitem__(name, value)
        if len(self) > self._most:
            del self[next(iter(self))]
