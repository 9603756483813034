"""Answers in their original wording: parts that name facts, never figures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TypedDict

from knowledge.kinds import Kind
from knowledge.wards import ROOT, make, read_yaml


@dataclass(frozen=True)
class AnswerPart:
    """One sentence or two of an answer, and what they tell the reader."""

    kind: Kind
    msgid: str


@dataclass(frozen=True)
class Answer:
    """What the desk says about one topic; title, lead and parts are msgids.

    The lines of an urgent answer keep their order, whichever is open. An answer `about` another topic is a part of
    that topic's dialogue. While the first line of an answer is `closed`, and for a reader of a `foreign` language,
    the answers of these names stand in for it. Its sources say nothing about the kinds in `silent`.
    """

    topic: str
    title: str
    lead: str
    parts: tuple[AnswerPart, ...] = ()
    phone_lines: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    urgent: bool = False
    about: str = ""
    closed: str = ""
    foreign: str = ""
    silent: tuple[Kind, ...] = ()

    @property
    def msgids(self) -> tuple[str, ...]:
        """All texts of the answer, in reading order."""
        return (self.title, self.lead, *(part.msgid for part in self.parts))

    def of_kind(self, kind: Kind) -> tuple[str, ...]:
        """The texts that tell one thing, such as what it costs."""
        return tuple(part.msgid for part in self.parts if part.kind is kind)


@cache
def load_answers() -> dict[str, Answer]:
    """Loads every answer, keyed by topic."""
    answers = {}
    for path in sorted((ROOT / "answers").glob("*.yml")):
        for topic, entry in read_yaml(path).items():
            answers[topic] = _answer(topic, entry)
    return answers


class AnswerEntry(TypedDict, total=False):
    """An answer in its file, as far as `make` does not read it: one kind and text a part."""

    parts: list[dict[str, str]]
    silent: list[str]


def _answer(topic: str, entry: AnswerEntry) -> Answer:
    parts = tuple(AnswerPart(Kind(kind), text) for part in entry.get("parts", ()) for kind, text in part.items())
    silent = tuple(Kind(name) for name in entry.get("silent", ()))
    return make(Answer, entry, topic=topic, parts=parts, silent=silent)
