"""Writes a reply in a language: text, buttons and custom, as docs/contracts.md has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NotRequired, TypedDict

from bot.i18n import phrases
from bot.i18n.easy import one_a_line
from bot.i18n.formatting import fill, write_date, write_day, write_month
from bot.i18n.languages import EASY, REGISTERS, language_of
from bot.replies.calendar_file import calendar_link
from bot.replies.phone_lines import Link, Telephone, write_link
from bot.replies.reply import (
    AnyPart,
    AnySource,
    Button,
    DayOfYear,
    Month,
    PageSource,
    Part,
    PhoneLines,
    Reminders,
    Reply,
    Sentences,
    Text,
    Value,
    WebSource,
)
from bot.replies.sources import SourceJson, source_to_json, write_source
from knowledge.booklet import Booklet
from knowledge.facts import Facts
from knowledge.kinds import Kind

BULLET = "・"
SPACED = frozenset({"en", "ko"})  # languages that part sentences by a space
# Where the contract has a part of a kind; every other kind is a point.
GROUPS = {
    Kind.TITLE: "title",
    Kind.LEAD: "lead",
    Kind.NOTE: "notes",
    Kind.PHONE_LINE: "phone_lines",
    Kind.CALENDAR: "calendar",
    Kind.CHANGED: "changed_since",
    Kind.SOURCE: "sources",
}
ORIGINS = (Kind.SOURCE, Kind.CHANGED)  # where an answer stands and what changed since: a brief text goes without


class AnswerJson(TypedDict):
    """The parts of a reply, each text whole; `kinds` names the kind of each point."""

    title: str
    lead: str
    points: list[str]
    kinds: list[str]
    notes: list[str]
    links: list[Link]


class Custom(TypedDict):
    """What a reply is beside its plain text (docs/contracts.md).

    Attributes:
        register: of the language, where it is not the usual one.
        as_of: the booklet's day, or of an answer that it does not have, when its sources were read; as ISO date.
        changed_since: what the booklet does not know yet.
        asks: the slot that a form's question asks for.
        trace: how the desk came to it, where that was asked for.
    """

    topic: str
    language: str
    register: NotRequired[str]
    answer: AnswerJson
    sources: list[SourceJson]
    as_of: str
    changed_since: list[str]
    confidence: float
    asks: NotRequired[str]
    trace: NotRequired[dict[str, object]]


class ContractReply(TypedDict):
    """A reply as docs/contracts.md has it."""

    text: str
    buttons: list[dict[str, str]]
    custom: Custom


class Written(TypedDict):
    """A reply in one language.

    Attributes:
        order: the groups of its parts in reading order, for a channel that lays them out.
    """

    text: str
    buttons: list[dict[str, str]]
    custom: Custom
    order: list[str]


class Writer:
    """Writes for readers of one ward."""

    def __init__(self, facts: Facts, telephone: Telephone, booklet: Booklet) -> None:
        self._facts, self._telephone, self._booklet = facts, telephone, booklet

    def text(self, text: Text, language: str) -> str:
        """One sentence."""
        values = {name: self._value(value, language) for name, value in text.values.items()}
        return fill(text.msgid, language, self._facts, **values)

    def sentences(self, texts: Sentences, language: str) -> str:
        """Sentences in a row; in easy Japanese each on a line of its own."""
        written = (" " if language in SPACED else "").join(self.text(text, language) for text in texts)
        return one_a_line(written) if language == EASY else written

    def _value(self, value: Value, language: str) -> str | int:
        if isinstance(value, Text):
            return self.text(value, language)
        if isinstance(value, Month):
            return write_month(value.iso, language)
        if isinstance(value, DayOfYear):
            return write_day(value.iso, language)
        return value if isinstance(value, str | int) else write_date(value, language)

    def links(self, part: AnyPart, reply: Reply, language: str) -> list[Link]:
        """The links of a part: telephone lines as they are at the reply's moment, or a calendar file."""
        if isinstance(part, PhoneLines):
            return self._telephone.links(part.names, language, reply.moment, part.first)
        if isinstance(part, Reminders):
            days = {day: self.text(title, language) for day, title in part.days}
            return [calendar_link(self.text(part.label, language), days, reply.moment)]
        return []

    def write_source(self, part: AnySource, language: str) -> str:
        """One line that tells what an answer rests on."""
        return write_source(source_to_json(part, language, self._facts), language, self._facts, self._booklet.as_of)

    def write(self, reply: Reply, language: str) -> Written:
        """A whole reply in the reader's language."""
        reply = reply.for_reader(language)
        custom = self._custom(reply, language)
        return {
            "text": "\n".join(self._lines(reply, custom, language)),
            "buttons": self.buttons(reply, language),
            "custom": custom,
            "order": [group for group, _parts in groupby(GROUPS.get(part.kind, "points") for part in reply.parts)],
        }

    def buttons(self, reply: Reply, language: str) -> list[dict[str, str]]:
        """The buttons alone."""
        return [self._button(button, language) for button in reply.for_reader(language).buttons]

    def _button(self, button: Button, language: str) -> dict[str, str]:
        title = self.text(button.title, language)
        return {"title": title, "payload": button.payload or f"{title}{button.adds}"}

    def _custom(self, reply: Reply, language: str) -> Custom:
        said: dict[str, list[str]] = {group: [] for group in ("title", "lead", "points", "notes", "changed_since")}
        kinds: list[str] = []
        for part in reply.parts:
            if isinstance(part, Part):
                group = GROUPS.get(part.kind, "points")
                said[group].append(self.sentences(part.texts, language))
                kinds += [part.kind.value] if group == "points" else []
        links = [link for part in reply.parts for link in self.links(part, reply, language)]
        sources = [part for part in reply.parts if isinstance(part, PageSource | WebSource)]
        custom: Custom = {
            "topic": reply.topic,
            "language": language_of(language),
            "answer": {
                "title": said["title"][0],
                "lead": said["lead"][0],
                "points": said["points"],
                "kinds": kinds,
                "notes": said["notes"],
                "links": links,
            },
            "sources": [source_to_json(source, language, self._facts) for source in sources],
            "as_of": self._as_of(sources).isoformat(),
            "changed_since": said["changed_since"],
            "confidence": round(reply.confidence, 4),
        }
        if reply.asks:
            custom["asks"] = reply.asks
        if language in REGISTERS:
            custom["register"] = language
        return custom

    def _lines(self, reply: Reply, custom: Custom, language: str) -> Iterator[str]:
        """The same as plain text, for whatever cannot lay parts out."""
        for part in reply.parts:
            if reply.brief and part.kind in ORIGINS:
                continue
            if isinstance(part, PhoneLines):
                links = [link for link in custom["answer"]["links"] if link["kind"] == "tel"]
                yield from (write_link(link, language, self._facts) for link in links)
            elif isinstance(part, PageSource | WebSource):
                yield self.write_source(part, language)
            elif isinstance(part, Part) and part.kind is not Kind.TITLE:
                yield self._line(part, language)

    def _as_of(self, sources: Sequence[AnySource]) -> date:
        read = [source.read for source in sources if isinstance(source, WebSource)]
        return min(read) if read and len(read) == len(sources) else self._booklet.as_of

    def _line(self, part: Part, language: str) -> str:
        text = self.sentences(part.texts, language)
        if part.kind is Kind.LEAD:
            return text
        marks = {Kind.NOTE: phrases.NOTE_MARK, Kind.CHANGED: phrases.CHANGED}
        if part.kind in marks:
            return fill(marks[part.kind], language, self._facts, text=text)
        return f"{BULLET}{text}"


def reader_of_custom(custom: Custom) -> str:
    """Whom a reply was written for: a register, else a language."""
    return custom.get("register") or custom["language"]


def contract_of(written: Written) -> ContractReply:
    """What docs/contracts.md says of a reply."""
    return {"text": written["text"], "buttons": written["buttons"], "custom": written["custom"]}
