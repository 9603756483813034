"""What is known of a card so far, whether it can be, and what to ask next."""

from __future__ import annotations

from datetime import date

from expiry.draft import OTHER, Draft
from expiry.inputs import JAPANESE, PERIOD_OF_STAY, Inputs, Refused, check
from expiry.printed import from_printed
from expiry.rules import EXPIRED, VALID, compute


def next_question(draft: Draft, today: date) -> str | None:
    """The slot to ask for, or None when nothing more is needed or can be had."""
    if draft.is_stopped or draft.residence == OTHER:
        return None
    if draft.unclear:
        return str(draft.unclear["slot"])
    if draft.printed_expiry:
        return "certificate_issue_date" if asks_for_renewal(draft, today) else None
    for slot in ("birth_date", "issue_date"):
        if draft.lacks(slot):
            return slot
    if not (draft.birth_date and draft.issue_date):
        return "printed_expiry" if draft.lacks("printed_expiry") else None
    if draft.lacks("residence"):
        return "residence"
    if draft.residence == PERIOD_OF_STAY and draft.lacks("stay_expiry"):
        return "stay_expiry"
    return "certificate_issue_date" if asks_for_renewal(draft, today) else None


def asks_for_renewal(draft: Draft, today: date) -> bool:
    """Whether newer certificates would change the answer: the first ones are ending or over, the card is not."""
    if not draft.lacks("certificate_issue_date"):
        return False
    if draft.printed_expiry:
        outcome = from_printed(draft.printed_expiry, draft.birth_date, today).certificates
    else:
        outcome = compute(inputs_of(draft, today))
    return outcome is not None and outcome.status_certificate != VALID and outcome.status_card != EXPIRED


def check_draft(draft: Draft, today: date) -> None:
    """Refuses what cannot be, as far as it is known.

    Raises:
        Refused: naming the slot.
    """
    if draft.birth_date and draft.birth_date > today:
        raise Refused("birth_date", "is after today", "birth_after_today")
    if not draft.issue_date:
        return
    inputs = inputs_of(draft, today)
    check(inputs)
    if draft.birth_date and draft.residence:
        compute(inputs)


def inputs_of(draft: Draft, today: date) -> Inputs:
    """The inputs as far as they are known; a stay without an end counts as none."""
    has_stay = draft.residence == PERIOD_OF_STAY and draft.stay_expiry is not None
    return Inputs(
        birth_date=draft.birth_date or date.min,
        issue_date=draft.issue_date or today,
        residence=PERIOD_OF_STAY if has_stay else JAPANESE,
        today=today,
        stay_expiry=draft.stay_expiry,
        certificate_issue_date=draft.certificate_issue_date,
    )
