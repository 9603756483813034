"""Hears what changes an answer whatever was asked: no voice for the telephone, a call from abroad, a lost phone."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from bot.grammar.denials import silenced
from bot.text.normalization import hiragana, normal_text

NO_VOICE, ABROAD, LOST_PHONE = "no_voice", "abroad", "lost_phone"
PATTERNS = Path(__file__).with_suffix(".yml")


@cache
def wordings() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """Of each circumstance what tells it, and what tells that it is something else."""
    content = yaml.safe_load(PATTERNS.read_text(encoding="utf-8"))
    return {
        name: tuple(re.compile("|".join(parts[kind]), re.IGNORECASE) for kind in ("signs", "but"))  # type: ignore[misc]
        for name, parts in content.items()
    }


def circumstances(text: str) -> list[str]:
    """The circumstances that a message tells.

    >>> circumstances("耳が聞こえません。カードをなくしました"), circumstances("I can't speak Japanese")
    (['no_voice'], [])
    >>> circumstances("スマホをなくした、電子証明書入り"), circumstances("スマホと財布をなくした")
    (['lost_phone'], [])
    >>> circumstances("stolen in Thailand"), circumstances("this number does not work from here"), circumstances("はい")
    (['abroad'], ['abroad'], [])
    """
    plain = silenced(normal_text(text).casefold())
    kana = hiragana(plain)
    said = plain if kana == plain else f"{plain}\n{kana}"
    return [name for name, (signs, but) in wordings().items() if signs.search(said) and not but.search(said)]
