"""Where a date of a message goes: which slot it is for, and which day it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from expiry.birthdays import birthday_in
from expiry.draft import DATES, ELSEWHERE, Draft, HeardDate, Unclear
from expiry.inputs import FIRST_CARDS, PERIOD_OF_STAY

ENDS = ("stay_expiry", "printed_expiry")
FIRST_ENDS = 2000  # no card or stay that anybody asks about ended before
SLIP = 10  # years by which a slip is corrected at most: "no, 1991"
YEARS_AHEAD = 12  # no card or stay ends later


def in_order(draft: Draft, asked: str | None, dates: tuple[HeardDate, ...]) -> list[HeardDate]:
    """The dates of a message; of two that nothing names, the one before all cards is the birth, so it comes first."""
    bare = [one for one in dates if one.role is None and len(one.days) == 1]
    if len(bare) == len(dates) == 2 and asked in (None, "birth_date") and draft.lacks("birth_date"):
        return sorted(dates, key=lambda one: one.days)
    return list(dates)


def slot_for(draft: Draft, asked: str | None, one: HeardDate, words: frozenset[str], today: date) -> str | None:
    """The slot a date is for: the one named, the one corrected, the one asked; None when it is not clear.

    Args:
        draft: what is known so far.
        asked: the slot that was asked for last.
        one: the date.
        words: the form words of the message, such as `correction`.
        today: in Asia/Tokyo.
    """
    if one.role or one.is_doubtful:
        return one.role
    if "correction" in words and not draft.unclear:
        corrected = corrected_slot(draft, asked, one, words, today)
        if corrected:
            return corrected
    if draft.unclear and not draft.unclear.get("unnamed"):
        return str(draft.unclear["slot"])
    if asked == "issue_date" and draft.lacks(asked) and lies_ahead(one, today):
        return end_for(draft, one)
    if asked in DATES and draft.lacks(asked):
        return asked
    if asked:
        return next((slot for slot in ("birth_date", "issue_date") if draft.lacks(slot)), None)
    return first_slot(draft, one, today)


def corrected_slot(draft: Draft, asked: str | None, one: HeardDate, words: frozenset[str], today: date) -> str | None:
    """The slot that a date corrects which begins with "no" or "sorry"; None where it answers what was asked.

    "No idea, maybe 2021" corrects nothing. A year corrects the date it is near to, the last one first.
    """
    if draft.last is None or "unknown" in words:
        return None
    others = [slot for slot in DATES if slot != draft.last and getattr(draft, slot)]
    near = [slot for slot in (draft.last, *others) if not one.years or is_near(draft, slot, one.years, today)]
    if near:
        return near[0]
    can_answer = asked in DATES and draft.lacks(asked) and bool(may_be(draft, asked, one.years, today))
    return None if can_answer else draft.last


def is_near(draft: Draft, slot: str, years: tuple[int, ...], today: date) -> bool:
    """Whether one of some years is a slip of the one that a slot holds."""
    before = getattr(draft, slot)
    return before is not None and any(abs(year - before.year) <= SLIP for year in may_be(draft, slot, years, today))


def may_be(draft: Draft, slot: str, years: tuple[int, ...], today: date) -> list[int]:
    """Of some years those that a slot allows."""
    first, last = bounds(draft, slot, today)
    return [year for year in years if first.year <= year <= last.year]


def lies_ahead(one: HeardDate, today: date) -> bool:
    """Whether a date can only be an end: it is still to come."""
    return bool(one.days) and min(one.days) > today


def end_for(draft: Draft, one: HeardDate) -> str | None:
    """Which end a day to come is that nothing names: that of a stay that was told, or of a card, a birthday."""
    if draft.residence == PERIOD_OF_STAY:
        return "stay_expiry" if draft.lacks("stay_expiry") else "printed_expiry"
    born = draft.birth_date
    is_birthday = born is not None and any(birthday_in(day.year, born) == day for day in one.days)
    return "printed_expiry" if draft.residence or is_birthday else None


def first_slot(draft: Draft, one: HeardDate, today: date) -> str | None:
    """Where a date goes that comes unasked: a day before all cards is a birth, a later one an issue if that is open."""
    if not one.days or one.days[0] < FIRST_CARDS:
        return "birth_date" if draft.lacks("birth_date") else None
    has_birth = draft.birth_date is not None
    return "issue_date" if has_birth and draft.lacks("issue_date") and max(one.days) <= today else None


def take_date(draft: Draft, slot: str | None, said: HeardDate, today: date) -> Draft:
    """Fills a slot with a date, or keeps what is still unclear about it.

    Args:
        draft: what is known so far.
        slot: what the date is for; None where nothing says it.
        said: the date as it was heard.
        today: in Asia/Tokyo.
    """
    if slot == ELSEWHERE:
        return draft
    if slot is None:
        if len(said.days) != 1:
            return draft
        return replace(draft, unclear={"slot": "birth_date", "unnamed": said.days[0].isoformat()})
    whole = completed(draft, slot, said)
    if whole.is_impossible:
        return replace(draft, remark="no_such_day", unclear=None)
    days = possible_days(draft, slot, whole.days, today)
    if len(days) == 1:
        known = tuple(name for name in draft.not_known if name != slot)
        return fill(replace(draft, not_known=known), slot, days[0])
    unclear: Unclear = {"slot": slot, "days": [day.isoformat() for day in days]}
    if not days:
        unclear = {"slot": slot, "year": whole.year, "month": whole.month, "day": whole.day}
    elif len({(day.month, day.day) for day in days}) == 1:
        unclear["month"], unclear["day"] = days[0].month, days[0].day
    return replace(draft, unclear=unclear)


def possible_days(draft: Draft, slot: str, days: tuple[date, ...], today: date) -> tuple[date, ...]:
    """Of the days that a date can be, those that its slot allows; all of them when it allows none.

    Args:
        draft: what is known so far; no end lies before the card's issue.
        slot: what the date is for.
        days: that the date can be.
        today: in Asia/Tokyo; no birth or issue lies after it.
    """
    first, last = bounds(draft, slot, today)
    if len(days) < 2:
        return days
    return tuple(sorted(day for day in days if first <= day <= last)) or days


def bounds(draft: Draft, slot: str, today: date) -> tuple[date, date]:
    """The first and the last day that a slot allows.

    Args:
        draft: what is known so far; no end lies before the card's issue.
        slot: which date it is.
        today: in Asia/Tokyo; no birth or issue lies after it.
    """
    ahead = today.replace(year=today.year + YEARS_AHEAD, day=min(today.day, 28))
    return {
        "birth_date": (date.min, today),
        "issue_date": (FIRST_CARDS, today),
        "certificate_issue_date": (draft.issue_date or FIRST_CARDS, today),
    }.get(slot, (draft.issue_date or FIRST_CARDS, ahead))


def fill(draft: Draft, slot: str, day: date) -> Draft:
    """Sets a date slot; an end written with two digits lies in this century, where birth dates lie in the last."""
    if slot in ENDS and day.year < FIRST_ENDS:
        day = day.replace(year=day.year + 100)
    is_month = draft.is_month and slot != "issue_date"
    return with_slot(replace(draft, last=slot, unclear=None, heard=(*draft.heard, slot), is_month=is_month), slot, day)


def with_slot(draft: Draft, slot: str, value: date | None) -> Draft:
    """A draft with one date slot set or emptied."""
    changes: dict[str, Any] = {slot: value}
    return replace(draft, **changes)


def completed(draft: Draft, slot: str, said: HeardDate) -> HeardDate:
    """Joins the parts said now with those known before of the same slot ("no, 1991")."""
    if said.days or said.is_impossible:
        return said
    before, unclear = getattr(draft, slot), draft.unclear_parts(slot)
    year = said.year or unclear.get("year") or getattr(before, "year", None)
    month = said.month or unclear.get("month") or getattr(before, "month", None)
    day = said.day or unclear.get("day") or getattr(before, "day", None)
    parts = HeardDate((), said.role, year, month, day)
    if year is None or month is None or day is None:
        return parts
    try:
        return HeardDate((date(year, month, day),), said.role)
    except (ValueError, OverflowError):
        return parts
