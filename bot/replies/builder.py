"""Makes a reply of an answer: parts, plain text and buttons in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.i18n import phrases
from bot.i18n.formatting import fill, write_date
from bot.i18n.languages import LANGUAGES, ORIGINAL
from bot.replies.phone_lines import Telephone, write_link
from knowledge.answers import Answer, load_answers
from knowledge.booklet import load_booklet, load_changes
from knowledge.facts import load_facts
from knowledge.lines import TOKYO

Reply = dict[str, Any]
SUGGESTIONS = 3  # topics offered when a question is unclear
BULLET = "・"


@dataclass
class Extras:
    """What a reply holds beside its answer's own parts; texts are already in the reader's language.

    Attributes:
        lead: the first sentence, instead of the answer's own.
        links: lines to name too.
        urgent_links: lines to name first, whatever the hour.
        more_links: whole links that are no telephone lines.
        topics: topics to offer first.
        buttons: buttons to offer before all topics.
        asks: the slot that a question of a form asks for.
        brief: whether the plain text leaves the sources out, as a question in a form does.
    """

    lead: str | None = None
    points: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    urgent_links: list[str] = field(default_factory=list)
    more_links: list[dict[str, Any]] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    buttons: list[dict[str, str]] = field(default_factory=list)
    asks: str | None = None
    brief: bool = False
    confidence: float = 1.0


class Speaker:
    """Speaks the answers of one ward."""

    def __init__(self, ward: str | None = None) -> None:
        """Loads what the ward knows.

        Raises:
            FileNotFoundError: when there is no such ward.
        """
        self.facts = load_facts(ward)
        self.answers = load_answers()
        self.booklet = load_booklet(ward)
        self.telephone = Telephone(self.facts, ward)
        self.changes = load_changes()

    def say(self, msgid: str, language: str, **values: Any) -> str:
        """One text with its facts and values filled in."""
        return fill(msgid, language, self.facts, **values)

    def answer(self, name: str, language: str, now: datetime) -> Answer:
        """An answer, or the one that stands in for it while its line is closed and in the reader's language."""
        answer = self.answers[name]
        if answer.closed and not self.telephone.is_open(answer.links[0], now):
            answer = self.answers[answer.closed]
        return self.answers[answer.foreign] if answer.foreign and language != ORIGINAL else answer

    def reply(self, name: str, language: str, extras: Extras | None = None, now: datetime | None = None) -> Reply:
        """The whole reply of an answer at a moment: text, buttons and custom."""
        extras, now = extras or Extras(), now or datetime.now(TOKYO)
        answer = self.answer(name, language, now)
        topic = answer.about or name
        parts = self._parts(answer, language, extras, now)
        sources = self.booklet.sources.get(topic, ())
        changed = [self.say(c.text, language) for c in self.changes if topic in c.topics]
        custom = {
            "topic": topic,
            "language": language,
            "answer": parts,
            "sources": [{"page": source.page, "heading": source.heading} for source in sources],
            "as_of": self.booklet.as_of.isoformat(),
            "changed_since": changed,
            "confidence": round(extras.confidence, 4),
            **({"asks": extras.asks} if extras.asks else {}),
        }
        return {
            "text": self._plain(answer, custom, language, extras.brief),
            "buttons": [*extras.buttons, *self.buttons(offered(extras.topics, answer.related), language)],
            "custom": custom,
        }

    def _parts(self, answer: Answer, language: str, extras: Extras, now: datetime) -> dict[str, Any]:
        first = [*extras.urgent_links, *(answer.links if answer.urgent else ())]
        return {
            "title": self.say(answer.title, language),
            "lead": extras.lead or self.say(answer.lead, language),
            "points": [*extras.points, *(self.say(point, language) for point in answer.points)],
            "notes": [*extras.notes, *(self.say(note, language) for note in answer.notes)],
            "links": [*self.telephone.links([*extras.links, *answer.links], language, now, first), *extras.more_links],
        }

    def _plain(self, answer: Answer, custom: dict[str, Any], language: str, brief: bool) -> str:
        """The same answer as plain text, for whatever cannot lay parts out."""
        parts = custom["answer"]
        links = [write_link(link, language, self.facts) for link in parts["links"] if link["kind"] == "tel"]
        first, last = (links, []) if lines_first(answer, parts) else ([], links)
        lines = [
            parts["lead"],
            *first,
            *(f"{BULLET}{point}" for point in parts["points"]),
            *(self.say(phrases.NOTE_MARK, language, text=note) for note in parts["notes"]),
            *last,
        ]
        return "\n".join(lines if brief else [*lines, *self._origin(custom, language)])

    def _origin(self, custom: dict[str, Any], language: str) -> list[str]:
        """Where an answer stands, and what has changed since."""
        as_of = write_date(self.booklet.as_of, language)
        return [
            *(self.say(phrases.CHANGED, language, text=text) for text in custom["changed_since"]),
            *(self.say(phrases.SOURCE, language, as_of=as_of, **source) for source in custom["sources"]),
        ]

    def buttons(self, topics: Sequence[str], language: str) -> list[dict[str, str]]:
        """Buttons that ask about topics."""
        return [{"title": self.say(self.answers[topic].title, language), "payload": f"/{topic}"} for topic in topics]

    def language_buttons(self) -> list[dict[str, str]]:
        """Buttons that switch the language, each in its own name."""
        return [
            {"title": language.name, "payload": f'/change_language{{"language": "{code}"}}'}
            for code, language in LANGUAGES.items()
        ]


def lines_first(answer: Answer, parts: dict[str, Any]) -> bool:
    """Whether the lines follow the first sentence: where it is urgent, or where they are the answer."""
    return answer.urgent or not parts["points"]


def offered(first: Sequence[str], related: Sequence[str]) -> list[str]:
    """The topics to offer: never more than three, unless the answer itself names more.

    >>> offered(["a"], ["b", "c", "d"]), offered([], ["a", "b", "c", "d"])
    (['a', 'b', 'c'], ['a', 'b', 'c', 'd'])
    """
    return [*first, *related][: SUGGESTIONS if first else max(SUGGESTIONS, len(related))]


def all_topics() -> frozenset[str]:
    """Every topic that a button may ask for."""
    return frozenset(load_answers())
