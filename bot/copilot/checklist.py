"""What a caller must bring, thing by thing, beside the sentence that says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.i18n.languages import ORIGINAL
from bot.replies.builder import Speaker
from knowledge.checklists import load_checklists

Row = dict[str, Any]


def with_items(rows: Iterable[Row], caller: str, speaker: Speaker) -> Iterator[Row]:
    """The rows of an answer; those whose sentence names things to bring hold them in both languages."""
    named = {speaker.say(text, ORIGINAL): items for text, items in load_checklists().items()}
    for row in rows:
        items = named.get(row["ja"], ())
        said = [{"ja": speaker.say(item, ORIGINAL), "caller": speaker.say(item, caller)} for item in items]
        yield {**row, "items": said} if said else row
