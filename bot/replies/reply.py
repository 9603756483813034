"""A reply without a language: what it is about, its parts in reading order, what can be pressed, what it asks.

It is made once (bot/replies/builder.py), kept with the conversation (bot/replies/stored.py), and written in whatever
languages a channel needs (bot/replies/writing.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Union

from bot.i18n.languages import ORIGINAL, REGISTERS, language_of
from knowledge.kinds import Kind


@dataclass(frozen=True)
class Month:
    """A month of a year.

    Attributes:
        iso: YYYY-MM.
    """

    iso: str


@dataclass(frozen=True)
class DayOfYear:
    """A day of every year.

    Attributes:
        iso: MM-DD.
    """

    iso: str


Value = Union[str, int, date, Month, DayOfYear, "Text"]


@dataclass(frozen=True)
class Text:
    """A sentence: a msgid, and what its placeholders hold beside facts."""

    msgid: str
    values: Mapping[str, Value] = field(default_factory=dict)


Sentences = tuple[Text, ...]


@dataclass(frozen=True)
class Part:
    """One paragraph."""

    kind: Kind
    texts: Sentences


@dataclass(frozen=True)
class PhoneLines:
    """Telephone lines; which ones a reader is shown, and how open they are, hangs on the language and the moment.

    Attributes:
        names: of knowledge/lines.yml, or BEST_LINE, EVERY_LINE.
        first: those that stand first, whatever the hour.
    """

    names: tuple[str, ...]
    first: tuple[str, ...] = ()
    kind: Kind = Kind.PHONE_LINE


@dataclass(frozen=True)
class Reminders:
    """A calendar file.

    Attributes:
        label: what the file is for.
        days: each day to be reminded of, and of what.
    """

    label: Text
    days: tuple[tuple[date, Text], ...]
    kind: Kind = Kind.CALENDAR


@dataclass(frozen=True)
class PageSource:
    """Where the answer stands in the ward's booklet."""

    page: int
    heading: str
    kind: Kind = Kind.SOURCE


@dataclass(frozen=True)
class WebSource:
    """A page of the state or of a municipality that the answer rests on.

    Attributes:
        host: such as kojinbango-card.go.jp.
        read: the day on which it was read.
        sure: whether what it says is more than reported.
        publisher: the national body whose page it is, a msgid; none: a municipality, told by its host.
    """

    host: str
    read: date
    sure: bool
    publisher: str = ""
    kind: Kind = Kind.SOURCE


AnySource = PageSource | WebSource
AnyPart = Part | PhoneLines | Reminders | PageSource | WebSource


@dataclass(frozen=True)
class Button:
    """Something to press.

    Attributes:
        payload: what it sends; None: its own title in the reader's language, and `adds` after it.
    """

    title: Text
    payload: str | None = None
    adds: str = ""

    @property
    def topic(self) -> str | None:
        """The topic that it asks about, where it asks about one."""
        payload = self.payload or ""
        return payload[1:] if payload.startswith("/") and payload[1:].isidentifier() else None


@dataclass(frozen=True)
class Reply:
    """One reply of the desk.

    Attributes:
        parts: in reading order.
        moment: when it was made; whether a line is open is said for this moment.
        asks: the slot that a question of a form asks for.
        confidence: of the classifier, 0 to 1.
        brief: whether a plain text leaves out where the answer stands, as a question of a form does.
        foreign: what readers of other languages than Japanese are told instead; None: the same.
    """

    topic: str
    parts: tuple[AnyPart, ...]
    moment: datetime
    buttons: tuple[Button, ...] = ()
    asks: str | None = None
    confidence: float = 1.0
    brief: bool = False
    foreign: Reply | None = None

    def for_reader(self, language: str) -> Reply:
        """What a reader of a language is told."""
        return self.foreign if self.foreign and language_of(language) != ORIGINAL else self

    def of_kind(self, kind: Kind) -> tuple[AnyPart, ...]:
        """Its parts of one kind."""
        return tuple(part for part in self.parts if part.kind is kind)


@dataclass(frozen=True)
class Given:
    """A reply as it was given: in the conversation's language at that moment.

    Attributes:
        register: in which that was written, where it was not the language's usual one.
    """

    reply: Reply
    language: str
    register: str = ""

    @property
    def reader(self) -> str:
        """Whom it was written for: a register, else a language."""
        return self.register or self.language

    @classmethod
    def to(cls, reply: Reply, reader: str) -> Given:
        """A reply given to the readers of a language or a register."""
        return cls(reply, language_of(reader), reader if reader in REGISTERS else "")


def for_every_reader(build: Callable[[bool], Reply]) -> Reply:
    """One reply, for Japanese readers (False) and for those of other languages (True), who may be told otherwise."""
    own, foreign = build(False), build(True)
    return own if own == foreign else replace(own, foreign=foreign)
