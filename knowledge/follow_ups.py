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
        aspects: of the topic just answered that they may ask (knowledge/aspects.py).
        topics: the topic just answered to the topic whose answer tells it.
    """

    name: str
    words: tuple[re.Pattern[str], ...]
    topics: dict[str, str]
    aspects: tuple[str, ...] = ()


@cache
def load_aspects() -> tuple[Aspect, ...]:
    """Loads the aspects."""
    return tuple(
        Aspect(
            name,
            tuple(re.compile(words) for words in entry["words"]),
            {after: after if told == SAME else told for told, list_ in entry["topics"].items() for after in list_},
            tuple(entry["aspects"]),
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
    said = _plain(text)
    for aspect in load_aspects():
        if after in aspect.topics and any(words.fullmatch(said) for words in aspect.words):
            return aspect.topics[after]
    return None


def bare_aspects(text: str) -> tuple[str, ...]:
    """The aspects that a message asks about without naming any topic; none for other messages.

    >>> bare_aspects("いくら？"), bare_aspects("can my wife go?"), bare_aspects("住民票はいくらですか")
    (('cost',), ('who', 'proxy'), ())
    """
    if len(text) > LONGEST:
        return ()
    said = _plain(text)
    return next((one.aspects for one in load_aspects() if any(words.fullmatch(said) for words in one.words)), ())


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip(_EDGES)
