"""What one ward's desk says: builds replies, and writes them in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

from bot import clock
from bot.i18n.formatting import fill
from bot.i18n.languages import ORIGINAL, READERS
from bot.replies.builder import Builder, Extras
from bot.replies.phone_lines import Link, Telephone
from bot.replies.reply import AnyPart, AnySource, Button, Given, Reply, Sentences, Text, for_every_reader
from bot.replies.writing import Writer, Written
from knowledge.answers import UNTOLD, Answer, load_answers
from knowledge.aspects import WHOLE, Aspect
from knowledge.booklet import load_booklet, load_changes
from knowledge.facts import load_facts
from knowledge.lines import load_lines
from knowledge.sources import load_sources

OF_A_PERSON = frozenset({"abroad", "no_voice", "distress"})  # answers to what somebody tells of themselves


class Speaker:
    """Speaks the answers of one ward."""

    def __init__(self, ward: str) -> None:
        """Loads what the ward knows.

        Raises:
            FileNotFoundError: when there is no such ward.
        """
        self.ward = ward
        self.facts = load_facts(ward)
        self.lines = load_lines(ward)
        self.answers = load_answers()
        self.booklet = load_booklet(ward)
        self.telephone = Telephone(self.facts, self.lines)
        self.changes = load_changes()
        self.sources = load_sources()
        self._builder = Builder(self.answers, self.booklet, self.changes, self.sources)
        self._writer = Writer(self.facts, self.telephone, self.booklet)

    @cached_property
    def topics(self) -> frozenset[str]:
        """The topics that a source answers, the booklet or a national one: what people ask about."""
        national = (answer.about or name for name, answer in self.answers.items() if answer.sources)
        return frozenset((*self.booklet.sources, *national)) - OF_A_PERSON

    def hosts(self, answer: Answer) -> list[str]:
        """The hosts of the national sources that an answer rests on, each once."""
        return list(dict.fromkeys(self.sources[name].host for name in answer.sources))

    def say(self, msgid: str, language: str, **values: object) -> str:
        """One text with its facts and values filled in."""
        return fill(msgid, language, self.facts, **values)

    def answer(self, name: str, is_foreign: bool, now: datetime) -> Answer:
        """An answer, or the one that stands in for it while its line is closed and for readers of other languages."""
        answer = self.answers[name]
        if answer.closed and not self.telephone.is_open(answer.phone_lines[0], now):
            answer = self.answers[answer.closed]
        return self.answers[answer.foreign] if answer.foreign and is_foreign else answer

    def build_for(self, name: str, is_foreign: bool, extras: Extras, now: datetime) -> Reply:
        """A reply for one kind of reader.

        Args:
            name: of an answer.
            is_foreign: whether for readers of other languages than Japanese.
            extras: what is said beside the answer's own parts.
            now: with a time zone.
        """
        return self._builder.build(self.answer(name, is_foreign, now), name, extras, now)

    def build_aspect(
        self,
        topic: str,
        aspect: Aspect,
        given: Reply | None,
        is_foreign: bool,
        now: datetime,
        asked: Sequence[str] = (),
    ) -> Reply:
        """What the topic just answered tells of one aspect; the whole answer where that tells it.

        Args:
            topic: that the conversation is about.
            aspect: what was asked about it.
            given: the reply just given about it.
            is_foreign: whether for readers of other languages than Japanese.
            now: with a time zone.
            asked: names of questions that the same words may ask; their parts come first.
        """
        if aspect in WHOLE:
            return self.build_for(topic, is_foreign, Extras(), now)
        return self._builder.build_aspect(self.answer(topic, is_foreign, now), aspect, given, now, asked)

    def build_asked(self, topic: str, asked: Sequence[str], is_foreign: bool, now: datetime) -> Reply:
        """What the topic just answered tells of the questions with these names, asked of it as in `build_aspect`."""
        answer = self.answer(topic, is_foreign, now)
        if not self.tells(topic, asked, is_foreign, now):  # another answer stands in, and tells other parts
            return self.build_for(topic, is_foreign, Extras(), now)
        return self._builder.build_asked(answer, asked, now)

    def tells(self, topic: str, asked: Sequence[str], is_foreign: bool, now: datetime) -> bool:
        """Whether an answer has parts that tell what was asked, or is known not to."""
        return UNTOLD in asked or bool(self.answer(topic, is_foreign, now).asked_parts(asked))

    def lead(self, name: str, asked: Sequence[str], is_foreign: bool, now: datetime) -> Sentences:
        """The first sentences of an answer, where questions with these names are asked."""
        return self._builder.leading(self.answer(name, is_foreign, now), asked)[0].texts

    def build(self, name: str, extras: Extras | None = None, now: datetime | None = None) -> Reply:
        """The whole reply of an answer at a moment."""
        extras, now = extras or Extras(), now or clock.now()
        return for_every_reader(lambda is_foreign: self.build_for(name, is_foreign, extras, now))

    def can_write(self, given: Given) -> bool:
        """Whether a kept reply can still be written: not where it names a fact or a line that is gone since."""
        try:
            return all(self.write(given.reply, language) for language in (given.language, ORIGINAL))
        except KeyError:
            return False

    def buttons(self, given: Given) -> list[dict[str, str]]:
        """The buttons of a kept reply, as they were written; none where one names a fact that is gone since.

        What they send is the language's usual wording, which is what the desk has learnt to understand.
        """
        try:
            usual = self._writer.buttons(given.reply, given.language)
            if given.reader == given.language:
                return usual
            written = self._writer.buttons(given.reply, given.reader)
        except KeyError:
            return []
        return [{**one, "payload": other["payload"]} for one, other in zip(written, usual, strict=True)]

    def write(self, reply: Reply, language: str) -> Written:
        """A reply in a language."""
        return self._writer.write(reply, language)

    def text(self, text: Text, language: str) -> str:
        """One sentence in a language."""
        return self._writer.text(text, language)

    def sentences(self, texts: Sentences, language: str) -> str:
        """Sentences in a row, in a language."""
        return self._writer.sentences(texts, language)

    def write_source(self, part: AnySource, language: str) -> str:
        """One line that tells what an answer rests on."""
        return self._writer.write_source(part, language)

    def links(self, part: AnyPart, reply: Reply, language: str) -> list[Link]:
        """The links of one part of a reply."""
        return self._writer.links(part, reply, language)

    def reply(self, name: str, language: str, extras: Extras | None = None, now: datetime | None = None) -> Written:
        """The reply of an answer, in a language.

        Args:
            name: of an answer.
            language: the reader's.
            extras: what is said beside the answer's own parts.
            now: with a time zone; None: the present.
        """
        return self.write(self.build(name, extras, now), language)

    def language_buttons(self) -> list[Button]:
        """Buttons that switch the language or its register, each in its own name."""
        return [language_button(code) for code in READERS]


def language_button(reader: str) -> Button:
    """The button of a language or a register, in its own name."""
    return Button(Text("{name}", {"name": READERS[reader].name}), f'/change_language{{"language": "{reader}"}}')
