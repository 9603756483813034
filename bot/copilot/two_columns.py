"""An answer as the agents' page shows it: in two columns, with what to bring thing by thing, and what it leads to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NotRequired, TypedDict

from bot.copilot.checklist import items_of
from bot.copilot.topics import openable
from bot.i18n.formatting import write_date
from bot.i18n.languages import ORIGINAL
from bot.replies.reply import PageSource, Part, Reply, WebSource
from bot.replies.side_by_side import Row, rows_of
from bot.replies.sources import SourceJson, source_to_json
from bot.replies.speaker import Speaker


class Related(TypedDict):
    """A topic that an answer leads to; its title in Japanese."""

    topic: str
    title: str


class Choice(TypedDict):
    """Something to choose, in both languages: the word that answers a step, or the screen that asks for a PIN."""

    word: NotRequired[str]
    symptom: NotRequired[str]
    ja: str
    caller: str


class Columns(TypedDict, total=False):
    """An answer as the page shows it, or nothing but a problem.

    Attributes:
        caller: the caller's language.
        as_of: the booklet's day, written in Japanese.
        step: of the kiosk doctor, which condition is asked.
        personal: whether it was made of what the caller told.
        problem: what cannot be, in Japanese.
    """

    topic: str
    caller: str
    rows: list[Row]
    sources: list[SourceJson]
    as_of: str
    related: list[Related]
    step: str
    choices: list[Choice]
    personal: bool
    problem: str


def build_columns(name: str, caller: str, speaker: Speaker, now: datetime | None = None) -> Columns:
    """An answer that needs no dialogue, as the page shows it.

    Args:
        name: of an answer.
        caller: the caller's language.
        speaker: of the ward.
        now: with a time zone; which lines are open hangs on it. None: the present.
    """
    return side_by_side(speaker.build(name, now=now), caller, speaker)


def side_by_side(reply: Reply, caller: str, speaker: Speaker) -> Columns:
    """A reply as rows; what the caller hears, the agent reads in Japanese."""
    heard = reply.for_reader(caller)
    known = openable(speaker)
    return {
        "topic": heard.topic,
        "caller": caller,
        "rows": list(_rows_with_items(heard, caller, speaker)),
        "sources": [
            source_to_json(one, ORIGINAL, speaker.facts)
            for one in heard.parts
            if isinstance(one, PageSource | WebSource)
        ],
        "as_of": write_date(speaker.booklet.as_of, ORIGINAL),
        "related": [
            {"topic": button.topic, "title": speaker.text(button.title, ORIGINAL)}
            for button in heard.buttons
            if button.topic and button.topic in known
        ],
    }


def _rows_with_items(heard: Reply, caller: str, speaker: Speaker) -> Iterator[Row]:
    """Every row; one whose sentences name things to bring holds them too."""
    for part in heard.parts:
        items = items_of((text.msgid for text in part.texts), caller, speaker) if isinstance(part, Part) else []
        for row in rows_of(part, heard, caller, speaker):
            yield {**row, "items": items} if items else row
