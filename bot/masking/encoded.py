"""Characters written as addresses, pages and programs write them: %2D, &#45; &nbsp; \\u002d."""

from __future__ import annotations

import re

from bot.masking.edits import Edit
from bot.masking.folding import OTHER, Folded, fold_character
from bot.masking.grammar import grammar, named

_ENCODED = re.compile("%([2-7][0-9a-f])")


def encoded(folded: Folded) -> list[Edit]:
    """What stands percent-encoded in an address, or as a page writes it: &#45; &nbsp;"""
    found = [(match.span(), chr(int(match[1], 16))) for match in _ENCODED.finditer(folded.text)]
    found += [
        (match.span(), character)
        for match in named("character").finditer(folded.text)
        if (character := _character(match)) is not None
    ]
    edits = []
    for span, character in sorted(found):
        edits += [(*span, *one) for one in (fold_character(character) if character else ())] or [(*span, "", OTHER)]
    return edits


def _character(match: re.Match[str]) -> str | None:
    decimal, hexadecimal, name, escaped = match.groups()
    if name:
        written: str | None = grammar()["entities"].get(name)
        return written
    return chr(int(decimal) if decimal else int(hexadecimal or escaped, 16))
