"""Easy Japanese in a conversation: a wish for it, one offer, and the last answer again for whoever chooses it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.preprocessing import chosen_reader
from bot.dialogue.tracker_queries import known_register, last_reply, metadata
from bot.grammar.easy_japanese import beside_wish, may_need_easy, wishes_easy
from bot.i18n.languages import EASY, ORIGINAL
from bot.nlu.constants import EASY_AGAIN, EASY_OFFER
from bot.replies.reply import Given, Reply
from bot.replies.speaker import language_button
from bot.replies.stored import given_from_json
from bot.text.scripts import count_scripts

BUTTON = language_button(EASY)


def wish_as_button(text: str) -> str:
    """A message that only wishes for easy Japanese as the press of its button; of a Japanese one that asks more, that.

    >>> wish_as_button("やさしい日本語でお願いします"), wish_as_button("カードをなくしました。やさしい日本語で。")
    ('/change_language{"language": "ja-x-easy"}', 'カードをなくしました。')
    """
    if text.startswith("/") or not wishes_easy(text):
        return text
    beside = beside_wish(text)
    if beside:
        return beside if count_scripts(beside)["kana"] else text
    return str(BUTTON.payload)


def easy_signs(text: str, reader: str | None, tracker: DialogueStateTracker, in_form: bool) -> dict[str, bool]:
    """What the NLG is to know of a message, as metadata.

    Args:
        text: as it came, or the button that it stands for.
        reader: the register or language that it is answered in.
        tracker: the conversation before it.
        in_form: whether a form has asked for something.
    """
    if reader == EASY:
        is_new = chosen_reader(text) == EASY and known_register(tracker) != EASY
        return {EASY_AGAIN: True} if is_new and not in_form else {}
    may_help = not in_form and not text.startswith("/") and may_need_easy(text)
    return {EASY_OFFER: True} if may_help and not _was_offered(tracker) else {}


def _was_offered(tracker: DialogueStateTracker) -> bool:
    said = (given_from_json(one.data.get("custom")) for one in tracker.events if isinstance(one, BotUttered))
    return any(given and (BUTTON in given.reply.buttons or given.reader == EASY) for given in said)


def with_offer(given: Given, tracker: DialogueStateTracker) -> Given:
    """A reply with the button for easy Japanese, where that may help and nothing else is asked."""
    is_due = metadata(tracker).get(EASY_OFFER) and given.reader == ORIGINAL and last_reply(tracker) is None
    if not is_due or given.reply.asks or BUTTON in given.reply.buttons:
        return given
    return replace(given, reply=_with_button(given.reply))


def _with_button(reply: Reply) -> Reply:
    """The button stands in what readers of other languages are told too: a chat shows all of them."""
    foreign = _with_button(reply.foreign) if reply.foreign else None
    return replace(reply, buttons=(*reply.buttons, BUTTON), foreign=foreign)


def again(given: Given, now: datetime) -> Reply:
    """An answer that was given, for whoever reads it in easy Japanese now; its offer of that goes."""
    own = given.reply.for_reader(ORIGINAL)
    buttons = tuple(one for one in own.buttons if one != BUTTON)
    return replace(own, moment=now, buttons=buttons, foreign=None)
