"""Replies as the web chat shows them: what is laid out, and where to read more, is decided here, not in the browser."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NotRequired, TypedDict

from bot import clock
from bot.channels.web.aloud_labels import ALOUD_LABELS
from bot.channels.web.card_labels import card_labels
from bot.channels.web.labels import ERAS, LABELS
from bot.handoff.codes import CODE_MINUTES
from bot.i18n import phrases
from bot.i18n.catalogues import translate
from bot.i18n.formatting import write_date
from bot.i18n.languages import EASY, LANGUAGES, ORIGINAL, READERS, language_of
from bot.replies.builder import Extras
from bot.replies.phone_lines import Link
from bot.replies.reply import Given, Reply
from bot.replies.sources import SourceJson, write_web
from bot.replies.speaker import Speaker
from bot.replies.writing import AnswerJson
from bot.settings import Settings
from bot.text.furigana import annotate
from expiry.draft import DATES
from knowledge.card import offering_topics
from knowledge.lines import EVERY_LINE


class SourceShown(TypedDict):
    """A source: how it is written; of the booklet also page and heading, and where its text stands on its web page."""

    label: str
    page: NotRequired[int]
    heading: str
    place: str | None


class Version(TypedDict):
    """A reply in one language, as it is laid out (`bot.replies.writing.Custom` says what most of it is).

    Attributes:
        reads_card: whether the chat offers to read a card beside it.
        order: the groups of its parts in reading order.
    """

    asks: str | None
    topic: str
    language: str
    register: NotRequired[str]
    answer: AnswerJson
    sources: list[SourceShown]
    as_of: str
    changed_since: list[str]
    confidence: float
    trace: NotRequired[dict[str, object]]
    buttons: list[dict[str, str]]
    reads_card: bool
    order: list[str]


class ReplyShown(TypedDict):
    """One reply: the language or register it was given in, its versions, and the readings of the Japanese ones.

    It has a version in every language, and in easy Japanese where it was given in that; the chat itself writes the one
    in Traditional characters, by the table that it fetches for that.
    """

    language: str
    versions: dict[str, Version]
    furigana: dict[str, str]


class CardTexts(TypedDict):
    """What the chat says while a card is read, by language and name."""

    labels: dict[str, dict[str, str]]
    furigana: dict[str, str]


class EasyTexts(TypedDict):
    """What the chat says in easy Japanese at any hour: texts by name, replies by topic, and their readings."""

    labels: dict[str, str]
    replies: dict[str, Version]
    furigana: dict[str, str]


class Texts(TypedDict):
    """What the chat says at any hour: kept by browsers for good, as one of its files (bot/pages/assets.py).

    Attributes:
        eras: the first day of each, as ISO date.
        card_bridge: the bridge's address.
    """

    languages: dict[str, str]
    labels: dict[str, dict[str, str]]
    furigana: dict[str, str]
    eras: dict[str, str]
    dates: list[str]
    greeting: ReplyShown
    masked: ReplyShown
    card_bridge: str


class Opening(TypedDict):
    """Whom to call at this minute.

    Attributes:
        person: the lines for this reader, open ones first, with the readings of `best_line` too.
        best_line: the line to call now, by language; `lines`: every line.
    """

    person: ReplyShown
    best_line: dict[str, Link]
    lines: dict[str, list[Link]]


UNREAD = frozenset(
    {"as_of", "asks", "kind", "kinds", "language", "order", "payload", "place", "topic", "value"}
)  # keys of no text


def texts_for_good(speaker: Speaker, settings: Settings) -> Texts:
    """What the chat says whenever it is opened: its labels, the greeting, eras; and the bridge's address."""
    own = labels(speaker, settings.keep_days, LANGUAGES)
    return {
        "languages": {code: reader.name for code, reader in READERS.items()},
        "labels": own,
        "furigana": readings(own[ORIGINAL]),
        "eras": {label: era.first_day.isoformat() for label, era in ERAS.items()},
        "dates": list(DATES),
        "greeting": present(Given(speaker.build("greet"), ORIGINAL), speaker),
        "masked": present(Given(speaker.build("masked"), ORIGINAL), speaker),
        "card_bridge": settings.card_bridge,
    }


