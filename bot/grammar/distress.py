"""Hears that somebody may not want to live: such a message gets a person to talk to, whatever else it asks."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from bot.grammar.denials import silenced
from bot.text.normalization import hiragana, normal_text

PATTERNS = Path(__file__).with_suffix(".yml")


@cache
def _wordings() -> tuple[re.Pattern[str], re.Pattern[str]]:
    content = yaml.safe_load(PATTERNS.read_text(encoding="utf-8"))
    signs, but = (re.compile("|".join(content[kind]), re.IGNORECASE) for kind in ("signs", "but"))
    return signs, but


def is_in_distress(text: str) -> bool:
    """Whether a message says that its writer may not want to live.

    >>> [is_in_distress(text) for text in ("もう死にたい", "I want to end my life", "父が自殺しました。カードは?")]
    [True, True, False]
    """
    plain = silenced(normal_text(text).casefold())
    said = f"{plain}\n{hiragana(plain)}"
    signs, but = _wordings()
    return bool(signs.search(said)) and not but.search(said)
