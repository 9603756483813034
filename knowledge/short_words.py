"""Words that are whole messages and open choices: "電話", "PIN", "更新"."""

from __future__ import annotations

import unicodedata
from functools import cache

from knowledge.wards import ROOT, read_yaml

_EDGES = " \t\n\u3000。．.、,!?！？~〜…:：「」『』\"'“”"


def plain(text: str) -> str:
    """A message without what does not matter to a word."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().strip(_EDGES).split())


@cache
def load_short_words() -> dict[str, tuple[str, ...]]:
    """The topics that each word opens."""
    return {
        plain(word): tuple(entry["topics"]) for entry in read_yaml(ROOT / "short_words.yml") for word in entry["words"]
    }


def choices_of(text: str) -> tuple[str, ...]:
    """The topics that a message of one such word opens; none for any other message.

    >>> choices_of("電話？")[0], choices_of("電話が鳴りました")
    ('contact_callcentre', ())
    """
    return load_short_words().get(plain(text), ())
