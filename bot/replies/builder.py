"""Builds a reply of an answer: its parts in the order in which they are read, decided here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.replies.reply import AnyPart, Button, Part, PhoneLines, Reminders, Reply, Sentences, SourcePart, Text
from knowledge.answers import Answer, load_answers
from knowledge.booklet import Booklet, Change
from knowledge.kinds import Kind

SUGGESTIONS = 3  # topics offered when a question is unclear


@dataclass
class Extras:
    """What a reply holds beside its answer's own parts.

    Attributes:
        lead: the first sentences, instead of the answer's own.
        points: before the answer's own.
        notes: before the answer's own.
        links: telephone lines to name too.
        urgent_links: lines to name first, whatever the hour.
        reminders: a calendar file.
        topics: topics to offer first.
        buttons: buttons to offer before all topics.
        asks: the slot that a question of a form asks for.
        brief: whether the plain text leaves the sources out, as a question in a form does.
        confidence: of the classifier, 0 to 1.
    """

    lead: Sentences = ()
    points: list[Part] = field(default_factory=list)
    notes: list[Part] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    urgent_links: list[str] = field(default_factory=list)
    reminders: Reminders | None = None
    topics: list[str] = field(default_factory=list)
    buttons: list[Button] = field(default_factory=list)
    asks: str | None = None
    brief: bool = False
    confidence: float = 1.0


class Builder:
    """Builds the replies of one ward."""

    def __init__(self, answers: dict[str, Answer], booklet: Booklet, changes: Sequence[Change]) -> None:
        self._answers, self._booklet, self._changes = answers, booklet, changes

    def build(self, answer: Answer, name: str, extras: Extras, now: datetime) -> Reply:
        """The whole reply of an answer at a moment, asked for by a name.

        Args:
            answer: whose parts are said.
            name: what was asked for; the topic, unless the answer is about another.
            extras: what is said beside the answer's own parts.
            now: with a time zone.
        """
        topic = answer.about or name
        return Reply(
            topic=topic,
            parts=tuple(self._parts(answer, topic, extras)),
            moment=now,
            buttons=(*extras.buttons, *self.buttons(offered(extras.topics, answer.related))),
            asks=extras.asks,
            confidence=extras.confidence,
            brief=extras.brief,
        )

    def _parts(self, answer: Answer, topic: str, extras: Extras) -> Iterator[AnyPart]:
        own = [Part(part.kind, (Text(part.msgid),)) for part in answer.parts]
        points = [*extras.points, *(part for part in own if part.kind is not Kind.NOTE)]
        lines = phone_lines(answer, extras)
        is_urgent = answer.urgent or not points  # or the lines are the answer
        yield Part(Kind.TITLE, (Text(answer.title),))
        yield Part(Kind.LEAD, extras.lead or (Text(answer.lead),))
        yield from lines if is_urgent else ()
        yield from points
        yield from (*extras.notes, *(part for part in own if part.kind is Kind.NOTE))
        yield from () if is_urgent else lines
        yield from [extras.reminders] if extras.reminders else ()
        yield from (Part(Kind.CHANGED, (Text(change.text),)) for change in self._changes if topic in change.topics)
        yield from (SourcePart(one.page, one.heading) for one in self._booklet.sources.get(topic, ()))

    def buttons(self, topics: Sequence[str]) -> tuple[Button, ...]:
        """Buttons that ask about topics."""
        return tuple(Button(Text(self._answers[topic].title), f"/{topic}") for topic in topics)


def phone_lines(answer: Answer, extras: Extras) -> tuple[PhoneLines, ...]:
    """The lines that a reply names; none, or one part of all."""
    first = (*extras.urgent_links, *(answer.phone_lines if answer.urgent else ()))
    names = (*extras.links, *answer.phone_lines)
    return (PhoneLines(tuple(dict.fromkeys(names)), tuple(dict.fromkeys(first))),) if names or first else ()


def offered(first: Sequence[str], related: Sequence[str]) -> list[str]:
    """The topics to offer: never more than three, unless the answer itself names more.

    >>> offered(["a"], ["b", "c", "d"]), offered([], ["a", "b", "c", "d"])
    (['a', 'b', 'c'], ['a', 'b', 'c', 'd'])
    """
    return [*first, *related][: SUGGESTIONS if first else max(SUGGESTIONS, len(related))]


def all_topics() -> frozenset[str]:
    """Every topic that a button may ask for."""
    return frozenset(load_answers())
