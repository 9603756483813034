"""What an event asks of the desk: words to answer, an answer of the channel's own, a code, to forget, or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from bot.channels.line.phone_code import PAYLOAD, asks_for_code
from bot.channels.line.utf16 import cut_out
from bot.channels.line.webhook_events import Event, text_of
from bot.i18n.languages import LANGUAGES

ALIAS = "madoguchi-"  # of the rich menus, followed by a language
# What is no text has an answer that says why it is not read (knowledge/answers/line.yml); nothing is ever fetched.
UNREAD = {
    "image": "line_photo",
    "video": "line_photo",
    "audio": "line_voice",
    "file": "line_file",
    "location": "line_location",
    "sticker": "line_sticker",
}


@dataclass(frozen=True)
class Words:
    """Something to answer: what was typed, or the payload of what was pressed.

    Attributes:
        quote: token of the message to quote in the reply.
    """

    text: str
    message_id: str | None = None
    quote: str | None = None
    is_typed: bool = False


@dataclass(frozen=True)
class Told:
    """Something that always gets the same answer, by its name."""

    answer: str


@dataclass(frozen=True)
class HandOver:
    """To go on by telephone: a code to read out, whatever the dialogue does."""


@dataclass(frozen=True)
class Unsend:
    """A message that its sender took back."""

    message_id: str


@dataclass(frozen=True)
class Edit:
    """A message whose sender changed it: the old text goes, the new one is heard as if it had been the first.

    Attributes:
        message_id: the message's, the same before and after.
        wish: what the new text asks for; None where it is not addressed to the desk.
    """

    message_id: str
    wish: Words | HandOver | Told | None


@dataclass(frozen=True)
class Leave:
    """The end of a chat: blocked by the user, or removed from the group."""


Wish = Words | Told | HandOver | Unsend | Edit | Leave


def wish_of(event: Event) -> Wish | None:
    """What an event asks for; None for what is new, nobody's business, or not addressed to the desk."""
    if event.type == "message":
        return _message(event)
    if event.type == "postback":
        return _postback(event)
    if event.type == "messageEdited":
        edited = text_of(event.content, "id")
        return Edit(edited, _message(event)) if edited else None
    if event.type == "unsend":
        message_id = text_of(event.content, "messageId")
        return Unsend(message_id) if message_id else None
    if event.type in ("unfollow", "leave"):
        return Leave()
    return {"follow": Told("greet"), "join": Told("line_group")}.get(event.type)


def _message(event: Event) -> Words | HandOver | Told | None:
    kind, text = text_of(event.content, "type"), text_of(event.content, "text")
    if kind != "text" or text is None:
        return Told(UNREAD[kind]) if kind in UNREAD and event.chat.is_private else None
    own = own_mentions(event.content.get("mention"))
    if not event.chat.is_private and not own:
        return None
    emojis = places_of(event.content.get("emojis"))
    words = without(text, [*own, *emojis])
    if emojis and not words:
        return Told(UNREAD["sticker"])  # a picture, whatever its placeholder is called
    if event.chat.is_private and asks_for_code(words):
        return HandOver()
    quote = None if event.chat.is_private else text_of(event.content, "quoteToken")
    return Words(words, text_of(event.content, "id"), quote, is_typed=True)


def own_mentions(mention: object) -> list[tuple[int, int]]:
    """Where a message names the desk itself: index and length in UTF-16 code units, each none where LINE tells none.

    >>> own_mentions({"mentionees": [{"isSelf": True, "index": 0, "length": 5}, {"index": 6, "length": 2}]})
    [(0, 5)]
    """
    mentionees = mention.get("mentionees") if isinstance(mention, dict) else None
    own = (
        [one for one in mentionees if isinstance(one, dict) and one.get("isSelf") is True]
        if isinstance(mentionees, list)
        else []
    )
    return places_of(own) or ([(0, 0)] if own else [])


def places_of(marks: object) -> list[tuple[int, int]]:
    """The index and length of each mark (an emoji, a mention) that has them.

    >>> places_of([{"index": 3, "length": 6}, {"index": None}, {"index": -1, "length": 2}, "odd"])
    [(3, 6)]
    """
    known = [mark for mark in marks if isinstance(mark, dict)] if isinstance(marks, list) else []
    return [
        (mark["index"], mark["length"]) for mark in known if all(_is_count(mark.get(n)) for n in ("index", "length"))
    ]


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def without(text: str, places: list[tuple[int, int]]) -> str:
    """A text without the parts that stand for a name or a picture.

    >>> without("(moon grin) @desk 紛失", [(0, 11), (12, 5)])
    '紛失'
    """
    for index, length in sorted(places, reverse=True):
        text = cut_out(text, index, length)
    return text.strip()


def _postback(event: Event) -> Wish | None:
    content = event.content
    if text_of(content, "data") == PAYLOAD:
        return HandOver() if event.chat.is_private else None  # a group would read the code
    params = content.get("params")
    params = params if isinstance(params, dict) else {}
    if "newRichMenuAliasId" in params:
        language = str(params["newRichMenuAliasId"]).removeprefix(ALIAS)
        is_ours = language in LANGUAGES and params.get("status") == "SUCCESS"
        return Words(change_language(language)) if is_ours else None
    chosen = text_of(params, "date") or text_of(params, "datetime") or text_of(content, "data")
    return Words(chosen.partition("T")[0] if "datetime" in params else chosen) if chosen else None


def change_language(language: str) -> str:
    """The payload that switches the conversation's language."""
    return f'/change_language{{"language": "{language}"}}'
