"""What the form knows so far, and what one message said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypedDict

DATES = ("birth_date", "issue_date", "stay_expiry", "certificate_issue_date", "printed_expiry")
SLOTS = (*DATES, "residence")
# Form words: what a date is (role_issue_date), which computed date is asked for, whose dates these are.
ROLE, ABOUT, PERSON = "role_", "about_", "person_"
NOTES = "expiry_notes"  # the slot for how the conversation stands, beside the values themselves
FOREIGN, UNSAID, ELSEWHERE = "foreign", "unsaid", "elsewhere"  # heard, but no value of a slot
LEAP_YEAR, LONG_MONTH = 2000, 1  # which have every day
OTHER = "other"  # a residence that is not computed (R16): an extension that is pending, a refuge


@dataclass(frozen=True)
class HeardDate:
    """One date of a message.

    Attributes:
        days: the days it can be: one, two (3/5/1990), or none when a part is missing or it does not exist.
        role: the slot it was said to be for, if it was said.
        year: the year that was said; month and day likewise, each None when it was not.
        month: 1 to 12 in a day that exists.
        day: 1 to 31 in a day that exists.
        is_doubtful: whether it was called something that it cannot well be.
    """

    days: tuple[date, ...] = ()
    role: str | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    is_doubtful: bool = False

    @property
    def years(self) -> tuple[int, ...]:
        """The years that it can be; empty when none was said."""
        return tuple(day.year for day in self.days) or (() if self.year is None else (self.year,))

    @property
    def is_bare_day(self) -> bool:
        """Whether nothing but a day of a month was said."""
        return not self.days and self.day is not None and self.year is None and self.month is None

    @property
    def is_impossible(self) -> bool:
        """Whether it is no day of the calendar, whatever is still to be said: a month 13, a February 30."""
        return not self.days and not may_exist(self.year, self.month, self.day)


def may_exist(year: int | None, month: int | None, day: int | None) -> bool:
    """Whether some day has these parts; None stands for what was not said.

    >>> may_exist(None, 2, 29), may_exist(2023, 2, 29), may_exist(None, 2, 30), may_exist(None, 13, None)
    (True, False, False, False)
    """
    try:
        date(LEAP_YEAR if year is None else year, LONG_MONTH if month is None else month, 1 if day is None else day)
    except (ValueError, OverflowError):
        return False
    return True


@dataclass(frozen=True)
class Heard:
    """What one message said.

    Attributes:
        dates: in the order of the message.
        residence: a residence group, `foreign` (a nationality alone) or `unsaid` (a group that one is not in).
        is_clear: whether the group was stated, not mentioned in passing.
        words: form words such as `unknown` or `deny`.
    """

    dates: tuple[HeardDate, ...] = ()
    residence: str | None = None
    is_clear: bool = False
    words: frozenset[str] = frozenset()


class Unclear(TypedDict, total=False):
    """A date that is not one day yet: the days it can be, or its parts; or a day of which it is not known what it is.

    Attributes:
        slot: which date it is, or may be.
        days: ISO dates.
        unnamed: an ISO date.
    """

    slot: str
    days: list[str]
    year: int | None
    month: int | None
    day: int | None
    unnamed: str


class Notes(TypedDict, total=False):
    """How the conversation stands, as the slot `NOTES` keeps it: the rest of a `Draft`, whose attributes say what."""

    not_known: list[str]
    unclear: Unclear | None
    last: str | None
    remark: str | None
    heard: list[str]
    is_stopped: bool
    is_foreign: bool
    is_month: bool
    is_given: bool
    about: str | None


@dataclass(frozen=True)
class Draft:
    """What is known so far: the values of the form's slots, and how the conversation stands.

    Attributes:
        birth_date: and the other inputs: see `expiry.inputs.Inputs`.
        printed_expiry: the last day printed on the card, which beats any computed one (R15).
        not_known: slots that the person cannot or will not fill.
        unclear: a date that is not one day yet, or not known to be what.
        is_foreign: whether the person named a nationality that is not Japanese.
        is_month: whether of the issue only the month is known; `issue_date` is then its first day.
        is_given: whether the result has been said.
        about: what was asked of it: `certificate`, `renewal` or `card`; None: all of it.
        last: the date slot that was filled last, which a bare correction means.
        remark: what to say before the next question: the answer `expiry_<remark>`.
        heard: the slots that the last message filled, to be said back.
        is_stopped: whether the person ended the form.
    """

    birth_date: date | None = None
    issue_date: date | None = None
    stay_expiry: date | None = None
    certificate_issue_date: date | None = None
    printed_expiry: date | None = None
    residence: str | None = None
    not_known: tuple[str, ...] = ()
    unclear: Unclear | None = None
    last: str | None = None
    remark: str | None = None
    heard: tuple[str, ...] = ()
    is_stopped: bool = False
    is_foreign: bool = False
    is_month: bool = False
    is_given: bool = False
    about: str | None = None

    def lacks(self, slot: str) -> bool:
        """Whether a slot is still to be asked."""
        return getattr(self, slot) is None and slot not in self.not_known

    def unclear_parts(self, slot: str) -> Unclear:
        """What was said for a slot without being one day; empty when it was said of another slot."""
        is_part = self.unclear and self.unclear["slot"] == slot and "unnamed" not in self.unclear
        return self.unclear if self.unclear and is_part else {}
