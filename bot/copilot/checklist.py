"""What a caller must bring, thing by thing, beside the sentence that says so."""

from __future__ import annotations

from collections.abc import Iterable

from bot.i18n.languages import ORIGINAL
from bot.replies.side_by_side import Item
from bot.replies.speaker import Speaker
from knowledge.checklists import load_checklists


def items_of(msgids: Iterable[str], caller: str, speaker: Speaker) -> list[Item]:
    """The things that sentences name, in both languages."""
    items = [item for msgid in msgids for item in load_checklists().get(msgid, ())]
    return [{"ja": speaker.say(item, ORIGINAL), "caller": speaker.say(item, caller)} for item in items]
