"""What a computed reply is made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.i18n import phrases
from bot.i18n.formatting import write_date
from bot.replies.builder import Extras, Reply, Speaker

SPACED = frozenset({"en", "ko"})  # languages that part sentences by a space


@dataclass(frozen=True)
class Turn:
    """One reply to make: the speaker, the reader's language, the moment, and the conversation's slots.

    Attributes:
        warnings: sentences about a loss or a scam that any reply to this message must hold.
        urgent_lines: the lines they speak of.
        also_asked: the topics of the other questions in the message.
    """

    speaker: Speaker
    language: str
    now: datetime
    slots: Mapping[str, Any]
    warnings: tuple[str, ...] = ()
    urgent_lines: tuple[str, ...] = ()
    also_asked: tuple[str, ...] = ()

    def say(self, msgid: str, **values: Any) -> str:
        """One sentence for the reader."""
        return self.speaker.say(msgid, self.language, **values)

    def lead(self, answer: str, **values: Any) -> str:
        """The first sentence of an answer."""
        return self.say(self.speaker.answers[answer].lead, **values)

    def reply(self, answer: str, extras: Extras) -> Reply:
        """A whole reply, with the warnings that the message calls for."""
        extras.notes[:0] = self.warnings
        extras.urgent_links[:0] = self.urgent_lines
        offer_the_others(self.speaker, self.language, self.also_asked, extras)
        return self.speaker.reply(answer, self.language, extras, self.now)

    def day(self, iso: str) -> str:
        """A day, given as ISO date, in the reader's form."""
        return write_date(date.fromisoformat(iso), self.language)

    def join(self, *sentences: str) -> str:
        """Sentences in a row."""
        return (" " if self.language in SPACED else "").join(sentence for sentence in sentences if sentence)

    def button(self, msgid: str, payload: str | None = None) -> dict[str, str]:
        """A button; without a payload it sends its own words."""
        title = self.say(msgid)
        return {"title": title, "payload": payload or title}


def offer_the_others(speaker: Speaker, language: str, topics: Sequence[str], extras: Extras) -> None:
    """Of several questions in a message the first is answered; a button answers each of the others."""
    for topic in topics:
        title = speaker.say(speaker.answers[topic].title, language)
        extras.notes.append(speaker.say(phrases.ALSO_ASKED, language, title=title))
    extras.topics[:0] = topics
