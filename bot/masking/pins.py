"""Finds PINs and passwords that are said to be such: before the value, after it, with words between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from bot.masking.claims import Span
from bot.masking.folding import MASKED, OTHER, Folded
from bot.masking.grammar import grammar, made_of, named
from bot.masking.groups import Chain, chains_of, groups_of
from bot.masking.labels import PIN, PIN_WEAK, Labels

PIN_DIGITS, LONGEST = 4, 16  # of a PIN, and of a password
SHORTEST = 6  # letters and digits of a password
_BETWEEN_PIECES = re.compile("[ ,-]+")
_LETTER, _DIGIT, _LETTER_OR_MASK = re.compile("[a-z]"), re.compile("[0-9]"), re.compile(f"[a-z{MASKED}]")


@dataclass(frozen=True)
class Value:
    """What may be a PIN.

    Attributes:
        needs_saying: only where a word says so outright: PINは123456.
        needs_word_before: only where that word stands before it: パスワードはABC 123.
    """

    start: int
    end: int
    needs_saying: bool
    needs_word_before: bool = False


def pins(folded: Folded, labels: Labels, claimed: list[Span]) -> list[Span]:
    """The spans of PINs in a folded text; some may overlap."""
    found: list[Span] = []
    for value in sorted([*_numbers(folded, claimed), *_passwords(labels)], key=lambda one: (one.start, -one.end)):
        is_free = not found or value.start >= found[-1][1]
        if is_free and not named("unit").match(folded.text, value.end) and _is_pin(value, labels, found[-1:]):
            found.append((value.start, value.end))
    return found


def _is_pin(value: Value, labels: Labels, last: list[Span]) -> bool:
    before, after = labels.before(value.start), labels.after(value.end)
    behind = labels.through(before, value.start)
    if behind is not before:
        return behind is not None and behind.kind == PIN
    if before and labels.says(before, value.start):
        is_pin = before.kind in (PIN, PIN_WEAK)
        return is_pin or (labels.is_own(before, value.start) and labels.is_put(value.end, after))
    if value.needs_word_before:
        return False
    if after and after.kind in (PIN, PIN_WEAK) and labels.is_said(value.end, after):
        return not _is_date(value, labels.text)
    if last and _goes_on(last[0], value, labels):
        return True
    is_near = before is not None and before.kind == PIN
    return is_near and not value.needs_saying and not named("year").fullmatch(labels.text, value.start, value.end)


def _goes_on(last: Span, value: Value, labels: Labels) -> bool:
    """Whether what was said of one value is said of the next: "1234 or 5678", "1234. It did not work, nor did 5678"."""
    before = labels.before(value.start)
    if before and before.start >= last[1]:
        return False
    between = labels.text[last[1] : value.start]
    is_near = len(between) <= grammar()["reach_before"] and MASKED not in between
    is_free = not value.needs_saying and not named("year").fullmatch(labels.text, value.start, value.end)
    return is_near and (is_free or made_of(named("joined"), between))


def _is_date(value: Value, text: str) -> bool:
    """Whether "in 2026" stands before "is my PIN"."""
    head = text[max(value.start - 8, 0) : value.start]
    return bool(named("year").fullmatch(text, value.start, value.end) and named("when").search(head))


def _numbers(folded: Folded, claimed: list[Span]) -> Iterator[Value]:
    for by_writing in (False, True) if len({*folded.kinds} - {OTHER}) > 1 else (False,):
        for chain in chains_of(groups_of(folded, by_writing), claimed):
            if sum(map(len, chain)) >= PIN_DIGITS:
                yield from _in_chain(chain, folded.text)


def _in_chain(chain: Chain, text: str) -> Iterator[Value]:
    """Four digits alone; and what is only so when it is said: longer ones, and digits in pieces."""
    if PIN_DIGITS <= sum(map(len, chain)) <= LONGEST and len(chain) > 1:
        is_plain = len(chain) == PIN_DIGITS == sum(map(len, chain))
        yield Value(
            chain[0].start, chain[-1].end, not is_plain or _is_beside_letter(chain[0].start, chain[-1].end, text)
        )
    for group in chain:
        is_alone = len(group) == PIN_DIGITS and len(chain) == 1
        if PIN_DIGITS <= len(group) <= LONGEST:
            yield Value(group.start, group.end, not is_alone or _is_beside_letter(group.start, group.end, text))
    for length, alike in groupby(chain, key=len):
        singles = list(alike)
        if length == 1 and PIN_DIGITS <= len(singles) <= LONGEST and len(singles) < len(chain):
            yield Value(singles[0].start, singles[-1].end, True)


def _is_beside_letter(start: int, end: int, text: str) -> bool:
    return bool(_LETTER_OR_MASK.match(text[start - 1 : start]) or _LETTER_OR_MASK.match(text[end : end + 1]))


def _passwords(labels: Labels) -> Iterator[Value]:
    """Letters and digits together; and letters alone, or in pieces, where they are said to be one."""
    text = _without_labels(labels)
    for match in named("secret").finditer(text):
        start, end, secret = *match.span(), match.group()
        is_address = "@" in text[start - 1 : start] + text[end : end + 1]
        if is_address or not SHORTEST <= len(secret) <= LONGEST or secret in _plain_words():
            continue
        if _LETTER.search(secret) and _DIGIT.search(secret) and not named("no_secret").match(secret):
            yield Value(start, end, False)
        elif not _DIGIT.search(secret) and _is_word_alone(labels, start, end):
            yield Value(start, end, True)
    for match in named("pieces").finditer(text):
        pieces = _BETWEEN_PIECES.split(match[2])
        words = [piece for piece in pieces if len(piece) > 1]
        is_plain = any(word in _plain_words() or made_of(named("said_by"), word) for word in words)
        if not is_plain and (not _DIGIT.match(pieces[0]) or _is_word_alone(labels, *match.span(2))):
            yield Value(*match.span(2), True, needs_word_before=True)


def _without_labels(labels: Labels) -> str:
    """The text with nothing where its labels stand, so that PIN1234 is no password."""
    text = list(labels.text)
    for label in labels.all:
        text[label.start : label.end] = MASKED * (label.end - label.start)
    return "".join(text)


def _is_word_alone(labels: Labels, start: int, end: int) -> bool:
    """Letters where only a password would stand: パスワードはabcdefです, password: abcdef; not "is forgotten"."""
    before = labels.before(start)
    if before is None or not named("after_word").match(labels.text, end):
        return False
    lead = labels.text[before.start : start]
    return not lead.isascii() or ":" in lead or "=" in lead


@cache
def _plain_words() -> frozenset[str]:
    return frozenset(f"{grammar()['plain_words']} {grammar()['short_words']}".split())
