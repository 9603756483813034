"""Computes when a card and its certificates end, and from when they can be renewed (docs/expiry.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from expiry.birthdays import age_on, nth_birthday_after, window_opens
from expiry.inputs import Inputs, Refused

ADULT_FROM_18 = date(2022, 4, 1)  # before this day the line was 20 (R5)
LONG_TERM, SHORT_TERM = 10, 5  # birthdays (R4, booklet p. 3)
CERTIFICATE_TERM, RENEWED_TERM = 5, 6  # birthdays (R8, R9)
SIGNATURE_AGE = 15  # younger holders get no signature certificate in principle (R10)

VALID, RENEWABLE, EXPIRED = "valid", "renewable", "expired"


@dataclass(frozen=True)
class Outcome:
    """The dates of one card; every expiry is the last valid day (R11)."""

    card_expiry: date
    signature_certificate_expiry: date | None
    user_certificate_expiry: date
    renewal_from: date
    certificate_renewal_from: date
    status_card: str
    status_certificate: str


def adult_line(inputs: Inputs) -> int:
    """The age that divides the two terms of the card (R5)."""
    decided = inputs.application_date or inputs.issue_date
    return 18 if decided >= ADULT_FROM_18 else 20


def card_term(inputs: Inputs) -> int:
    """How many birthdays the card lasts (R4)."""
    is_adult = age_on(inputs.birth_date, inputs.issue_date) >= adult_line(inputs)
    return LONG_TERM if is_adult else SHORT_TERM


def card_end(inputs: Inputs) -> date:
    """The card's last day: a birthday, or the end of the stay if that is earlier (R4, R7)."""
    birthday = nth_birthday_after(inputs.birth_date, inputs.issue_date, card_term(inputs))
    if inputs.has_period_of_stay and inputs.stay_expiry:
        return min(birthday, inputs.stay_expiry)
    return birthday


def first_certificate_end(inputs: Inputs) -> date:
    """The last day of the certificates that came with the card (R8)."""
    return min(nth_birthday_after(inputs.birth_date, inputs.issue_date, CERTIFICATE_TERM), card_end(inputs))


def certificate_term(inputs: Inputs) -> int:
    """How many birthdays the certificates last: one more when renewed inside the window (R9)."""
    renewed = inputs.certificate_issue_date
    old = inputs.previous_certificate_expiry or first_certificate_end(inputs)
    if renewed and window_opens(old, inputs.issue_date) <= renewed <= old:
        return RENEWED_TERM
    return CERTIFICATE_TERM


def status(expiry: date, opens: date, today: date) -> str:
    """Today's state (R13)."""
    if today > expiry:
        return EXPIRED
    return RENEWABLE if today >= opens else VALID


def compute(inputs: Inputs) -> Outcome:
    """All dates of one card.

    Raises:
        Refused: when the certificates are said to be newer than the card's end.
    """
    card = card_end(inputs)
    issued = inputs.certificate_issue_date or inputs.issue_date
    if issued > card:
        raise Refused("certificate_issue_date", "is after the card's last day", "certificate_after_card")
    user = min(nth_birthday_after(inputs.birth_date, issued, certificate_term(inputs)), card)
    opens, certificate_opens = window_opens(card, inputs.issue_date), window_opens(user, issued)
    return Outcome(
        card_expiry=card,
        signature_certificate_expiry=user if age_on(inputs.birth_date, issued) >= SIGNATURE_AGE else None,
        user_certificate_expiry=user,
        renewal_from=opens,
        certificate_renewal_from=certificate_opens,
        status_card=status(card, opens, inputs.today),
        status_certificate=status(user, certificate_opens, inputs.today),
    )
