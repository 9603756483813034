"""What may be a PIN or a password: digits, letters and digits, letters where only a password would stand."""

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
from bot.masking.labels import Labels

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
        is_part: of longer digits, 電話8765-4321: a word after it must be put in a sentence with it.
    """

    start: int
    end: int
    needs_saying: bool
    needs_word_before: bool = False
    is_part: bool = False


def values_of(folded: Folded, labels: Labels, claimed: list[Span]) -> list[Value]:
    """What may be one, in order; of two that begin together the longer first."""
    values = [*_numbers(folded, claimed), *_clocks(folded.text), *_passwords(labels)]
    return sorted(values, key=lambda one: (one.start, -one.end))


def _clocks(text: str) -> Iterator[Value]:
    """A PIN written like a time, where a word says so outright: 暗証番号は03:12."""
    for match in named("clock").finditer(text):
        yield Value(*match.span(1), True, needs_word_before=True)


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
            needs_saying = not is_alone or _is_beside_letter(group.start, group.end, text)
            yield Value(group.start, group.end, needs_saying, is_part=len(chain) > 1)
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
