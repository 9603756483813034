"""Answers in their original wording: parts that name facts, never figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TypedDict

from knowledge.aspects import Aspect
from knowledge.kinds import Kind
from knowledge.wards import ROOT, make, read_yaml

SOURCE, TELLS, ASKED = "source", "tells", "asked"
BESIDE = frozenset({SOURCE, TELLS, ASKED})  # what may stand beside a part's kind
GENERAL = "general"  # what is asked by a question for the topic itself; the whole answer tells it
UNTOLD = "untold"  # what is asked about a topic, and no part tells


@dataclass(frozen=True)
class AnswerPart:
    """One sentence or two of an answer, and what they tell the reader.

    Attributes:
        source: the national source that it rests on (knowledge/sources/); none: the ward's booklet.
        tells: the aspects that it tells beside its kind's own.
        asked: what question it answers, by the name that data/parts/ gives it.
    """

    kind: Kind
    msgid: str
    source: str = ""
    tells: tuple[Aspect, ...] = ()
    asked: str = GENERAL


@dataclass(frozen=True)
class Answer:
    """What the desk says about one topic; title, lead and parts are msgids.

    The lines of an urgent answer keep their order, whichever is open. An answer `about` another topic is a part of
    that topic's dialogue. While the first line of an answer is `closed`, and for a reader of a `foreign` language,
    the answers of these names stand in for it. Its sources say nothing about the kinds in `silent`. Title and lead rest
    on `source`; without one, on the ward's booklet. The lead `tells` aspects and answers the question `asked`;
    `elsewhere` names the topic whose answer tells another aspect.
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
    source: str = ""
    tells: tuple[Aspect, ...] = ()
    asked: str = GENERAL
    elsewhere: Mapping[Aspect, str] = field(default_factory=dict)

    @property
    def lead_part(self) -> AnswerPart:
        """The lead as a part."""
        return AnswerPart(Kind.LEAD, self.lead, self.source, self.tells, self.asked)

    def asked_parts(self, names: Iterable[str]) -> list[AnswerPart]:
        """The parts that answer questions of these names, in the order of the names."""
        parts = (self.lead_part, *self.parts)
        return [part for name in dict.fromkeys(names) for part in parts if part.asked == name]

    @property
    def msgids(self) -> tuple[str, ...]:
        """All texts of the answer, in reading order."""
        return (self.title, self.lead, *(part.msgid for part in self.parts))

    @property
    def sources(self) -> tuple[str, ...]:
        """The national sources that it rests on, each once, in reading order."""
        named = (self.source, *(part.source for part in self.parts))
        return tuple(dict.fromkeys(name for name in named if name))

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
    return {topic: _asked_as(answer, answers.get(answer.about)) for topic, answer in answers.items()}


def _asked_as(answer: Answer, other: Answer | None) -> Answer:
    """The answer with the questions that the same texts answer in the one that it is about."""
    asked = {part.msgid: part.asked for part in other.parts} if other else {}
    parts = (replace(part, asked=asked.get(part.msgid, part.asked)) for part in answer.parts)
    return replace(answer, parts=tuple(parts)) if asked else answer


class AnswerEntry(TypedDict, total=False):
    """An answer in its file, as far as `make` does not read it: one kind and text a part, and its source."""

    parts: list[dict[str, str | list[str]]]
    silent: list[str]
    tells: list[str]
    elsewhere: dict[str, str]


def _answer(topic: str, entry: AnswerEntry) -> Answer:
    parts = tuple(map(_part, entry.get("parts", ())))
    silent = tuple(Kind(name) for name in entry.get("silent", ()))
    told: dict[str, object] = {
        "tells": tuple(map(Aspect, entry.get("tells", ()))),
        "elsewhere": {Aspect(name): other for name, other in entry.get("elsewhere", {}).items()},
    }
    return make(Answer, entry, topic=topic, parts=parts, silent=silent, **told)


def _part(entry: Mapping[str, str | list[str]]) -> AnswerPart:
    (kind,) = entry.keys() - BESIDE
    source, asked = str(entry.get(SOURCE, "")), str(entry.get(ASKED, GENERAL))
    return AnswerPart(Kind(kind), str(entry[kind]), source, tuple(map(Aspect, entry.get(TELLS, ()))), asked)
