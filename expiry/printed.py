"""What the expiry printed on a card tells about its certificates, when the issue date is not known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from expiry.birthdays import birthday_in, window_opens
from expiry.inputs import FIRST_CARDS, JAPANESE, Inputs
from expiry.rules import LONG_TERM, SHORT_TERM, Outcome, card_term, compute, status


@dataclass(frozen=True)
class PrintedOutcome:
    """The card's own dates, and the certificates' where they follow from the birth date.

    Attributes:
        certificates: a whole outcome, of which the certificates' part is certain.
        inputs: inputs that lead to it; their issue date is one of the possible ones.
    """

    card_expiry: date
    renewal_from: date
    status_card: str
    is_birthday: bool | None
    certificates: Outcome | None = None
    inputs: Inputs | None = None


def from_printed(printed: date, birth: date | None, today: date, renewed: date | None = None) -> PrintedOutcome:
    """Works from the printed last day, which beats any computed one (R15).

    `is_birthday` is None without a birth date; a last day that is no birthday is the end of a stay (R7).

    Args:
        printed: the last day on the card (有効期限, R15).
        birth: 生年月日; None where it was not told.
        today: in Asia/Tokyo.
        renewed: the day the certificates were last issued again.
    """
    opens = window_opens(printed, FIRST_CARDS)
    is_birthday = None if birth is None else birthday_in(printed.year, birth) == printed
    outcomes = possible_outcomes(printed, birth, today, renewed) if birth and is_birthday else []
    inputs, certificates = outcomes[0] if len(outcomes) == 1 else (None, None)
    return PrintedOutcome(printed, opens, status(printed, opens, today), is_birthday, certificates, inputs)


def possible_outcomes(printed: date, birth: date, today: date, renewed: date | None) -> list[tuple[Inputs, Outcome]]:
    """The different outcomes of cards that end on a birthday, over the terms a card can have (R3 to R5).

    Args:
        printed: the last day on the card, a birthday.
        birth: 生年月日.
        today: in Asia/Tokyo; no card was issued after it.
        renewed: the day the certificates were last issued again; None where never.
    """
    found: list[tuple[Inputs, Outcome]] = []
    for term in (LONG_TERM, SHORT_TERM):
        first, last = issue_days(printed, birth, term, today)
        for issued in (first, last):
            inputs = Inputs(birth, issued, JAPANESE, today, certificate_issue_date=renewed)
            is_possible = first <= last and issued <= (renewed or issued) <= printed
            if is_possible and card_term(inputs) == term:
                outcome = compute(inputs)
                if dates_of(outcome) not in [dates_of(other) for _inputs, other in found]:
                    found.append((inputs, outcome))
    return found


def issue_days(printed: date, birth: date, term: int, today: date) -> tuple[date, date]:
    """The first and last day on which a card of a term can have been issued; empty when first > last.

    Args:
        printed: the last day on the card, a birthday.
        birth: 生年月日.
        term: birthdays that the card lasts, 10 or 5 (R4).
        today: in Asia/Tokyo.
    """
    first = max(birthday_in(printed.year - term, birth), birth, FIRST_CARDS)
    last = min(birthday_in(printed.year - term + 1, birth) - timedelta(days=1), today)
    return first, last


def dates_of(outcome: Outcome) -> tuple[date | None, date]:
    """What two outcomes must share to be one answer."""
    return outcome.signature_certificate_expiry, outcome.user_certificate_expiry
