"""Makes a reply of an answer: parts, plain text and buttons in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from babel.dates import format_skeleton

from bot import phrases
from bot.formatting import FactFormatter, write_date, write_time
from bot.i18n import translate
from bot.languages import LANGUAGES
from knowledge.answers import Answer, load_answers
from knowledge.booklet import load_booklet, load_changes
from knowledge.facts import load_facts
from knowledge.lines import LineState, lines_for, load_lines, state_of

Reply = dict[str, Any]
SUGGESTIONS = 3  # topics offered when a question is unclear (DESIGN, section 2)
BULLET = "・"


@dataclass
class Extras:
    """What a reply holds beside its answer's own parts; texts are already in the reader's language."""

    points: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
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
        self.lines = load_lines(ward)
        self.changes = load_changes()

    def say(self, msgid: str, language: str, **values: Any) -> str:
        """One text with its facts and values filled in."""
        formatter = FactFormatter(self.facts, language)
        return formatter.vformat(translate(msgid, language), (), values)

    def reply(self, topic: str, language: str, extras: Extras | None = None) -> Reply:
        """The whole reply about a topic: text, buttons and custom (DESIGN, section 7)."""
        extras = extras or Extras()
        answer = self.answers[topic]
        parts = self._parts(answer, language, extras)
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
        }
        return {
            "text": self._plain(custom, language),
            "buttons": self.buttons([*extras.topics, *answer.related][:SUGGESTIONS], language),
            "custom": custom,
        }

    def _parts(self, answer: Answer, language: str, extras: Extras) -> dict[str, Any]:
        links = dict.fromkeys([*extras.links, *answer.links])
        return {
            "title": self.say(answer.title, language),
            "lead": self.say(answer.lead, language),
            "points": [*(self.say(point, language) for point in answer.points), *extras.points],
            "notes": [*extras.notes, *(self.say(note, language) for note in answer.notes)],
            "links": [self._link(name, language) for name in links],
        }

    def _link(self, name: str, language: str) -> dict[str, str]:
        line = self.lines[name]
        return {
            "kind": "tel",
            "label": self.say(line.name, language),
            "value": self.facts[line.phone].value,
        }

    def _plain(self, custom: dict[str, Any], language: str) -> str:
        """The same answer as plain text, for whatever cannot lay parts out."""
        answer = custom["answer"]
        as_of = write_date(self.booklet.as_of, language)
        lines = [
            answer["lead"],
            *(f"{BULLET}{point}" for point in answer["points"]),
            *(self.say(phrases.NOTE_MARK, language, text=note) for note in answer["notes"]),
            *(self.say(phrases.CHANGED, language, text=text) for text in custom["changed_since"]),
            *(self.say(phrases.SOURCE, language, as_of=as_of, **source) for source in custom["sources"]),
        ]
        return "\n".join(lines)

    def buttons(self, topics: Sequence[str], language: str) -> list[dict[str, str]]:
        """Buttons that ask about topics."""
        return [{"title": self.say(self.answers[topic].title, language), "payload": f"/{topic}"} for topic in topics]

    def language_buttons(self) -> list[dict[str, str]]:
        """Buttons that switch the language, each in its own name."""
        return [
            {"title": language.name, "payload": f'/change_language{{"language": "{code}"}}'}
            for code, language in LANGUAGES.items()
        ]

    def open_lines(self, language: str, now: datetime) -> list[LineState]:
        """The lines that speak the reader's language, open ones first."""
        return lines_for(language, self.lines, now, self.facts)

    def line_text(self, name: str, language: str, now: datetime) -> str:
        """One sentence about a line at a moment: number, cost, and until when it is open or closed."""
        state = state_of(self.lines[name], now, self.facts)
        pattern = phrases.OPEN_UNTIL if state.is_open else phrases.CLOSED_UNTIL
        return self.say(
            phrases.ALWAYS_OPEN if state.line.always_open else pattern,
            language,
            name=self.say(state.line.name, language),
            phone=self.facts[state.line.phone].value,
            cost=self.say(phrases.FREE if state.line.free else phrases.PAID, language),
            until=write_moment(state.until, language) if state.until else "",
        )


def write_moment(moment: datetime, language: str) -> str:
    """A day with its weekday and a time of day."""
    day = format_skeleton("MMMEd", moment.date(), locale=LANGUAGES[language].locale)
    return f"{day} {write_time(moment.time(), language)}"


def all_topics() -> frozenset[str]:
    """Every topic that a button may ask for."""
    return frozenset(load_answers())
