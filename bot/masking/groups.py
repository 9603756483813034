"""Groups of digits, and chains of groups that only what people put between digits parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.masking.folding import KANJI, Folded
from bot.masking.grammar import grammar, named

Chain = list["Group"]
_DIGITS = re.compile("[0-9]+")
_KANJI_DASH = "1"  # 一, which looks like one
_KIND = re.compile(r"(.)\1*")


@dataclass(frozen=True)
class Group:
    """Digits that stand together.

    Attributes:
        start, end: places in the folded text.
        gap: what stands before it, since the group before.
        is_joined: whether that may stand within a number.
    """

    digits: str
    start: int
    end: int
    gap: str = ""
    is_joined: bool = False

    def __len__(self) -> int:
        """The number of digits."""
        return len(self.digits)


def groups_of(folded: Folded, by_writing: bool) -> list[Group]:
    """The groups of a text.

    Args:
        by_writing: whether a kanji digit beside an ASCII one begins a group, 2616一応, and 3044一7950 holds a dash.
    """
    groups: list[Group] = []
    for start, end in _by_writing(folded) if by_writing else (match.span() for match in _DIGITS.finditer(folded.text)):
        gap = folded.text[groups[-1].end : start] if groups else ""
        gap = "-" if gap == _KANJI_DASH else gap
        groups.append(Group(folded.text[start:end], start, end, gap, bool(groups) and may_join(gap)))
    return groups


def _by_writing(folded: Folded) -> Iterator[tuple[int, int]]:
    for digits in _DIGITS.finditer(folded.text):
        for match in _KIND.finditer(folded.kinds, *digits.span()):
            is_inside = digits.start() < match.start() and match.end() < digits.end()
            if not (is_inside and match.group() == KANJI and folded.text[match.start()] == _KANJI_DASH):
                yield match.span()


@lru_cache(maxsize=4096)
def may_join(gap: str) -> bool:
    """Whether a gap may stand within a number.

    >>> [may_join(gap) for gap in ("", " - ", "の", "円")]
    [True, True, True, False]
    """
    return len(gap) <= grammar()["longest_gap"] and named("gap").fullmatch(gap) is not None


def chains_of(groups: Iterable[Group], claimed: Iterable[tuple[int, int]] = ()) -> list[Chain]:
    """Groups that may be one number; what is claimed by something else parts them.

    Args:
        claimed: spans of the folded text, in order.
    """
    spans, chains, at, is_open = list(claimed), list[Chain](), 0, False
    for group in groups:
        while at < len(spans) and spans[at][1] <= group.start:
            at += 1
        if at < len(spans) and spans[at][0] < group.end:
            is_open = False
        elif is_open and group.is_joined:
            chains[-1].append(group)
        else:
            chains.append([group])
            is_open = True
    return chains
