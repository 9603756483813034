"""Why the dates are what they are, as names of sentences and the numbers they need."""

from __future__ import annotations

from expiry.birthdays import age_on, nth_birthday_after
from expiry.inputs import Inputs
from expiry.rules import RENEWED_TERM, SIGNATURE_AGE, Outcome, card_term, certificate_term

Reason = dict[str, str | int]  # the name of a sentence, and the numbers that it holds


def reasons(inputs: Inputs, outcome: Outcome) -> list[Reason]:
    """Two or three short reasons: {"name", and the numbers its sentence holds}."""
    found = [card_reason(inputs, outcome), certificate_reason(inputs, outcome)]
    if outcome.signature_certificate_expiry is None:
        found.append({"name": "signature_none", "age": SIGNATURE_AGE})
    return found


def card_reason(inputs: Inputs, outcome: Outcome) -> Reason:
    """Birthday or end of the stay, the earlier (R4, R7)."""
    term = card_term(inputs)
    birthday = nth_birthday_after(inputs.birth_date, inputs.issue_date, term)
    if outcome.card_expiry != birthday:
        return {"name": "card_stay", "n": term}
    if inputs.has_period_of_stay and inputs.stay_expiry != birthday:
        return {"name": "card_before_stay", "n": term}
    return {"name": "card_birthday", "n": term, "age": age_on(inputs.birth_date, inputs.issue_date)}


def certificate_reason(inputs: Inputs, outcome: Outcome) -> Reason:
    """Birthday or the card's own end, the earlier (R8, R9)."""
    issued = inputs.certificate_issue_date or inputs.issue_date
    term = certificate_term(inputs)
    if outcome.user_certificate_expiry != nth_birthday_after(inputs.birth_date, issued, term):
        return {"name": "certificate_card"}
    if inputs.certificate_issue_date is None:
        return {"name": "certificate_birthday", "n": term}
    return {"name": "certificate_in_time" if term == RENEWED_TERM else "certificate_again", "n": term}
