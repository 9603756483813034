"""The conversation that collects the inputs: what a message changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from expiry.birthdays import month_end_after
from expiry.draft import ABOUT, DATES, FOREIGN, OTHER, PERSON, ROLE, UNSAID, Draft, Heard, Unclear
from expiry.inputs import CERTIFICATE, FIRST_CARDS, JAPANESE, Refused
from expiry.placing import fill, in_order, slot_for, take_date, with_slot
from expiry.questions import check_draft, inputs_of
from expiry.rules import compute

PATIENT = frozenset({"resume", "affirm"})  # words after which the question is simply asked again
ERAS = {"showa": (1926, 1989), "heisei": (1989, 2019), "reiwa": (2019, 9999)}  # form words, and the years of each


def listen(draft: Draft, asked: str | None, heard: Heard, today: date) -> Draft:
    """The draft after a message.

    Args:
        draft: what is known so far.
        asked: the slot that was asked for last; None at the start.
        heard: what the message said.
        today: in Asia/Tokyo.
    """
    asked = None if draft.is_given else asked
    draft = replace(
        draft, remark=None if asked or draft.is_given else "start", heard=(), about=named(ABOUT, heard.words)
    )
    whose = named(PERSON, heard.words)
    if whose and heard.dates and (draft.birth_date or draft.printed_expiry):
        draft, asked = Draft(remark=f"for_{whose}"), None
    if "restart" in heard.words and not heard.dates:
        return Draft(remark="start")
    if "stop" in heard.words and heard.residence is None:  # 帰化するつもり is no "stop"
        return Draft(is_stopped=True)
    if "pause" in heard.words and not heard.dates:
        return replace(draft, remark="paused")
    if "help" in heard.words and asked and not heard.dates:
        return replace(draft, remark=f"help_{named_slot(heard.words) or asked}")
    if "skip" in heard.words and asked and not heard.dates:
        return replace(draft, remark="skip")
    if "why" in heard.words and asked and not heard.dates:
        return replace(draft, remark="why")
    before = draft
    heard = as_choice(draft, heard)
    for one in in_order(draft, asked, heard.dates):
        draft = take_date(draft, slot_for(draft, asked, one, heard.words, today), one, today)
    draft = take_residence(draft, asked, heard)
    if not heard.dates:
        draft = take_words(draft, asked, heard, today)
    if asked and draft == before and not heard.words & PATIENT:
        draft = replace(draft, remark=remark_on(asked, heard))
    return drop_refused(draft, today)


def named(kind: str, words: frozenset[str]) -> str | None:
    """What the form words of a kind name."""
    return next((word.removeprefix(kind) for word in sorted(words) if word.startswith(kind)), None)


def as_choice(draft: Draft, heard: Heard) -> Heard:
    """What was heard; where days were offered, a bare "2" is the second of them and no day of a month."""
    said = heard.dates[0].day if len(heard.dates) == 1 and heard.dates[0].is_bare_day else None
    if not (said and draft.unclear and draft.unclear.get("days")):
        return heard
    chosen = {1: "first", 2: "second"}.get(said)
    return replace(heard, dates=(), words=heard.words | ({chosen} if chosen else frozenset()))


def remark_on(asked: str, heard: Heard) -> str | None:
    """What to say of a message that changed nothing."""
    if heard.residence == FOREIGN:
        return None  # the question says it: with a period of stay, or permanent?
    return "unsaid" if asked == "residence" and heard.residence == UNSAID else "not_understood"


def take_residence(draft: Draft, asked: str | None, heard: Heard) -> Draft:
    """Fills the group if it answers the question or was clearly stated; a mention in passing fills nothing."""
    group = heard.residence
    if group == FOREIGN:
        return replace(draft, is_foreign=True, residence=None if draft.residence == JAPANESE else draft.residence)
    if group is None or group == UNSAID or not (asked == "residence" or heard.is_clear or group == OTHER):
        return draft
    known = tuple(name for name in draft.not_known if name != "residence")
    return replace(draft, residence=group, not_known=known, heard=(*draft.heard, "residence"))


def take_words(draft: Draft, asked: str | None, heard: Heard, today: date) -> Draft:
    """What words alone say: one of the days, what a day is, not known, not renewed."""
    words = heard.words
    chosen = chosen_day(draft, words)
    if chosen:
        return fill(draft, *chosen)
    if draft.unclear and draft.unclear.get("unnamed") and "unknown" in words:
        return replace(draft, unclear=None)
    has_none = asked == CERTIFICATE and "deny" in words
    if asked == CERTIFICATE and draft.about:  # "and the certificate?" is answered as if it was never renewed
        return replace(draft, not_known=(*draft.not_known, asked), remark=f"where_{asked}")
    if asked and heard.residence is None and (has_none or "unknown" in words):
        month = months_issue(draft, asked, today)
        if month:
            return month
        remark = None if has_none else f"where_{asked}"
        return replace(draft, not_known=(*draft.not_known, asked), unclear=None, remark=remark)
    return draft


def months_issue(draft: Draft, asked: str, today: date) -> Draft | None:
    """The draft with the month of the issue, where all its days lead to the same dates; else None."""
    parts = draft.unclear_parts("issue_date") if asked == "issue_date" else {}
    year, month = parts.get("year"), parts.get("month")
    if not (draft.birth_date and year and month):
        return None
    first = date(year, month, 1)
    last = min(month_end_after(first, 0), today)
    if not max(FIRST_CARDS, draft.birth_date) <= first <= last:
        return None
    drafts = [replace(fill(draft, "issue_date", day), is_month=True, residence=JAPANESE) for day in (first, last)]
    one, other = (compute(inputs_of(each, today)) for each in drafts)
    return replace(drafts[0], residence=draft.residence) if one == other else None


def named_slot(words: frozenset[str]) -> str | None:
    """The date slot that a message without a date names."""
    named = (word.removeprefix(ROLE) for word in words if word.startswith(ROLE))
    return next((slot for slot in named if slot in DATES), None)


def chosen_day(draft: Draft, words: frozenset[str]) -> tuple[str, date] | None:
    """The slot and day that words choose: "the second", "Shōwa", or "it is the issue date" for an unnamed day."""
    unclear: Unclear = draft.unclear or {}
    slot = named_slot(words)
    if slot and unclear.get("unnamed"):
        return slot, date.fromisoformat(unclear["unnamed"])
    days = [date.fromisoformat(day) for day in unclear.get("days") or []]
    named = [day for word, day in zip(("first", "second"), days) if word in words]  # noqa: B905  # there may be more
    named += [day for word, (first, last) in ERAS.items() if word in words for day in days if first <= day.year <= last]
    return (str(unclear["slot"]), named[0]) if len(set(named)) == 1 else None


def drop_refused(draft: Draft, today: date) -> Draft:
    """Takes back a value that cannot be, and says why."""
    try:
        check_draft(draft, today)
    except Refused as error:
        heard = tuple(slot for slot in draft.heard if slot != error.field)
        return with_slot(replace(draft, remark=error.code, heard=heard), error.field, None)
    return draft
