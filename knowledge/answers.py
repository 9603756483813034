"""Answers in their original wording: parts that name facts, never figures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from knowledge.wards import ROOT, read_yaml


@dataclass(frozen=True)
class AnswerPart:
    kind: Any
    msgid: str


@dataclass(frozen=True)
class Answer:
    """What the desk says about one topic; every string is a msgid.

    The links of an urgent answer keep their order, whichever line is open. An answer `about` another topic is a part
    of that topic's dialogue. While the first line of an answer is `closed`, and for a reader of a `foreign` language,
    the answers of these names stand in for it.
    """

    topic: str
    title: str
    lead: str
    points: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    urgent: bool = False
    about: str = ""
    closed: str = ""
    foreign: str = ""

    @property
    def phone_lines(self) -> tuple[str, ...]:
        return self.links

    @property
    def parts(self) -> tuple[AnswerPart, ...]:
        from knowledge.kinds import Kind

        return tuple(AnswerPart(Kind.POINT, p) for p in self.points) + tuple(
            AnswerPart(Kind.NOTE, n) for n in self.notes
        )

    @property
    def msgids(self) -> tuple[str, ...]:
        """All texts of the answer, in reading order."""
        return (self.title, self.lead, *self.points, *self.notes)


@cache
def load_answers() -> dict[str, Answer]:
    """Loads every answer, keyed by topic."""
    answers = {}
    for path in sorted((ROOT / "answers").glob("*.yml")):
        for topic, parts in read_yaml(path).items():
            answers[topic] = _answer(topic, parts)
    return answers


def _answer(topic: str, parts: dict[str, Any]) -> Answer:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in parts.items()}
    return Answer(topic, **values)
