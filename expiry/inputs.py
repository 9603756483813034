"""What a calculation needs, and what it must refuse (R14)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

JAPANESE = "japanese"
PERIOD_OF_STAY = "period_of_stay"
RESIDENCES = (JAPANESE, "permanent", "special_permanent", "highly_skilled_2", PERIOD_OF_STAY)
CERTIFICATE = "certificate_issue_date"
FIRST_CARDS = date(2016, 1, 1)  # 番号法附則: cards are issued from this day
LAST_YEAR = 9900  # leaves room for the birthdays that are counted on


class Refused(ValueError):
    """An input that cannot be right.

    Attributes:
        field: the input's name.
        reason: one English clause for operators.
        code: the reason's name; visitors read the answer `expiry_<code>`.
    """

    def __init__(self, field: str, reason: str, code: str = "malformed") -> None:
        super().__init__(f"{field}: {reason}")
        self.field, self.reason, self.code = field, reason, code


@dataclass(frozen=True)
class Inputs:
    """One person's card.

    Attributes:
        birth_date: 生年月日.
        issue_date: 発行日, the day J-LIS made the card, not the day it was handed over (R1).
        residence: one of `RESIDENCES`.
        today: today in Asia/Tokyo.
        stay_expiry: 在留期間の満了日, for `period_of_stay` only.
        certificate_issue_date: the day the certificates were last issued again.
        application_date: the day J-LIS received the application; decides between 20 and 18 (R17).
        previous_certificate_expiry: last day of the certificates replaced on certificate_issue_date (R17).
    """

    birth_date: date
    issue_date: date
    residence: str
    today: date
    stay_expiry: date | None = None
    certificate_issue_date: date | None = None
    application_date: date | None = None
    previous_certificate_expiry: date | None = None

    @property
    def has_period_of_stay(self) -> bool:
        """Whether the end of a stay counts; a date given by others is their residence card's own (R6)."""
        return self.residence == PERIOD_OF_STAY


REQUIRED = ("birth_date", "issue_date", "today")
OPTIONAL = ("stay_expiry", "certificate_issue_date", "application_date", "previous_certificate_expiry")


def read_inputs(record: Mapping[str, object]) -> Inputs:
    """Reads the inputs of `madoguchi expiry`: ISO dates, null where there is none.

    Raises:
        Refused: naming the field that is missing, malformed or impossible.
    """
    days = {name: _day(record, name) for name in REQUIRED}
    optional = {name: _day(record, name) for name in OPTIONAL if record.get(name) is not None}
    residence = record.get("residence")
    if not isinstance(residence, str) or residence not in RESIDENCES:
        raise Refused("residence", f"must be one of {', '.join(RESIDENCES)}")
    inputs = Inputs(residence=residence, **days, **optional)
    check(inputs)
    return inputs


def _day(record: Mapping[str, object], name: str) -> date:
    value = record.get(name)
    if value is None:
        raise Refused(name, "is missing")
    try:
        day = date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise Refused(name, "is no day of the calendar written YYYY-MM-DD") from None
    if day.year > LAST_YEAR:
        raise Refused(name, "lies too far ahead")
    return day


def check(inputs: Inputs) -> None:
    """Refuses what cannot be (R14); a certificate after the card's end is refused by the calculation.

    Raises:
        Refused: naming the first field that is wrong.
    """
    born, issued, today = inputs.birth_date, inputs.issue_date, inputs.today
    stay = inputs.stay_expiry if inputs.has_period_of_stay else None
    renewed = inputs.certificate_issue_date
    # fmt: off
    rules = (
        (born > today,                              "birth_date",  "is after today",          "birth_after_today"),
        (issued < born,                             "issue_date",  "is before the birth",     "issue_before_birth"),
        (issued < FIRST_CARDS,                      "issue_date",  f"is before {FIRST_CARDS}", "issue_before_cards"),
        (issued > today,                            "issue_date",  "is after today",          "issue_after_today"),
        (inputs.has_period_of_stay and not stay,    "stay_expiry", "is missing",              "stay_missing"),
        (stay is not None and stay < issued,        "stay_expiry", "is before the issue",     "stay_before_issue"),
        (renewed is not None and renewed < issued,  CERTIFICATE,   "is before the issue", "certificate_before_issue"),
        (renewed is not None and renewed > today,   CERTIFICATE,   "is after today",      "certificate_after_today"),
    )
    # fmt: on
    for is_wrong, field, reason, code in rules:
        if is_wrong:
            raise Refused(field, reason, code)
