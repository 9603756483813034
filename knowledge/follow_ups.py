"""Bare follow-ups ("how much?", "who has to go?"): which topic they ask about after another."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from knowledge.wards import ROOT, read_yaml

SAME = "same"
LONGEST = 200  # characters of a bare follow-up
_EDGES = " \t\u3000。．.、,!?？！~〜…"


@dataclass(frozen=True)
class Aspect:
    """One thing asked about a topic.

    Attributes:
        words: what whole messages ask it.
        topics: the topic just answered to the topic whose answer tells it.
    """

    name: str
    words: tuple[re.Pattern[str], ...]
    topics: dict[str, str]


@cache
def load_aspects() -> tuple[Aspect, ...]:
    """Loads the aspects."""
    return tuple(
        Aspect(
            name,
            tuple(re.compile(words) for words in entry["words"]),
            {after: after if told == SAME else told for told, list_ in entry["topics"].items() for after in list_},
        )
        for name, entry in read_yaml(ROOT / "follow_ups.yml").items()
    )


def follow_up(text: str, after: str | None) -> str | None:
    """The topic that a bare follow-up asks about, or None when it is none or the topic just answered has no such side.

    >>> [follow_up("いくら？", topic) for topic in ("reissue", "konbini_about", "greet", None)]
    ['reissue', 'konbini_fees', None, None]
    """
    if after is None or len(text) > LONGEST:
        return None
    said = unicodedata.normalize("NFKC", text).casefold().strip(_EDGES)
    for aspect in load_aspects():
        if after in aspect.topics and any(words.fullmatch(said) for words in aspect.words):
            return aspect.topics[after]
    return None
