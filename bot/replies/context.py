"""What a computed reply is made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.i18n import phrases
from bot.replies.builder import Extras
from bot.replies.reply import Button, Part, Reply, Sentences, Text, Value
from bot.replies.speaker import Speaker
from knowledge.kinds import Kind


@dataclass(frozen=True)
class Context:
    """One reply to make: the speaker, for whom, the moment, and the conversation's slots.

    Attributes:
        is_foreign: whether it is for readers of other languages than Japanese.
        warnings: sentences about a loss or a scam that any reply to this message must hold.
        urgent_lines: the lines they speak of.
        also_asked: the topics of the other questions in the message.
    """

    speaker: Speaker
    is_foreign: bool
    now: datetime
    slots: Mapping[str, object]
    warnings: tuple[Text, ...] = ()
    urgent_lines: tuple[str, ...] = ()
    also_asked: tuple[str, ...] = ()

    def lead(self, answer: str, **values: Value) -> Text:
        """The first sentence of an answer."""
        return Text(self.speaker.answers[answer].lead, values)

    def reply(self, answer: str, extras: Extras) -> Reply:
        """A whole reply, with the warnings that the message calls for."""
        extras.notes[:0] = [note(warning) for warning in self.warnings]
        extras.urgent_links[:0] = self.urgent_lines
        offer_the_others(self.speaker, self.also_asked, extras)
        return self.speaker.build_for(answer, self.is_foreign, extras, self.now)


def point(*texts: Text, kind: Kind = Kind.POINT) -> Part:
    """One point of an answer."""
    return Part(kind, texts)


def note(*texts: Text) -> Part:
    """Something to watch out for."""
    return Part(Kind.NOTE, texts)


def say(msgid: str, **values: Value) -> Text:
    """One sentence."""
    return Text(msgid, values)


def day(iso: str) -> date:
    """A day, given as ISO date."""
    return date.fromisoformat(iso)


def button(msgid: str, payload: str | None = None) -> Button:
    """A button; without a payload it sends its own words."""
    return Button(Text(msgid), payload)


def sentences(*texts: Text | None) -> Sentences:
    """Those sentences of a row that there are."""
    return tuple(text for text in texts if text)


def offer_the_others(speaker: Speaker, topics: Sequence[str], extras: Extras) -> None:
    """Of several questions in a message the first is answered; a button answers each of the others."""
    extras.notes += [note(say(phrases.ALSO_ASKED, title=Text(speaker.answers[topic].title))) for topic in topics]
    extras.topics[:0] = topics
