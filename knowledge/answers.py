"""Answers in their original wording: parts that name facts, never figures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from knowledge.wards import ROOT, read_yaml


@dataclass(frozen=True)
class Answer:
    """What the desk says about one topic; every string is a msgid."""

    topic: str
    title: str
    lead: str
    points: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    related: tuple[str, ...] = ()

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
            lists = {key: tuple(value) for key, value in parts.items() if isinstance(value, list)}
            answers[topic] = Answer(topic, parts["title"], parts["lead"], **lists)
    return answers
