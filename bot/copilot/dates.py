"""The dates that an agent fills in, read and checked as the form of the conversation does."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.channels.rest import BadRequest
from bot.replies.expiry_question import RESIDENCES
from expiry.draft import DATES, Draft
from expiry.inputs import Refused
from expiry.questions import check_draft

NEEDED = ("birth_date", "issue_date")


def read_draft(record: dict[str, Any]) -> Draft:
    """What is known of a card: ISO dates, and a residence group or none.

    Raises:
        BadRequest: naming the field that is wrong.
    """
    days: dict[str, Any] = {name: read_day(record, name) for name in DATES if record.get(name)}
    residence = record.get("residence") or None
    if residence is not None and residence not in list(RESIDENCES):
        raise BadRequest(f"'residence' must be one of {', '.join(RESIDENCES)}.")
    return Draft(**days, residence=residence)


def read_day(record: dict[str, Any], name: str) -> date:
    """One date.

    Raises:
        BadRequest: when it is no day of the calendar.
    """
    try:
        return date.fromisoformat(record[name])
    except (TypeError, ValueError):
        raise BadRequest(f"'{name}' must be a day of the calendar, YYYY-MM-DD.") from None


def refusal(draft: Draft, today: date) -> str | None:
    """The code of what cannot be in a draft (R14); None when it can be computed or told why not."""
    try:
        check_draft(draft, today)
    except Refused as error:
        return error.code
    return None
