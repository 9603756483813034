"""Which language a visitor asks for ("please answer in Korean"), and which they say they do not know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.text.normalization import hiragana, normal_text
from bot.text.scripts import count_scripts

PATTERNS = Path(__file__).with_suffix(".yml")
READ = 120  # characters that are read of a long message's beginning, and of its end
# What may follow the name of a language in an English request; else it is an adjective ("an English form").
END = (
    r"(?=\W*(?:$|[^\x00-\x7f]|(?:please|pls|plz|now|instead|from|here|for|if|as|again|too|because|since|rather|ok"
    r"|okay|then|and|or|with|this|next|at|on|when|thanks|thank|mode|version|language|text|words|possible|available)\b))"
)


@cache
def data() -> dict[str, Any]:
    """The names and lists beside this module."""
    content: dict[str, Any] = yaml.safe_load(PATTERNS.read_text(encoding="utf-8"))
    return content


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One list as one expression, in which the group of a name says its language."""
    return re.compile("|".join(f"(?:{one})" for one in written_out(data()[name])))


def written_out(expressions: list[str]) -> list[str]:
    """Expressions with the names of all languages in their places."""
    names = "(?:" + "|".join(data()["names"].values()) + ")"
    return [one.replace("<L>", names).replace("<END>", END) for one in expressions]


@cache
def name_patterns() -> dict[str, re.Pattern[str]]:
    """The names of each language."""
    return {language: re.compile(names) for language, names in data()["names"].items()}


def plain(text: str) -> str:
    """A text as the lists are written; of a long one its two ends, where requests stand."""
    text = text if len(text) <= 2 * READ else f"{text[:READ]}\n{text[-READ:]}"
    return hiragana(text).replace("’", "'").casefold().strip()


def named_in(text: str) -> list[str]:
    """The languages that a plain text names, in order."""
    found = [(match.start(), code) for code, names in name_patterns().items() for match in names.finditer(text)]
    return [code for _start, code in sorted(found)]


def clauses(text: str) -> Iterator[str]:
    """A plain text in clauses, each with the mark that ends it."""
    start = 0
    for end in pattern("clause_ends").finditer(text):
        yield text[start : end.end()]
        start = end.end()
    yield text[start:]


@lru_cache(maxsize=512)
def requested_language(text: str, in_form: bool = False) -> str | None:
    """The language that a message asks the desk to use; the last one of several.

    Args:
        text: a message.
        in_form: whether the message answers a form, where a name alone may be a nationality.

    >>> requested_language("日本語わからない、中国語でお願い"), requested_language("I don't speak Japanese")
    ('zh', None)
    """
    said = plain(text)
    if not named_in(said):
        return None
    asked = [language for language in map(asked_in, clauses(said)) if language]
    return asked[-1] if asked else name_alone(said, in_form)


def asked_in(clause: str) -> str | None:
    """The language that one clause asks for."""
    if not named_in(clause) or pattern("others").search(clause):
        return None
    kept = pattern("refusals").sub(" ", clause)
    found = [language for match in pattern("requests").finditer(kept) for language in named_in(match.group())]
    return found[-1] if found else None


def name_alone(said: str, in_form: bool) -> str | None:
    """The language of a message, or of its last clause after a word about languages, that is nothing but a name."""
    parts = [part for part in (one.strip(" 。.!?,、;:\n…~|") for one in clauses(said)) if part]
    last = parts[-1] if parts else ""
    named = [code for code, names in name_patterns().items() if names.fullmatch(last)]
    has_reason = len(parts) > 1 and bool(pattern("unable").search(said) or pattern("refusals").search(said))
    return named[0] if named and (has_reason or (len(parts) == 1 and not in_form)) else None


def unknown_languages(text: str) -> list[str]:
    """The languages that a visitor says they do not know, or not well.

    >>> unknown_languages("I can't read Japanese"), unknown_languages("妻は日本語が話せません")
    (['ja'], [])
    """
    said = plain(text)
    if not named_in(said) or pattern("third_persons").search(said):
        return []
    return [language for match in pattern("unable").finditer(said) for language in named_in(match.group())]


def knows_only(text: str) -> bool:
    """Whether what is said of a language is that it is the only one.

    >>> knows_only("英語しか話せません"), knows_only("日本語は少ししか話せません")
    (True, False)
    """
    return bool(pattern("only").search(plain(text)))


def says_more(text: str) -> bool:
    """Whether a message says more than which language is wanted, and why.

    >>> says_more("カードをなくしました。英語でお願いします"), says_more("日本語わからない、英語で")
    (True, False)
    """
    kept = [pattern("requests").sub(" ", one) for one in clauses(plain(text)) if asked_in(one) or not named_in(one)]
    counts = count_scripts(" ".join(kept))
    return counts["han"] + counts["kana"] + counts["hangul"] >= 4 or counts["latin"] >= 3


def is_explicit(text: str) -> bool:
    """Whether a message asks in so many words, and not only whether one could."""
    return bool(pattern("explicit").search(plain(text)))


def speaks_of_others(text: str) -> bool:
    """Whether a message speaks of other people's languages, or of what is written in one."""
    said = plain(text)
    return bool(named_in(said) and (pattern("others").search(said) or pattern("third_persons").search(said)))


def is_nationality(text: str) -> bool:
    """Whether a message states where somebody is from."""
    return "?" not in normal_text(text) and bool(pattern("nationalities").search(plain(text)))


def speaks_of_a_name(text: str) -> bool:
    """Whether a message speaks of how a person's name is written."""
    said = plain(text)
    return bool(named_in(said) and pattern("names_of_people").search(said))
