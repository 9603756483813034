"""Buttons below the last message: topics, a form's choices, a date picker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from bot.channels.line.utf16 import graphemes, shorten
from bot.i18n.catalogues import _, translate
from bot.replies.writing import Written, reader_of_custom
from bot.text.json_values import JsonObject

PICK_A_DATE = _("日付を選ぶ")
MOST_ITEMS, MOST_LABEL, MOST_DISPLAYED, MOST_DATA = 13, 20, 300, 300  # Messaging API reference, quick reply, actions
YEAR = timedelta(days=365)
FIRST_CARDS = date(2016, 1, 1)  # cards are issued since (行政手続における番号法, in force 2016-01-01)
FIRST_BIRTH = date(1900, 1, 1)
# What a picker offers for each question: the first day, the last, and where it opens, as years from today.
RANGES = {
    "birth_date": (FIRST_BIRTH, 0, -40),
    "issue_date": (FIRST_CARDS, 0, -3),
    "certificate_issue_date": (FIRST_CARDS, 0, -1),
    "printed_expiry": (FIRST_CARDS, 15, 3),
    "stay_expiry": (FIRST_CARDS, 15, 1),
}


def quick_reply(reply: Written, today: date, short_titles: Mapping[str, str]) -> JsonObject | None:
    """The quick reply of a reply's buttons; None where it has none."""
    picker = date_picker(reply["custom"].get("asks"), reader_of_custom(reply["custom"]), today)
    buttons = [item(one["title"], one["payload"], short_titles) for one in usable(reply["buttons"])]
    items = [*picker, *buttons][:MOST_ITEMS]
    return {"items": items} if items else None


def usable(buttons: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """The buttons whose payload LINE can carry."""
    return [button for button in buttons if len(button["payload"]) <= MOST_DATA]


def item(title: str, payload: str, short_titles: Mapping[str, str]) -> JsonObject:
    """One button; its whole title appears in the chat when it is pressed."""
    return {
        "type": "action",
        "action": {
            "type": "postback",
            "label": label_of(title, short_titles),
            "data": payload,
            "displayText": "".join(graphemes(title)[:MOST_DISPLAYED]),
        },
    }


def label_of(title: str, short_titles: Mapping[str, str]) -> str:
    """The title where it fits a button, else its short one.

    >>> label_of("Reissue", {}), label_of("How the card is protected", {"How the card is protected": "Card safety"})
    ('Reissue', 'Card safety')
    """
    return title if len(graphemes(title)) <= MOST_LABEL else shorten(short_titles.get(title, title), MOST_LABEL)


def date_picker(asks: str | None, language: str, today: date) -> list[JsonObject]:
    """A calendar, where a question asks for a date."""
    if asks not in RANGES:
        return []
    first, last, opens = RANGES[asks]
    action = {
        "type": "datetimepicker",
        "label": shorten(translate(PICK_A_DATE, language), MOST_LABEL),
        "data": asks,
        "mode": "date",
        "min": first.isoformat(),
        "max": (today + last * YEAR).isoformat(),
        "initial": max(first, today + opens * YEAR).isoformat(),
    }
    return [{"type": "action", "action": action}]
