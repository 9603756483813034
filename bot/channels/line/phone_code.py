"""A code to go on by telephone: the button that asks for one, and the message that shows it (docs/decisions/0025)."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache

from bot.channels.line.delivery import Message
from bot.channels.line.flex import NAVY, POSTBACK, Component, buttons, framed, phone_lines, text
from bot.channels.line.messages import MOST_ALT_TEXT
from bot.channels.line.utf16 import first_units
from bot.channels.web.labels import LABELS
from bot.handoff.codes import CODE_MINUTES
from bot.i18n.catalogues import _, translate
from bot.i18n.languages import READERS
from bot.replies.phone_lines import Link, write_link
from bot.replies.speaker import Speaker
from bot.replies.writing import AnswerJson, Written, reader_of_custom
from bot.text.normalization import normal_text

PAYLOAD = "phone_code"  # no topic and no intent: the dialogue never hears it
CONTINUE = _("電話で続ける（番号を出す）")
OFFERED_WITH = frozenset({"human_handoff", "handover", "contact_callcentre", "contact_foreign"})  # then people call
GROUP = 3  # digits read out in one breath


def with_code_button(reply: Written) -> Written:
    """The reply with a button for a code where it sends to the telephone.

    The button is in the message and not below it: there it would vanish with the next one, and on a PC.
    """
    custom = reply["custom"]
    if custom["topic"] not in OFFERED_WITH:
        return reply
    answer: AnswerJson = {
        **custom["answer"],
        "links": [*custom["answer"]["links"], code_link(reader_of_custom(custom))],
    }
    return {**reply, "custom": {**custom, "answer": answer}}


def code_link(language: str) -> Link:
    """What asks for a code, as a link of an answer."""
    return {"kind": POSTBACK, "label": translate(CONTINUE, language), "value": PAYLOAD}


def asks_for_code(typed: str) -> bool:
    """Whether a message is the wording of the button, with or without what stands in brackets.

    >>> [asks_for_code(typed) for typed in ("電話で続ける", "Continue by phone (get a number)", "電話で話したい")]
    [True, True, False]
    """
    return folded(typed) in wordings()


@cache
def wordings() -> frozenset[str]:
    """Every wording of the button, on LINE and in the web chat, in every language."""
    titles = [translate(msgid, code) for msgid in (CONTINUE, LABELS["phone_code"]) for code in READERS]
    return frozenset(folded(wording) for title in titles for wording in (title, re.split(r"[（(]", title)[0]))


def folded(wording: str) -> str:
    """A wording as it is compared."""
    return normal_text(wording).strip().casefold()


def code_message(code: str | None, language: str, speaker: Speaker, now: datetime) -> Message:
    """A code in large digits, how long it lasts and whom to call; without one, how to get it, to be tried again.

    Args:
        code: six digits; None where there is none to have.
        language: the reader's.
        speaker: knows the lines and the texts.
        now: with a time zone; which line is open hangs on it.
    """
    title = speaker.say(LABELS["phone_code"], language)
    said = speaker.say(LABELS["phone_code_say" if code else "phone_code_none"], language, minutes=CODE_MINUTES)
    line = speaker.telephone.best_line_now(language, now)
    links = [line, *([] if code else [code_link(language)])]
    contents = [*([digits(code)] if code else []), text(said), phone_lines(line)]
    plain = [title, *([grouped(code)] if code else []), said, write_link(line, language, speaker.facts), line["hours"]]
    return {
        "type": "flex",
        "altText": first_units("\n".join(plain), MOST_ALT_TEXT),
        "contents": framed(title, contents, buttons(links, language, speaker.facts)),
    }


def digits(code: str) -> Component:
    """The digits as large as the screen lets them be."""
    style = {"size": "5xl", "weight": "bold", "align": "center", "color": NAVY, "adjustMode": "shrink-to-fit"}
    return {"type": "text", "text": grouped(code), **style}


def grouped(code: str) -> str:
    """The digits in groups, as they are read out.

    >>> grouped("482913")
    '482 913'
    """
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))
