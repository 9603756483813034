"""An answer as the agents' page shows it: in two columns, with what to bring thing by thing, and what it leads to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from bot.copilot.checklist import items_of
from bot.copilot.topics import openable
from bot.i18n.formatting import write_date
from bot.i18n.languages import ORIGINAL
from bot.replies.reply import Part, Reply
from bot.replies.side_by_side import Row, rows
from bot.replies.speaker import Speaker
from knowledge.kinds import Kind

# Rows that are written of other things than sentences.
WITHOUT_TEXTS = frozenset({Kind.PHONE_LINE, Kind.SOURCE, Kind.CALENDAR})


def columns(name: str, caller: str, speaker: Speaker, now: datetime | None = None) -> dict[str, Any]:
    """An answer that needs no dialogue, as the page shows it."""
    return side_by_side(speaker.build(name, now=now), caller, speaker)


def side_by_side(reply: Reply, caller: str, speaker: Speaker) -> dict[str, Any]:
    """A reply as rows; what the caller hears, the agent reads in Japanese."""
    heard = reply.for_reader(caller)
    known = openable(speaker)
    return {
        "topic": heard.topic,
        "caller": caller,
        "rows": [{**row, **items_of(msgids, caller, speaker)} for row, msgids in _with_msgids(heard, caller, speaker)],
        "sources": speaker.write(heard, caller)["custom"]["sources"],
        "as_of": write_date(speaker.booklet.as_of, ORIGINAL),
        "related": [
            {"topic": button.topic, "title": speaker.text(button.title, ORIGINAL)}
            for button in heard.buttons
            if button.topic in known
        ],
    }


def _with_msgids(heard: Reply, caller: str, speaker: Speaker) -> Iterator[tuple[Row, tuple[str, ...]]]:
    """Each row with the sentences that it was written from; a row of another kind has none."""
    texts = iter([tuple(text.msgid for text in part.texts) for part in heard.parts if isinstance(part, Part)])
    for row in rows(heard, caller, speaker):
        yield row, () if row["kind"] in WITHOUT_TEXTS else next(texts)
