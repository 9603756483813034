"""Turns the desk's replies into LINE's messages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.channels.line.delivery import Message
from bot.channels.line.flex import bubble, fits
from bot.channels.line.quick_replies import quick_reply
from bot.channels.line.short_titles import short_titles
from bot.channels.line.splitting import split
from bot.channels.line.utf16 import first_units
from bot.replies.speaker import Speaker
from bot.replies.writing import Written, reader_of_custom

MOST_ALT_TEXT = 1500  # UTF-16 code units (Messaging API reference, Flex message)


def compose(replies: Sequence[Written], speaker: Speaker, today: date, quote: str | None = None) -> list[Message]:
    """The messages of one turn, with the last reply's buttons below the last of them.

    Where a message is quoted, a text does it, for a Flex message cannot: each answer's first sentence.

    Args:
        replies: of the turn, at least one.
        speaker: whose facts fill the texts.
        today: in Asia/Tokyo, from which date pickers open.
        quote: the token of the message to quote.
    """
    messages = []
    for number, reply in enumerate(replies):
        messages += messages_of(reply, speaker, quote if number == 0 else None)
    return with_buttons(messages, replies[-1], speaker, today)


def with_buttons(messages: list[Message], reply: Written, speaker: Speaker, today: date) -> list[Message]:
    """The messages with a reply's buttons below the last of them.

    Args:
        messages: of the turn.
        reply: the one whose buttons stay below.
        speaker: knows the short titles.
        today: in Asia/Tokyo, from which a date picker opens.
    """
    buttons = quick_reply(reply, today, short_titles(speaker, reader_of_custom(reply["custom"])))
    return [*messages[:-1], {**messages[-1], "quickReply": buttons}] if messages and buttons else messages


def messages_of(reply: Written, speaker: Speaker, quote: str | None = None) -> list[Message]:
    """One reply: a bubble of its parts, or a text where it has but one part."""
    if not has_parts(reply):
        return text_messages(reply["text"], quote)
    container = bubble(reply, speaker.facts, with_lead=quote is None)
    if not fits(container):
        return text_messages(reply["text"], quote)
    answer: Message = {"type": "flex", "altText": first_units(reply["text"], MOST_ALT_TEXT), "contents": container}
    return [*(text_messages(reply["custom"]["answer"]["lead"], quote) if quote else []), answer]


def has_parts(reply: Written) -> bool:
    """Whether an answer says more than its first sentence."""
    answer = reply["custom"]["answer"]
    return bool(answer["points"] or answer["notes"] or answer["links"])


def text_messages(text: str, quote: str | None = None) -> list[Message]:
    """A text in as many messages as it needs; the first quotes."""
    messages: list[Message] = [{"type": "text", "text": piece} for piece in split(text)]
    if messages and quote:
        messages[0]["quoteToken"] = quote
    return messages
