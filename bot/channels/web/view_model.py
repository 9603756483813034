"""Replies as the web chat shows them: what is laid out, and where to read more, is decided here, not in the browser."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.channels.web.card_labels import card_labels
from bot.channels.web.labels import ERAS, LABELS
from bot.handoff.codes import CODE_MINUTES
from bot.i18n import phrases
from bot.i18n.formatting import write_date
from bot.i18n.languages import LANGUAGES, ORIGINAL
from bot.replies.builder import Extras
from bot.replies.reply import EVERY_LINE, Given, Reply
from bot.replies.speaker import Speaker
from bot.settings import Settings
from bot.text.furigana import annotate
from expiry.draft import DATES
from knowledge.card import offering_topics
from knowledge.lines import TOKYO

Shown = dict[str, Any]
UNREAD = frozenset(
    {"as_of", "asks", "kind", "kinds", "language", "order", "payload", "place", "topic", "value"}
)  # keys of no text


def opening(speaker: Speaker, settings: Settings) -> Shown:
    """What the chat needs before anything is asked: its texts, the greeting, whom to call now, the bridge's address."""
    own = labels(speaker, settings.keep_days)
    now = datetime.now(TOKYO)
    best = {code: speaker.telephone.open_line_now(code, now) for code in LANGUAGES}
    return {
        "languages": {code: language.name for code, language in LANGUAGES.items()},
        "labels": own,
        "furigana": readings([own[ORIGINAL], best[ORIGINAL]]),
        "eras": {label: era.first_day.isoformat() for label, era in ERAS.items()},
        "dates": list(DATES),
        "greeting": present(Given(speaker.build("greet"), ORIGINAL), speaker),
        "person": present(person(speaker), speaker),
        "best_line": best,
        "lines": {code: speaker.telephone.all_lines(code, now) for code in LANGUAGES},
        "masked": present(Given(speaker.build("masked"), ORIGINAL), speaker),
        "card_bridge": settings.card_bridge,
    }


def labels(speaker: Speaker, keep_days: int) -> dict[str, dict[str, str]]:
    """The chat's own texts in every language; `{count}` is filled in by the browser."""
    return {
        code: {
            name: speaker.say(text, code, days=keep_days, minutes=CODE_MINUTES, count="{count}")
            for name, text in LABELS.items()
        }
        for code in LANGUAGES
    }


def card_texts(speaker: Speaker) -> Shown:
    """What the chat says while a card is read: texts for the few who press the button, fetched then."""
    own = {code: card_labels(speaker, code) for code in LANGUAGES}
    return {"labels": own, "furigana": readings(own[ORIGINAL])}


def person(speaker: Speaker) -> Given:
    """Whom to call, whatever it is about: the lines that speak each language, open ones first."""
    return Given(speaker.build("human_handoff", Extras(links=[EVERY_LINE])), ORIGINAL)


def present(given: Given, speaker: Speaker) -> Shown:
    """One reply: the language it was given in, its versions, and the Japanese one's readings."""
    versions = {code: present_version(given.reply, code, speaker) for code in LANGUAGES}
    return {"language": given.language, "versions": versions, "furigana": readings(versions[ORIGINAL])}


def present_version(reply: Reply, language: str, speaker: Speaker) -> Shown:
    """One version without its plain text; its sources lead to the booklet's text."""
    written = speaker.write(reply, language)
    custom, as_of = written["custom"], write_date(speaker.booklet.as_of, language)
    sources = [
        {
            **source,
            "label": speaker.say(phrases.SOURCE_PLACE, language, page=source["page"], as_of=as_of),
            "place": speaker.booklet.place(**source),
        }
        for source in custom["sources"]
    ]
    return {
        "asks": None,
        **custom,
        "buttons": written["buttons"],
        "sources": sources,
        "reads_card": custom["topic"] in offering_topics(),
        "order": written["order"],
    }


def readings(shown: Any) -> dict[str, str]:
    """Each Japanese text that holds kanji, and the same with its readings: `{漢字|かんじ}`."""
    read = {text: annotate(text) for text in texts(shown)}
    return {text: annotated for text, annotated in read.items() if annotated != text}


def texts(part: Any) -> list[str]:
    """Every text in a part of a reply that is shown."""
    if isinstance(part, str):
        return [part]
    if isinstance(part, dict):
        return [text for key, value in part.items() if key not in UNREAD for text in texts(value)]
    return [text for value in part for text in texts(value)] if isinstance(part, list) else []
