"""Edits of a folded text that do not meet."""

from __future__ import annotations

from collections.abc import Iterable

Edit = tuple[int, int, str, str]  # from, to, what stands there instead, and its kind


def apart(edits: Iterable[Edit]) -> list[Edit]:
    """Edits in order, without what begins inside another; of two that begin together the longer.

    >>> apart([(2, 4, "b", "."), (0, 2, "c", "."), (0, 3, "a", ".")])
    [(0, 3, 'a', '.')]
    """
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda one: (one[0], -one[1])):
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return kept
