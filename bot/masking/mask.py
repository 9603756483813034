"""The privacy gate: masks numbers before anything is kept (docs/masking.md)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.masking.claims import claims
from bot.masking.folding import MASK, MASKED, OTHER, Folded
from bot.masking.labels import labels_of
from bot.masking.my_numbers import check_digit, is_valid, my_numbers
from bot.masking.pins import pins
from bot.masking.readings import fold
from bot.masking.residence_cards import residence_cards

__all__ = ["MASK", "MY_NUMBER", "PIN", "RESIDENCE_CARD", "Masked", "check_digit", "is_my_number", "mask"]
MY_NUMBER, PIN, RESIDENCE_CARD = "my_number", "pin", "residence_card"
_WORTH_A_LOOK = re.compile("[0-9]|[a-z]{6}")  # most messages hold no number, and no password
FINDERS = {MY_NUMBER: my_numbers, RESIDENCE_CARD: residence_cards, PIN: pins}


@dataclass(frozen=True)
class Masked:
    """A text without its numbers, and which kinds were found."""

    text: str
    found: tuple[str, ...]


def is_my_number(text: str) -> bool:
    """Whether the digits in a text are twelve with a valid check digit."""
    return is_valid("".join(character for character in fold(text).text if character.isdigit()))


MOST_LOOKS = 4  # of 60,000 texts drawn from the words that mislead most, none needs more


def mask(text: str) -> Masked:
    """Masks My Numbers, residence card numbers, and PINs that are said to be PINs; linear in the text's length.

    >>> mask("my number is 3044 7950 2616")
    Masked(text='my number is ＊＊＊＊', found=('my_number',))
    >>> mask("03-5722-9349").found
    ()
    """
    seen, found = text, set[str]()
    for _ in range(MOST_LOOKS):
        masked = _look(seen)
        if not masked.found:
            break
        seen, found = masked.text, found | {*masked.found}
    return Masked(seen, tuple(kind for kind in FINDERS if kind in found))


def _look(text: str) -> Masked:
    """Masks what one look finds; what is masked may tell what stands beside it."""
    folded, found = fold(text), []
    if not _WORTH_A_LOOK.search(folded.text):
        return Masked(text, ())
    labels, claimed = labels_of(folded), claims(folded)
    for kind, find in FINDERS.items():
        spans = disjoint(find(folded, labels, claimed))
        if spans:
            folded = folded.replaced([(start, end, MASKED, OTHER) for start, end in spans])
            labels, claimed = labels_of(folded), claims(folded)
            found.append(kind)
    return Masked(written(text, folded) if found else text, tuple(found))


def disjoint(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, joined where they overlap."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def written(text: str, folded: Folded) -> str:
    """The text as it was written, with a mask for each place that is masked."""
    parts, done = [], 0
    for place, character in enumerate(folded.text):
        if character == MASKED:
            parts += [text[done : folded.starts[place]], MASK]
            done = folded.ends[place]
    return "".join([*parts, text[done:]])
