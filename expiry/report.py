"""What can be said about a draft: everything, the card alone, or nothing but where to look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Required, TypedDict, cast

from expiry.caveats import caveats
from expiry.draft import OTHER, Draft
from expiry.inputs import PERIOD_OF_STAY
from expiry.printed import PrintedOutcome, from_printed
from expiry.questions import inputs_of
from expiry.reasons import Reason, reasons
from expiry.rules import EXPIRED, Outcome, compute


class Report(TypedDict, total=False):
    """What can be said; days as ISO dates. Of a stopped form only its kind.

    Attributes:
        kind: `stopped`, `not_computed`, `not_enough`, `printed` or `computed`.
        remark: what was said about the last message.
        about: which of the dates was asked for again: see `expiry.draft.Draft`.
        is_month: whether of the issue only the month is known.
        has_stay: whether a period of stay counts.
        reasons: why the dates are what they are; `caveats`: what must be said with them, by name.
        card_expiry: and what follows: see `expiry.rules.Outcome`; None where it does not follow from a printed day.
    """

    kind: Required[str]
    remark: str | None
    about: str | None
    birth_date: str
    issue_date: str
    is_month: bool
    residence: str | None
    has_stay: bool
    reasons: list[Reason]
    caveats: list[str]
    card_expiry: str
    renewal_from: str
    status_card: str
    signature_certificate_expiry: str | None
    user_certificate_expiry: str | None
    certificate_renewal_from: str | None
    status_certificate: str | None


ABOUT_THE_ISSUE = frozenset({"issue_day", "birthday_near", "applied_in_march", "day_may_differ", "replaced_card"})
OUTCOME_FIELDS = tuple(Outcome.__dataclass_fields__)


def build_report(draft: Draft, today: date) -> Report:
    """The report as JSON."""
    if draft.is_stopped:
        return {"kind": "stopped"}
    if draft.residence == OTHER:
        return {"kind": "not_computed"}
    if draft.printed_expiry:
        return _as_report(draft, printed_report(draft, draft.printed_expiry, today))
    if not (draft.birth_date and draft.issue_date):
        return {"kind": "not_enough", "remark": draft.remark}
    return _as_report(draft, computed_report(draft, today))


def _as_report(draft: Draft, values: Mapping[str, object]) -> Report:
    return cast(Report, as_json({"remark": draft.remark, "about": draft.about, **values}))


def computed_report(draft: Draft, today: date) -> dict[str, object]:
    """All dates, why, and what must be said with them."""
    inputs = inputs_of(draft, today)
    outcome = compute(inputs)
    names = caveats(inputs, outcome)
    has_stay = draft.residence == PERIOD_OF_STAY
    if has_stay and not draft.stay_expiry:
        names = ["stay_unknown", "stay", *names]
    elif draft.residence is None:
        names = ["residence_unknown", *names]
    return {
        "kind": "computed",
        "birth_date": inputs.birth_date,
        "issue_date": inputs.issue_date,
        "is_month": draft.is_month,
        "residence": draft.residence,
        "has_stay": has_stay,
        "reasons": reasons(inputs, outcome),
        "caveats": names,
        **asdict(outcome),
    }


def printed_report(draft: Draft, printed: date, today: date) -> dict[str, object]:
    """The card's dates from the day printed on it, and the certificates' where they follow."""
    known = from_printed(printed, draft.birth_date, today, draft.certificate_issue_date)
    has_stay = draft.residence == PERIOD_OF_STAY or (draft.residence is None and known.is_birthday is False)
    dates: dict[str, object] = dict.fromkeys(OUTCOME_FIELDS)
    if known.certificates:
        dates |= asdict(known.certificates)
    dates |= {"card_expiry": printed, "renewal_from": known.renewal_from, "status_card": known.status_card}
    found: list[Reason] = [{"name": "card_printed"}]
    found += [{"name": "certificate_from_printed"}] if known.certificates else []
    return {
        "kind": "printed",
        "has_stay": has_stay,
        "reasons": found,
        "caveats": printed_caveats(draft, known, has_stay),
        **dates,
    }


def printed_caveats(draft: Draft, known: PrintedOutcome, has_stay: bool) -> list[str]:
    """What must be said with a printed day: nothing about an issue day that nobody gave."""
    stay = ["stay"] if has_stay else []
    if known.inputs is None or known.certificates is None:
        over = ["card_over"] if known.status_card == EXPIRED else []
        return [*over, *stay, "certificates_unknown", "signature_lapses", "moving", "phone", "printed_decides"]
    named = [name for name in caveats(known.inputs, known.certificates) if name not in ABOUT_THE_ISSUE]
    return [*stay, *([] if draft.certificate_issue_date else ["certificates_not_renewed"]), *named]


def as_json(values: Mapping[str, object]) -> dict[str, object]:
    """Days as ISO strings."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
