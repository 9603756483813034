"""What an event asks of the desk: words to answer, an answer of the channel's own, a code, to forget, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.languages import LANGUAGES
from bot.line.events import Event, text_of
from bot.line.phone_code import PAYLOAD, asks_for_code
from bot.line.utf16 import cut_out

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
class Leave:
    """The end of a chat: blocked by the user, or removed from the group."""


Wish = Words | Told | HandOver | Unsend | Leave


def wish_of(event: Event) -> Wish | None:
    """What an event asks for; None for what is new, nobody's business, or not addressed to the desk."""
    if event.type == "message":
        return _message(event)
    if event.type == "postback":
        return _postback(event)
    if event.type == "unsend":
        message_id = text_of(event.content, "messageId")
        return Unsend(message_id) if message_id else None
    if event.type in ("unfollow", "leave"):
        return Leave()
    return {"follow": Told("greet"), "join": Told("line_group")}.get(event.type)


def _message(event: Event) -> Wish | None:
    kind, text = text_of(event.content, "type"), text_of(event.content, "text")
    if kind != "text" or text is None:
        return Told(UNREAD[kind]) if kind in UNREAD and event.chat.is_private else None
    message_id = text_of(event.content, "id")
    if event.chat.is_private:
        return HandOver() if asks_for_code(text) else Words(text, message_id, is_typed=True)
    addressed = without_mention(text, event.content.get("mention"))
    if addressed is None:
        return None
    return Words(addressed, message_id, text_of(event.content, "quoteToken"), is_typed=True)


def without_mention(text: str, mention: Any) -> str | None:
    """A group's message without the desk's own name; None when the desk was not mentioned."""
    mentionees = mention.get("mentionees") if isinstance(mention, dict) else None
    known = mentionees if isinstance(mentionees, list) else []
    own = [one for one in known if isinstance(one, dict) and one.get("isSelf") is True]
    if not own:
        return None
    spans = [(one.get("index"), one.get("length")) for one in own]
    places = sorted((i, n) for i, n in spans if isinstance(i, int) and isinstance(n, int))
    for index, length in reversed(places):
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
