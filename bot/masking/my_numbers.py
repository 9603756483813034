"""Finds My Numbers: by their check digit in whatever grouping, and by their name even with a slip."""

from __future__ import annotations

from collections.abc import Iterator

from bot.masking.claims import Span
from bot.masking.folding import OTHER, Folded
from bot.masking.groups import Chain, chains_of, groups_of
from bot.masking.labels import CODE, MY_NUMBER, Labels
from bot.masking.windows import windows

DIGITS = 12
LONGEST = 24  # digits of a group that are looked at


def check_digit(digits: list[int]) -> int:
    """The check digit for the first 11 digits (番号法総務省令, art. 5).

    >>> check_digit([3, 0, 4, 4, 7, 9, 5, 0, 2, 6, 1])
    6
    """
    total = sum(
        digit * (place + 1 if place <= 6 else place - 5) for place, digit in enumerate(reversed(digits), start=1)
    )
    remainder = total % 11
    return 0 if remainder <= 1 else 11 - remainder


def is_valid(digits: str) -> bool:
    """Whether twelve digits end in their check digit."""
    return len(digits) == DIGITS and check_digit([int(digit) for digit in digits[:-1]]) == int(digits[-1])


def my_numbers(folded: Folded, labels: Labels, claimed: list[Span]) -> list[Span]:
    """The spans of My Numbers in a folded text; some may overlap."""
    found = []
    for by_writing in (False, True) if len({*folded.kinds} - {OTHER}) > 1 else (False,):
        groups = groups_of(folded, by_writing)
        for chain in _long_enough(chains_of(groups, claimed)):
            found += [span for span in _valid(chain) if labels.naming(*span) != CODE]
            found += _named(chain, labels)
        for chain in _long_enough(chains_of(groups)):
            found += _said_outright(chain, labels)
    return found


def _long_enough(chains: list[Chain]) -> list[Chain]:
    """The chains that may hold a number, with a digit too few at the least."""
    return [chain for chain in chains if sum(map(len, chain)) >= DIGITS - 1]


def _valid(chain: Chain) -> Iterator[Span]:
    for groups in windows(chain):
        if is_valid(digits_of(groups)):
            yield span_of(groups)


def _named(chain: Chain, labels: Labels) -> list[Span]:
    """What digits are near the name of My Number: a number with its check digit, however grouped; twelve digits."""
    start, end = span_of(chain)
    before, after = labels.before(start), labels.after(end)
    is_before = before is not None and before.kind == MY_NUMBER
    is_after = after is not None and after.kind == MY_NUMBER and labels.is_said(end, after)
    if not is_before and not is_after:
        return []
    is_direct = is_after or (before is not None and labels.says(before, start))
    counts = (DIGITS, DIGITS + 1, DIGITS - 1) if is_direct else (DIGITS,)  # one more or less is a slip
    return _anywhere(chain) or _first(chain if is_before else chain[::-1], counts)


def _said_outright(chain: Chain, labels: Labels) -> list[Span]:
    """A chain with its check digit that would be dates, had it not been called a My Number."""
    is_named = labels.naming(*span_of(chain)) == MY_NUMBER and is_valid(digits_of(chain))
    return [span_of(chain)] if is_named else []


def _anywhere(chain: Chain) -> list[Span]:
    """Valid numbers that begin and end with a group, and groups too long that hold one."""
    found, first, length = [], 0, 0
    for last, group in enumerate(chain):
        length += len(group)
        while length > DIGITS and first < last:
            length -= len(chain[first])
            first += 1
        digits = digits_of(chain[first : last + 1]) if length >= DIGITS else ""
        if any(is_valid(digits[at : at + DIGITS]) for at in range(min(len(digits), LONGEST) - DIGITS + 1)):
            found.append((chain[first].start, group.end))
    return found


def _first(chain: Chain, counts: tuple[int, ...]) -> list[Span]:
    """The groups next to the name that have so many digits together."""
    lengths = [0]
    for group in chain:
        if lengths[-1] > max(counts):
            break
        lengths.append(lengths[-1] + len(group))
    taken = next((lengths.index(count) for count in counts if count in lengths), 0)
    return [span_of(sorted(chain[:taken], key=lambda group: group.start))] if taken else []


def digits_of(groups: Chain) -> str:
    """The digits of groups, together."""
    return "".join(group.digits for group in groups)


def span_of(groups: Chain) -> Span:
    """From the first of groups to the last."""
    return groups[0].start, groups[-1].end
