"""Hears what is said after one's own dates were computed: "and the certificate?", "and my daughter, born 2015"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from bot.text.normalization import hiragana, normal_text
from expiry.draft import ABOUT, PERSON

WORDS = Path(__file__).with_suffix(".yml")
PERSONS = ("child", "spouse", "parent", "other")  # each has its remark, `expiry_for_<who>`
LONGEST = 48  # characters of a bare question; a longer one says what it is about


@cache
def _content() -> Mapping[str, Mapping[str, list[str]]]:
    content: Mapping[str, Mapping[str, list[str]]] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return content


@cache
def _patterns(kind: str) -> dict[str, re.Pattern[str]]:
    """The words of a kind by what they say, all languages together."""
    return {name: re.compile("|".join(words)) for name, words in _content()[kind].items()}


def asked_date(text: str) -> str | None:
    """Which of the computed dates a bare question asks for: `certificate`, `renewal` or `card`; None: it is none.

    >>> [asked_date(text) for text in ("しょうめいしょは?", "里面那个电子证书呢", "什麼時候可以換發新卡", "PIN?")]
    ['certificate', 'certificate', 'renewal', None]
    """
    plain = normal_text(text).casefold().strip(" .,。、!！?？~〜")
    if len(plain) > LONGEST:
        return None
    writings = {plain, hiragana(plain)}
    found = (name for name, words in _patterns("about").items() if any(map(words.fullmatch, writings)))
    return next(found, None)


def other_person(text: str) -> str | None:
    """Whose dates a message with a date tells, if not the speaker's: one of `PERSONS`.

    >>> [other_person(text) for text in ("我女儿2015年出生的", "and my daughter, born 2015", "我1990年出生")]
    ['child', 'child', None]
    """
    plain = normal_text(text).casefold()
    return next((name for name in PERSONS if _patterns("persons")[name].search(plain)), None)


def said_after(text: str) -> list[str]:
    """Form words of a message: `about_<date>`, `person_<who>`."""
    about, person = asked_date(text), other_person(text)
    return [*([ABOUT + about] if about else []), *([PERSON + person] if person else [])]
