"""Names that are remembered for a while."""

from __future__ import annotations


class Recent:
    """The last names, no more than a bound: the oldest is forgotten first.

    >>> recent = Recent(2)
    >>> for name in "abc": recent.add(name)
    >>> [name in recent for name in "abc"]
    [False, True, True]
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._names: dict[str, None] = {}

    def add(self, name: str) -> None:
        """Remembers a name."""
        self._names[name] = None
        while len(self._names) > self._most:
            del self._names[next(iter(self._names))]

    def discard(self, name: str) -> None:
        """Forgets a name."""
        self._names.pop(name, None)

    def __contains__(self, name: str) -> bool:
        """Whether a name is remembered."""
        return name in self._names
