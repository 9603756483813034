"""What a clause says of a residence group: of whom, and whether it is so (words: clauses.yml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

GRAMMAR = Path(__file__).with_suffix(".yml")
REACH = 60  # characters around a group's words that can say something of them
NOT_SO = ("attached", "denied", "wished", "past")  # what makes a mention no statement about today


@dataclass(frozen=True)
class Clause:
    """One statement of a message.

    Attributes:
        text: as it stands.
        start: where it begins in the message.
        topic: whether it goes on about somebody else, whom a clause before it has named.
    """

    text: str
    start: int
    topic: bool

    def around(self, start: int, end: int) -> tuple[str, str]:
        """What stands before and after a place of the message, in this clause."""
        first, last = max(0, start - self.start), max(0, end - self.start)
        return self.text[max(0, first - REACH) : first], self.text[last : last + REACH]


@cache
def grammar() -> dict[str, re.Pattern[str]]:
    """The words of the grammar, all languages of a kind in one pattern."""
    content = yaml.safe_load(GRAMMAR.read_text(encoding="utf-8"))
    return {kind: re.compile("|".join([words] if isinstance(words, str) else words)) for kind, words in content.items()}


def says(kind: str, text: str) -> bool:
    """Whether a text has words of a kind; a kind that the grammar does not know is never said."""
    pattern = grammar().get(kind)
    return bool(pattern and pattern.search(text))


def clauses_of(text: str) -> list[Clause]:
    """The clauses of a message, each knowing whether somebody else is its topic."""
    ends = [0, *sorted({match.end() for match in grammar()["clause_ends"].finditer(text)} - {0, len(text)}), len(text)]
    found: list[Clause] = []
    topic = False
    for start, end in zip(ends, ends[1:], strict=False):
        part = text[start:end]
        topic = topic and not says("self", part)
        found.append(Clause(part, start, topic))
        topic = not says("sentence_ends", part) and (topic or _last_is_another(part))
    return found


def _last_is_another(text: str) -> bool:
    """Whether the last one named as topic is somebody else."""
    others = [match.start() for match in grammar()["topic"].finditer(text)]
    selves = [match.start() for match in grammar()["self"].finditer(text)]
    return bool(others) and max(others) > max(selves, default=-1)


def is_of_another(clause: Clause, before: str) -> bool:
    """Whether what stands before a mention makes it somebody else's."""
    others = [match.start() for kind in ("topic", "owner") for match in grammar()[kind].finditer(before)]
    if others:
        selves = [match.start() for match in grammar()["self"].finditer(before)]
        return max(others) > max(selves, default=-1)
    return clause.topic and not says("self", before)


def is_not_so(before: str, after: str) -> str | None:
    """Why a mention is no statement about today: one of `NOT_SO`, or None."""
    return next(
        (why for why in NOT_SO if says(f"{why}_before", before) or says(f"{why}_after", after)),
        None,
    )


def is_asked(before: str, words: str, after: str) -> bool:
    """Whether a mention is part of a question and not stated in front of it."""
    if not says("question", before + words + after):
        return False
    if says("question", before) or says("asked_after", after):
        return True
    return not (says("stated_before", before) or says("stated_after", after))
