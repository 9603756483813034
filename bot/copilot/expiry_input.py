"""The dates that an agent fills in, read and checked as the form of the conversation does."""

from __future__ import annotations

from datetime import date

from bot.channels.rest import BadRequest
from bot.channels.web.labels import ERAS
from bot.channels.web.requests import Record
from bot.replies.expiry_question import RESIDENCES
from bot.text.well_formed import one_of
from expiry.draft import DATES, Draft
from expiry.inputs import LAST_YEAR, Refused
from expiry.placing import with_slot
from expiry.questions import check_draft

EMPTY = (None, "")  # what a field may hold that says nothing
FIRST_DAY = ERAS["meiji"].first_day  # of the eras that the page offers; nobody who is alive was born before


def read_draft(record: Record) -> Draft:
    """What is known of a card: ISO dates, and a residence group or none.

    Raises:
        BadRequest: naming the field that is wrong.
    """
    days = {name: read_day(record, name) for name in DATES if record.get(name) not in EMPTY}
    residence = None if record.get("residence") in EMPTY else record["residence"]
    if residence is not None and not one_of(residence, RESIDENCES):
        raise BadRequest(f"'residence' must be one of {', '.join(RESIDENCES)}.")
    draft = Draft(residence=residence)
    for name, day in days.items():
        draft = with_slot(draft, name, day)
    return draft


def read_day(record: Record, name: str) -> date:
    """One date.

    Raises:
        BadRequest: when it is no day of the calendar.
    """
    written = record[name]
    try:
        day = date.fromisoformat(written) if isinstance(written, str) else date.min
    except ValueError:
        day = date.min
    if not FIRST_DAY.year <= day.year <= LAST_YEAR:
        raise BadRequest(f"'{name}' must be a day of the calendar, YYYY-MM-DD, from {FIRST_DAY.year} to {LAST_YEAR}.")
    return day


def refusal(draft: Draft, today: date) -> str | None:
    """The code of what cannot be in a draft (R14); None when it can be computed or told why not."""
    try:
        check_draft(draft, today)
    except Refused as error:
        return error.code
    return None
