"""The conversation that collects the inputs: what a message changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from expiry.draft import DATES, Draft, Heard, HeardDate
from expiry.inputs import Refused
from expiry.questions import check_draft

ENDS = ("stay_expiry", "printed_expiry")
PATIENT = frozenset({"resume", "affirm"})  # words after which the question is simply asked again
FIRST_ENDS = 2000  # no card or stay that anybody asks about ended before


def listen(draft: Draft, asked: str | None, heard: Heard, today: date) -> Draft:
    """The draft after a message; `asked` is the slot that was asked for last."""
    draft = replace(draft, remark=None if asked else "start", heard=())
    if "restart" in heard.words and not heard.dates:
        return Draft(remark="start")
    if "stop" in heard.words:
        return Draft(is_stopped=True)
    if "pause" in heard.words and not heard.dates:
        return replace(draft, remark="paused")
    before = draft
    for one in heard.dates:
        draft = take_date(draft, slot_for(draft, asked, one, heard.words), one)
    if heard.residence:
        draft = replace(draft, residence=heard.residence)
    if not heard.dates:
        draft = take_words(draft, asked, heard.words)
    if asked and draft == before and not heard.words & PATIENT:
        draft = replace(draft, remark="not_understood")
    return drop_refused(draft, today)


def slot_for(draft: Draft, asked: str | None, one: HeardDate, words: frozenset[str]) -> str:
    """The slot a date is for: the one named, the one corrected, the one asked, else the first that lacks one."""
    if one.role:
        return one.role
    if "correction" in words and draft.last and not draft.unclear:
        return draft.last
    if asked in DATES and (draft.lacks(asked) or draft.unclear_parts(asked)):
        return asked
    return next((slot for slot in ("birth_date", "issue_date") if draft.lacks(slot)), draft.last or "birth_date")


def take_date(draft: Draft, slot: str, said: HeardDate) -> Draft:
    """Fills a slot with a date, or keeps what is still unclear about it."""
    whole = completed(draft, slot, said)
    if whole.is_impossible:
        return replace(draft, remark="no_such_day", unclear=None)
    if len(whole.days) == 1:
        known = tuple(name for name in draft.not_known if name != slot)
        return fill(replace(draft, not_known=known), slot, whole.days[0])
    unclear: dict[str, Any] = {"slot": slot, "days": [day.isoformat() for day in whole.days]}
    if not whole.days:
        unclear = {"slot": slot, "year": whole.year, "month": whole.month, "day": whole.day}
    return replace(draft, unclear=unclear)


def fill(draft: Draft, slot: str, day: date) -> Draft:
    """Sets a date slot; an end written with two digits lies in this century, where birth dates lie in the last."""
    if slot in ENDS and day.year < FIRST_ENDS:
        day = day.replace(year=day.year + 100)
    return with_slot(replace(draft, last=slot, unclear=None, heard=(*draft.heard, slot)), slot, day)


def with_slot(draft: Draft, slot: str, value: date | None) -> Draft:
    """A draft with one date slot set or emptied."""
    changes: dict[str, Any] = {slot: value}
    return replace(draft, **changes)


def completed(draft: Draft, slot: str, said: HeardDate) -> HeardDate:
    """Joins the parts said now with those known before of the same slot ("no, 1991")."""
    if said.days or said.is_impossible:
        return said
    before, unclear = getattr(draft, slot), draft.unclear_parts(slot)
    parts: dict[str, Any] = {
        name: getattr(said, name) or unclear.get(name) or getattr(before, name, None)
        for name in ("year", "month", "day")
    }
    if None in parts.values():
        return HeardDate(role=said.role, **parts)
    try:
        return HeardDate((date(**parts),), said.role)
    except ValueError:
        return HeardDate((), said.role, **parts)


def take_words(draft: Draft, asked: str | None, words: frozenset[str]) -> Draft:
    """What words alone say: one of two days, not known, not renewed."""
    days = (draft.unclear or {}).get("days") or []
    for word, day in zip(("first", "second"), days):  # noqa: B905  # there may be no days
        if word in words and draft.unclear:
            return fill(draft, draft.unclear["slot"], date.fromisoformat(day))
    has_none = asked == "certificate_issue_date" and "deny" in words
    if asked and (has_none or "unknown" in words):
        remark = None if has_none else f"where_{asked}"
        return replace(draft, not_known=(*draft.not_known, asked), unclear=None, remark=remark)
    return draft


def drop_refused(draft: Draft, today: date) -> Draft:
    """Takes back a value that cannot be, and says why."""
    try:
        check_draft(draft, today)
    except Refused as error:
        heard = tuple(slot for slot in draft.heard if slot != error.field)
        return with_slot(replace(draft, remark=error.code, heard=heard), error.field, None)
    return draft
