"""The grammar that desk and browser share: web/shared/mask/grammar.js, whose object is JSON."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from bot.settings import ROOT

GRAMMAR = ROOT / "web/shared/mask/grammar.js"
_PART = re.compile(r"\{([A-Z]+)\}")


@cache
def grammar() -> dict[str, Any]:
    """The grammar's object."""
    text = GRAMMAR.read_text(encoding="utf-8")
    return dict(json.loads(text[text.index("= {") + 2 : text.rindex("}") + 1]))


@cache
def pattern(written: str) -> re.Pattern[str]:
    """A regular expression of the grammar, its parts filled in."""
    parts = grammar()["parts"]
    while _PART.search(written):
        written = _PART.sub(lambda match: str(parts[match[1]]), written)
    return re.compile(written)


@cache
def named(name: str) -> re.Pattern[str]:
    """The regular expression that stands under a name.

    Raises:
        KeyError: when nothing does.
    """
    return pattern(grammar()[name])


def made_of(words: re.Pattern[str], text: str) -> bool:
    """Whether a text is nothing but such words, each as long as can be: without a step back, so linear."""
    place = 0
    while place < len(text):
        match = words.match(text, place)
        if match is None or match.end() == place:
            return False
        place = match.end()
    return True