def easy_texts(speaker: Speaker, settings: Settings) -> EasyTexts:
    """What the chat says in easy Japanese at any hour, with what it says of a card and beside the device's voice."""
    own = labels(speaker, settings.keep_days, (EASY,))[EASY]
    own |= card_labels(speaker, EASY) | {name: translate(text, EASY) for name, text in ALOUD_LABELS.items()}
    replies = {name: present_version(speaker.build(name), EASY, speaker) for name in ("greet", "masked")}
    return {"labels": own, "replies": replies, "furigana": readings([own, *replies.values()])}


def opening(speaker: Speaker, reader: str = ORIGINAL) -> Opening:
    """Whom to call now: in every language, and in easy Japanese for whoever reads that."""
    now, codes = clock.now(), versions_for(reader)
    best = {code: speaker.telephone.open_line_now(code, now) for code in codes}
    whom = present(Given.to(person(speaker).reply, reader), speaker)
    lines = {code: speaker.telephone.all_lines(code, now) for code in codes}
    read = readings([part[code] for part in (best, lines) for code in codes if language_of(code) == ORIGINAL])
    return {"person": {**whom, "furigana": {**whom["furigana"], **read}}, "best_line": best, "lines": lines}


def labels(speaker: Speaker, keep_days: int, codes: Iterable[str]) -> dict[str, dict[str, str]]:
    """The chat's own texts for some readers; `{count}` is filled in by the browser."""
    return {
        code: {
            name: speaker.say(text, code, days=keep_days, minutes=CODE_MINUTES, count="{count}")
            for name, text in LABELS.items()
        }
        for code in codes
    }


def card_texts(speaker: Speaker) -> CardTexts:
    """What the chat says while a card is read: texts for the few who press the button, fetched then."""
    own = {code: card_labels(speaker, code) for code in LANGUAGES}
    return {"labels": own, "furigana": readings(own[ORIGINAL])}


def person(speaker: Speaker) -> Given:
    """Whom to call, whatever it is about: the lines that speak each language, open ones first."""
    return Given(speaker.build("human_handoff", Extras(links=[EVERY_LINE])), ORIGINAL)


def present(given: Given, speaker: Speaker) -> ReplyShown:
    """One reply: the language it was given in, its versions, and the Japanese ones' readings."""
    versions = {code: present_version(given.reply, code, speaker) for code in versions_for(given.reader)}
    japanese = [version for code, version in versions.items() if language_of(code) == ORIGINAL]
    return {"language": given.reader, "versions": versions, "furigana": readings(japanese)}


def versions_for(reader: str) -> list[str]:
    """In which languages and registers a reader is sent what the desk says."""
    return [*LANGUAGES, reader] if reader == EASY else [*LANGUAGES]


def present_version(reply: Reply, language: str, speaker: Speaker) -> Version:
    """One version without its plain text; its sources lead to the booklet's text."""
    written = speaker.write(reply, language)
    custom = written["custom"]
    return {
        "asks": None,
        **custom,
        "buttons": written["buttons"],
        "sources": [show_source(source, language, speaker) for source in custom["sources"]],
        "reads_card": custom["topic"] in offering_topics(),
        "order": written["order"],
    }


def show_source(source: SourceJson, language: str, speaker: Speaker) -> SourceShown:
    """A source as it is laid out."""
    if "page" not in source:
        return {"label": write_web(source, language, speaker.facts), "heading": "", "place": None}
    as_of = write_date(speaker.booklet.as_of, language)
    label = speaker.say(phrases.SOURCE_PLACE, language, page=source["page"], as_of=as_of)
    place = speaker.booklet.place(source["page"], source["heading"])
    return {"label": label, "page": source["page"], "heading": source["heading"], "place": place}


def readings(shown: object) -> dict[str, str]:
    """Each Japanese text that holds kanji, and the same with its readings: `{漢字|かんじ}`."""
    read = {text: annotate(text) for text in texts(shown)}
    return {text: annotated for text, annotated in read.items() if annotated != text}


def texts(part: object) -> list[str]:
    """Every text in a part of a reply that is shown."""
    if isinstance(part, str):
        return [part]
    if isinstance(part, dict):
        return [text for key, value in part.items() if key not in UNREAD for text in texts(value)]
    return [text for value in part for text in texts(value)] if isinstance(part, list) else []
