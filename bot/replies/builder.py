"""Builds a reply of an answer: its parts in the order in which they are read, decided here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.replies.aspects import UNTOLD_HERE, WHOLE, kept_parts, not_told, once, telling_parts, tells_well
from bot.replies.reply import (
    AnyPart,
    Button,
    PageSource,
    Part,
    PhoneLines,
    Reminders,
    Reply,
    Sentences,
    Text,
)
from bot.replies.sources import REPORTED, confirmations, web_sources
from knowledge.answers import GENERAL, UNTOLD, Answer, AnswerPart, load_answers
from knowledge.aspects import Aspect
from knowledge.booklet import Booklet, Change
from knowledge.kinds import Kind
from knowledge.lines import BEST_LINE
from knowledge.sources import NationalSources

SUGGESTIONS = 3  # topics offered beside an answer
CHOICES = 4  # topics to choose from when a question is unclear


@dataclass
class Extras:
    """What a reply holds beside its answer's own parts.

    Attributes:
        lead: the first sentences, instead of the answer's own.
        asked: names of the questions whose parts lead, before the answer's own lead.
        points: before the answer's own.
        notes: before the answer's own.
        links: telephone lines to name too.
        urgent_links: lines to name first, whatever the hour.
        reminders: a calendar file.
        topics: topics to offer first.
        buttons: buttons to offer before all topics.
        asks: the slot that a question of a form asks for.
        brief: whether the plain text leaves the sources out, as a question in a form does.
        ways_out: buttons after all topics.
        confidence: of the classifier, 0 to 1.
    """

    lead: Sentences = ()
    asked: Sequence[str] = ()
    points: list[Part] = field(default_factory=list)
    notes: list[Part] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    urgent_links: list[str] = field(default_factory=list)
    reminders: Reminders | None = None
    topics: list[str] = field(default_factory=list)
    buttons: list[Button] = field(default_factory=list)
    ways_out: list[Button] = field(default_factory=list)
    asks: str | None = None
    brief: bool = False
    confidence: float = 1.0


class Builder:
    """Builds the replies of one ward."""

    def __init__(
        self, answers: dict[str, Answer], booklet: Booklet, changes: Sequence[Change], sources: NationalSources
    ) -> None:
        self._answers, self._booklet, self._changes, self._sources = answers, booklet, changes, sources

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
            buttons=(*extras.buttons, *self.buttons(offered(extras.topics, answer.related)), *extras.ways_out),
            asks=extras.asks,
            confidence=extras.confidence,
            brief=extras.brief,
        )

    def _parts(self, answer: Answer, topic: str, extras: Extras) -> Iterator[AnyPart]:
        lead, *asked = self.leading(answer, extras.asked)
        own = once([lead, *asked, *map(self._part, answer.parts)])[1 + len(asked) :]
        sources = [self._sources[name] for name in answer.sources]
        points = [*extras.points, *asked, *(part for part in own if part.kind is not Kind.NOTE)]
        lines = phone_lines(answer, extras)
        is_urgent = answer.urgent or not points  # or the lines are the answer
        yield Part(Kind.TITLE, (Text(answer.title),))
        yield Part(Kind.LEAD, extras.lead or lead.texts)
        yield from lines if is_urgent else ()
        yield from points
        yield from (*extras.notes, *(part for part in own if part.kind is Kind.NOTE))
        yield from (Part(Kind.NOTE, (text,)) for text in confirmations(sources))
        yield from () if is_urgent else lines
        yield from [extras.reminders] if extras.reminders else ()
        yield from (Part(Kind.CHANGED, (Text(change.text),)) for change in self._changes if topic in change.topics)
        yield from self._pages(topic)
        yield from web_sources(sources)

    def leading(self, answer: Answer, asked: Sequence[str]) -> list[Part]:
        """What stands first in an answer: the parts that tell what was asked, then its own lead."""
        parts = [self._part(part) for part in answer.asked_parts(asked)] if GENERAL not in asked else []
        own = self._part(answer.lead_part)
        first = [Part(Kind.LEAD, (Text(UNTOLD_HERE),))] if not parts and UNTOLD in asked else []
        return once([*first, *parts, replace(own, kind=Kind.POINT) if first or parts else own])

    def _part(self, part: AnswerPart) -> Part:
        return Part(part.kind, self._texts(part.msgid, part.source))

    def _texts(self, msgid: str, source: str) -> Sentences:
        """A sentence; one that is only reported says so."""
        is_reported = bool(source) and not self._sources[source].sure
        return (Text(msgid), Text(REPORTED)) if is_reported else (Text(msgid),)

    def build_aspect(
        self, answer: Answer, aspect: Aspect, given: Reply | None, now: datetime, asked: Sequence[str] = ()
    ) -> Reply:
        """What an answer tells of one aspect, or what another answer tells of it in its place, or that nothing does.

        Args:
            answer: of the topic.
            aspect: what was asked about it.
            given: the reply just given about the topic; what it computed counts too.
            now: with a time zone.
            asked: names of questions that the same words may ask; their parts come first.
        """
        telling = telling_parts(answer, aspect)
        wanted = [part for part in answer.asked_parts(asked) if part in telling or not telling]
        telling = [*wanted, *telling]
        told = once([*kept_parts(given, aspect), *map(self._part, telling)])
        is_computed = any(kept_parts(given, aspect))
        if aspect in answer.elsewhere and not (is_computed or wanted or tells_well(answer, aspect)):
            told_there = self.build_aspect(self._answers[answer.elsewhere[aspect]], aspect, None, now)
            return replace(told_there, topic=answer.about or answer.topic)  # the conversation stays where it is
        return self._excerpt(answer, told, telling, not_told(answer, aspect), now)

    def build_asked(self, answer: Answer, asked: Sequence[str], now: datetime) -> Reply:
        """What an answer tells of the questions with these names, or that its sources do not tell it.

        Args:
            answer: of the topic.
            asked: names of questions, none of them `general`.
            now: with a time zone.
        """
        telling = answer.asked_parts(asked)
        return self._excerpt(answer, once(map(self._part, telling)), telling, Text(UNTOLD_HERE), now)

    def _excerpt(
        self, answer: Answer, told: Sequence[Part], telling: Sequence[AnswerPart], silence: Text, now: datetime
    ) -> Reply:
        """What is told of an answer, or the silence of its sources, and a button for all of it."""
        topic = answer.about or answer.topic
        extras = Extras(links=[] if told or answer.phone_lines else [BEST_LINE])
        sources = [self._sources[name] for name in dict.fromkeys(part.source for part in telling if part.source)]
        whole = Button(Text(WHOLE, {"title": Text(answer.title)}), f"/{topic}")
        parts: list[AnyPart] = [
            Part(Kind.TITLE, (Text(answer.title),)),
            Part(Kind.LEAD, told[0].texts if told else (silence,)),
            *told[1:],
            *(Part(Kind.NOTE, (text,)) for text in confirmations(sources)),
            *phone_lines(answer, extras),
            *(self._pages(topic) if told else ()),
            *web_sources(sources),
        ]
        return Reply(topic, tuple(parts), now, buttons=(whole, *self.buttons(answer.related)))

    def _pages(self, topic: str) -> Iterator[PageSource]:
        yield from (PageSource(one.page, one.heading) for one in self._booklet.sources.get(topic, ()))

    def buttons(self, topics: Sequence[str]) -> tuple[Button, ...]:
        """Buttons that ask about topics."""
        return tuple(Button(Text(self._answers[topic].title), f"/{topic}") for topic in topics)


def phone_lines(answer: Answer, extras: Extras) -> tuple[PhoneLines, ...]:
    """The lines that a reply names; none, or one part of all."""
    first = (*extras.urgent_links, *(answer.phone_lines if answer.urgent else ()))
    names = (*extras.links, *answer.phone_lines)
    return (PhoneLines(tuple(dict.fromkeys(names)), tuple(dict.fromkeys(first))),) if names or first else ()


def offered(first: Sequence[str], related: Sequence[str]) -> list[str]:
    """The topics to offer: three, unless more are to choose from or the answer itself names more.

    >>> offered(["a"], ["b", "c", "d"]), offered([], ["a", "b", "c", "d"]), offered(["a", "b", "c", "d", "e"], ["f"])
    (['a', 'b', 'c'], ['a', 'b', 'c', 'd'], ['a', 'b', 'c', 'd'])
    """
    most = min(max(SUGGESTIONS, len(first)), CHOICES) if first else max(SUGGESTIONS, len(related))
    return list(dict.fromkeys([*first, *related]))[:most]


def all_topics() -> frozenset[str]:
    """Every topic that a button may ask for."""
    return frozenset(load_answers())
