"""What people say around the pieces of a number: names of its letters, what it is not, where it goes on."""

from __future__ import annotations

import re
from functools import cache

from bot.masking.edits import Edit, apart
from bot.masking.folding import OTHER, Folded
from bot.masking.grammar import grammar, pattern

_DIGITS = "(?:[0-9]{S}{0,3}){7}"  # of a residence card number, or one too few


def letter_names(folded: Folded) -> list[Edit]:
    """The edits that write two letters beside digits as these: エービー12345678シーディー."""
    forms, name = _letter_forms()
    edits = []
    for match in (match for form in forms for match in form.finditer(folded.text)):
        for one in name.finditer(folded.text, *match.span(2)):
            letter = _letters()[int(one.lastindex or 1) - 1]
            edits.append((*one.span(), letter or one.group(), OTHER))
    return apart(edits)


@cache
def _letters() -> tuple[str, ...]:
    return (*(letter for _, letter in grammar()["letters"]), "")  # the last stands for itself


@cache
def _letter_forms() -> tuple[tuple[re.Pattern[str], ...], re.Pattern[str]]:
    """Two letters before digits, or after; and one of them."""
    names = [*(names for names, _ in grammar()["letters"]), "[a-z]"]
    two = f"((?:{'|'.join(names)}){{S}}{{0,2}}(?:{'|'.join(names)}))"
    forms = f"(^|[^a-z]){two}(?={{S}}{{0,3}}{_DIGITS})", f"({_DIGITS}){two}(?![a-z])"
    return tuple(map(pattern, forms)), pattern("|".join(f"({written})" for written in names))


def set_aside(folded: Folded) -> list[Edit]:
    """The edits that leave out what a number is not, 円じゃなくて, and words before the rest of it, 続きは."""
    found = (match for written in grammar()["set_aside"] for match in pattern(written).finditer(folded.text))
    return apart((*match.span(2), "·", OTHER) for match in found)
