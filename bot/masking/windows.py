"""Which groups of a chain of digits may be twelve digits of one number."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, groupby

from bot.masking.groups import Chain, Group

DIGITS = 12
QUAD = 4
FEW_GROUPS = 3  # so few may have any lengths
_ALIKE = (1, 2, 3, 4, 6, 12)  # lengths of groups that make twelve


def windows(chain: Chain) -> Iterator[Chain]:
    """The pieces of a chain that are written like one number, and not like a list."""
    if sum(map(len, chain)) == DIGITS and _is_one_number(chain) and not _is_list(chain):
        yield chain
    for first, groups in _regular(chain):
        if not _is_list(groups) and not _goes_on(chain, first, groups):
            yield groups


def _is_one_number(chain: Chain) -> bool:
    """Whether twelve digits are grouped as somebody would a number: alike, by fours, or in two or three pieces."""
    ends = {*accumulate(map(len, chain))}
    if len({*map(len, chain)}) == 1 or {QUAD, 2 * QUAD} <= ends:
        return True
    is_listed = any("," in group.gap for group in chain[1:])
    return len(chain) <= FEW_GROUPS and (not is_listed or (len(chain) == 2 and bool(ends & {QUAD, 2 * QUAD})))


def _regular(chain: Chain) -> Iterator[tuple[int, Chain]]:
    """Where groups of one length that make twelve digits begin, and these groups."""
    first = 0
    for length, alike in groupby(chain, key=len):
        stretch, needed = list(alike), DIGITS // length if length in _ALIKE else 0
        for start in _starts(stretch, needed) if needed else ():
            yield first + start, stretch[start : start + needed]
        first += len(stretch)


def _starts(stretch: Chain, needed: int) -> list[int]:
    """Where pieces begin that other signs part from the rest; of long groups also one number after the other."""
    if needed == 1 or len(stretch) == needed:
        return list(range(0, len(stretch), needed))
    runs = [list(run) for _, run in groupby(range(1, len(stretch)), key=lambda place: sign(stretch[place]))]
    exact = [run[0] - 1 for run in runs if len(run) == needed - 1]
    is_numbers = len(stretch[0]) >= QUAD and len(stretch) % needed == 0
    return exact or (list(range(0, len(stretch), needed)) if is_numbers else [])


def sign(group: Group) -> str:
    """What parts a group from the one before, without its spaces."""
    return group.gap.strip(" ") or " "


def _goes_on(chain: Chain, first: int, groups: Chain) -> bool:
    """Whether the same signs that part the groups join them to what stands beside, as in a list."""
    inside = {sign(group) for group in groups[1:]} - {" ", "\n"}
    beside = {sign(group) for group in (*chain[max(first, 1) : first + 1], *chain[first + len(groups) :][:1])}
    return bool(inside & beside)


def _is_list(groups: Chain) -> bool:
    """Whether numbers are an amount, 304,479,502,616, count up, 2021, 2022, 2023, or are drawn: 03 12 18 25 33 41."""
    if len(groups[0]) == 3 and len({*map(len, groups)}) == 1 and all(sign(group) == "," for group in groups[1:]):
        return True
    values = [int(group.digits) for group in groups]
    steps = {after - before for before, after in zip(values, values[1:], strict=False)}
    is_counting = len(groups) > 2 and len(steps) == 1 and steps != {0}
    return is_counting or (len(groups) == DIGITS // 2 and min(steps) > 0)
