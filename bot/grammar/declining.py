"""Hears in a form that a question may rather not be answered: "must I tell you this?" is no wish to stop."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from bot.text.normalization import normal_text

SKIP = "skip"  # the form word
PATTERNS = Path(__file__).with_suffix(".yml")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    content = yaml.safe_load(PATTERNS.read_text(encoding="utf-8"))
    return {kind: re.compile("|".join(words)) for kind, words in content.items()}


def may_skip(text: str) -> bool:
    """Whether a message asks if a question may be left unanswered.

    >>> [may_skip(text) for text in ("言わなくてもいいですか", "这个能不说吗", "やめます", "パスワードは?")]
    [True, True, False, False]
    """
    said = normal_text(text).casefold().replace("’", "'")
    return bool(_patterns()["asked"].search(said)) and not _patterns()["but"].search(said)
