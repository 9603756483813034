"""What an answer must also say (docs/expiry.md, section 4), as names of `expiry_<name>` sentences."""

from __future__ import annotations

from datetime import date, timedelta

from expiry.birthdays import age_on, birthday_in
from expiry.inputs import Inputs
from expiry.rules import EXPIRED, Outcome

APPLIED_BEFORE_APRIL = (date(2022, 4, 1), date(2022, 6, 30))  # issued then, perhaps applied for in March (R5)
FIRST_REPLACED_CARDS = date(2019, 10, 3)  # a card of 2016-01-01 could first be renewed then (R12)
HANDOVER_DAYS = 92  # between the card's issue and its hand-over
AGES = (15, 18, 20)


def caveats(inputs: Inputs, outcome: Outcome) -> list[str]:
    """The caveats that apply to a computed answer, the weightiest first."""
    # fmt: off
    rules = (
        ("card_over",         outcome.status_card == EXPIRED),                                           # C7
        ("certificate_over",  outcome.status_certificate == EXPIRED != outcome.status_card),             # C7
        ("stay",              inputs.has_period_of_stay),                                                # C5
        ("same_day",          outcome.card_expiry == outcome.user_certificate_expiry),                   # C6
        ("young",             outcome.signature_certificate_expiry is None),                             # C12
        ("applied_in_march",  may_have_applied_in_march(inputs)),                                        # C3
        ("birthday_near",     birthday_just_before(inputs)),                                             # C2
        ("issue_day",         not birthday_just_before(inputs)),                                         # C2
        ("day_may_differ",    is_edge_of_an_age(inputs)),                                                # C10
        ("replaced_card",     inputs.issue_date >= FIRST_REPLACED_CARDS),                                # C11
        ("signature_lapses",  outcome.signature_certificate_expiry is not None),                         # C4
        ("moving",            True),                                                                     # C8
        ("phone",             True),                                                                     # C9
        ("printed_decides",   True),                                                                     # C1
    )
    # fmt: on
    return [name for name, applies in rules if applies]


def may_have_applied_in_march(inputs: Inputs) -> bool:
    """18 or 19 years old, issued just after the line fell from 20 to 18 (C3)."""
    first, last = APPLIED_BEFORE_APRIL
    return first <= inputs.issue_date <= last and age_on(inputs.birth_date, inputs.issue_date) in (18, 19)


def birthday_just_before(inputs: Inputs) -> bool:
    """Whether a birthday may lie between the issue and a hand-over day given in its place (C2)."""
    birthday = birthday_in(inputs.issue_date.year, inputs.birth_date)
    if birthday > inputs.issue_date:
        birthday = birthday_in(inputs.issue_date.year - 1, inputs.birth_date)
    return inputs.issue_date - birthday <= timedelta(days=HANDOVER_DAYS)


def is_edge_of_an_age(inputs: Inputs) -> bool:
    """Born on 29 February, or issued on the eve of a birthday that decides the term (C10)."""
    birth, eve = inputs.birth_date, inputs.issue_date + timedelta(days=1)
    is_eve = birthday_in(eve.year, birth) == eve and age_on(birth, eve) in AGES
    return is_eve or (birth.month, birth.day) == (2, 29)
