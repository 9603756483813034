"""When a card ends: worked examples, refusals, and an oracle that counts in another way."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.cli.expiry import answer
from expiry.birthdays import window_opens
from expiry.caveats import caveats
from expiry.inputs import RESIDENCES, Inputs, read_inputs
from expiry.printed import from_printed
from expiry.rules import Outcome, compute
from tests.conftest import DATA

EXAMPLES = json.loads((DATA / "expiry_examples.json").read_text())["examples"]
PLAIN = {"birth_date": "1990-06-01", "issue_date": "2020-05-01", "residence": "japanese", "today": "2026-11-23"}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["id"])
def test_worked_examples(example: dict[str, Any]) -> None:
    found = answer(example["inputs"])
    assert ("error" in found) if example["expected"] == "error" else (found == example["expected"])


# fmt: off
@pytest.mark.parametrize(("changes", "field"), [
    ({"birth_date": None},                                      "birth_date"),
    ({"birth_date": "1990-02-30"},                              "birth_date"),
    ({"birth_date": "1990/06/01"},                              "birth_date"),
    ({"birth_date": 19900601},                                  "birth_date"),
    ({"birth_date": "2026-11-24"},                              "birth_date"),
    ({"issue_date": ""},                                        "issue_date"),
    ({"issue_date": "1990-05-31"},                              "issue_date"),
    ({"issue_date": "2015-12-31"},                              "issue_date"),
    ({"issue_date": "2026-11-24"},                              "issue_date"),
    ({"today": None},                                           "today"),
    ({"today": "today"},                                        "today"),
    ({"today": "9999-12-31"},                                   "today"),
    ({"residence": None},                                       "residence"),
    ({"residence": "Japanese"},                                 "residence"),
    ({"residence": ["japanese"]},                               "residence"),
    ({"residence": "period_of_stay"},                           "stay_expiry"),
    ({"residence": "period_of_stay", "stay_expiry": "2020-04-30"}, "stay_expiry"),
    ({"residence": "permanent", "stay_expiry": "2027-02-29"},   "stay_expiry"),
    ({"certificate_issue_date": "2020-04-30"},                  "certificate_issue_date"),
    ({"certificate_issue_date": "2026-11-24"},                  "certificate_issue_date"),
    ({"residence": "period_of_stay", "stay_expiry": "2022-01-01", "certificate_issue_date": "2022-01-02"}, "certificate_issue_date"),
])
# fmt: on
def test_refused(changes: dict[str, Any], field: str) -> None:
    found: Any = answer({**PLAIN, **changes})
    assert found["error"]["field"] == field


# fmt: off
@pytest.mark.parametrize("changes", [
    {"birth_date": "2020-05-01"},                                                 # issued on the day of birth
    {"residence": "period_of_stay", "stay_expiry": "2020-05-01"},                  # the stay ends on the day of issue
    {"certificate_issue_date": "2020-05-01"},
    {"residence": "permanent", "stay_expiry": "2019-01-01"},                       # no period of stay: ignored
])
# fmt: on
def test_allowed(changes: dict[str, Any]) -> None:
    assert "error" not in answer({**PLAIN, **changes})


# fmt: off
@pytest.mark.parametrize(("expiry", "opens"), [
    ("2027-05-05", "2027-02-06"), ("2027-05-28", "2027-03-01"), ("2027-05-31", "2027-03-01"), ("2028-05-28", "2028-02-29"),
    ("2028-05-31", "2028-03-01"), ("2027-11-30", "2027-08-31"), ("2027-12-31", "2027-10-01"), ("2027-02-28", "2026-11-29"),
])
# fmt: on
def test_the_window_at_month_ends(expiry: str, opens: str) -> None:
    assert window_opens(date.fromisoformat(expiry), date(2020, 1, 1)).isoformat() == opens


def oracle(inputs: Inputs) -> Outcome | None:
    """The rules once more, counting birthdays one by one with dateutil; None when it must be refused."""

    def age(day: date) -> int:
        return relativedelta(day, inputs.birth_date).years

    def birthday(day: date, n: int) -> date:
        found, years = [], 0
        while len(found) < n:
            candidate = inputs.birth_date + relativedelta(years=years)
            found += [candidate] if candidate > day else []
            years += 1
        return found[-1]

    def opens(expiry: date, issued: date) -> date:
        return max(expiry - relativedelta(months=3) + timedelta(days=1), issued)

    def state(expiry: date, first: date) -> str:
        return "expired" if inputs.today > expiry else "renewable" if inputs.today >= first else "valid"

    line = 20 if inputs.issue_date <= date(2022, 3, 31) else 18
    card = birthday(inputs.issue_date, 10 if age(inputs.issue_date) >= line else 5)
    if inputs.residence == "period_of_stay":
        card = min(card, inputs.stay_expiry or card)
    user, base = min(birthday(inputs.issue_date, 5), card), inputs.issue_date
    renewed = inputs.certificate_issue_date
    if renewed:
        if renewed > card:
            return None
        in_time = opens(user, inputs.issue_date) <= renewed <= user
        user, base = min(birthday(renewed, 6 if in_time else 5), card), renewed
    first, certificate_first = opens(card, inputs.issue_date), opens(user, base)
    signature = user if age(base) >= 15 else None
    return Outcome(card, signature, user, first, certificate_first, state(card, first), state(user, certificate_first))


@st.composite
def cards(draw: st.DrawFn) -> Inputs:
    today = draw(st.dates(date(2016, 1, 1), date(2035, 12, 31)))
    issued = draw(st.dates(date(2016, 1, 1), today))
    born = draw(st.one_of(st.dates(date(1920, 1, 1), issued), st.just(date(2004, 2, 29)).filter(lambda day: day <= issued)))
    residence = draw(st.sampled_from(RESIDENCES))
    return Inputs(
        born, issued, residence, today,
        draw(st.dates(issued, issued + timedelta(days=2000))) if residence == "period_of_stay" else None,
        draw(st.one_of(st.none(), st.dates(issued, today))),
    )  # fmt: skip


@given(cards())
def test_against_the_oracle(inputs: Inputs) -> None:
    record = {name: value.isoformat() if isinstance(value, date) else value for name, value in vars(inputs).items()}
    expected = oracle(inputs)
    found = answer(record)
    assert ("error" in found) if expected is None else compute(inputs) == expected


@given(cards())
def test_certificates_never_outlive_the_card(inputs: Inputs) -> None:
    assume(oracle(inputs) is not None)
    outcome = compute(inputs)
    assert inputs.issue_date <= outcome.user_certificate_expiry <= outcome.card_expiry
    assert outcome.signature_certificate_expiry in (None, outcome.user_certificate_expiry)


@given(cards())
def test_the_printed_day_leads_to_the_same_certificates(inputs: Inputs) -> None:
    """Where the issue date follows from the printed day, so do the certificates that came with the card."""
    assume(not inputs.has_period_of_stay and not inputs.certificate_issue_date)
    outcome = compute(inputs)
    known = from_printed(outcome.card_expiry, inputs.birth_date, inputs.today)
    assert known.is_birthday
    if known.certificates:
        assert known.certificates.user_certificate_expiry == outcome.user_certificate_expiry
        assert known.status_card == outcome.status_card


def test_a_printed_day_that_is_no_birthday_is_the_end_of_a_stay() -> None:
    known = from_printed(date(2027, 3, 1), date(1999, 6, 21), date(2026, 11, 23))
    assert (known.is_birthday, known.certificates) == (False, None)


def test_the_application_decides_the_line_where_it_is_known() -> None:
    record = {**PLAIN, "birth_date": "2003-05-05", "issue_date": "2022-04-20"}
    assert answer(record)["card_expiry"] == "2031-05-05"
    assert answer({**record, "application_date": "2022-03-30"})["card_expiry"] == "2026-05-05"


@pytest.mark.parametrize(("issued", "expiry"), [("2022-03-31", "2026-05-05"), ("2022-04-01", "2031-05-05")])
def test_the_line_is_18_from_its_first_day_on(issued: str, expiry: str) -> None:
    assert answer({**PLAIN, "birth_date": "2003-05-05", "issue_date": issued})["card_expiry"] == expiry


# fmt: off
@pytest.mark.parametrize(("renewed", "expiry"), [
    ("2024-03-01", "2028-06-01"),  # the window is not open yet: five birthdays
    ("2024-03-02", "2029-06-01"),  # its first day: six
    ("2024-06-01", "2030-06-01"),  # its last
    ("2024-06-02", "2029-06-01"),  # the certificates had run out
])
# fmt: on
def test_renewed_inside_the_window_certificates_last_a_birthday_more(renewed: str, expiry: str) -> None:
    record = {**PLAIN, "issue_date": "2021-02-01", "previous_certificate_expiry": "2024-06-01"}
    assert answer({**record, "certificate_issue_date": renewed})["user_certificate_expiry"] == expiry


def test_the_certificates_replaced_decide_the_term_where_they_are_known() -> None:
    record = {**PLAIN, "issue_date": "2018-02-01", "certificate_issue_date": "2024-05-20"}
    assert answer(record)["user_certificate_expiry"] == "2027-06-01"  # the card's own end
    record["issue_date"] = "2021-02-01"
    assert answer(record)["user_certificate_expiry"] == "2028-06-01"
    assert answer({**record, "previous_certificate_expiry": "2024-06-01"})["user_certificate_expiry"] == "2029-06-01"


# fmt: off
@pytest.mark.parametrize(("changes", "names"), [
    ({},                                                            {"printed_decides", "issue_day", "signature_lapses", "moving", "phone"}),
    ({"issue_date": "2020-06-10"},                                  {"birthday_near"}),
    ({"birth_date": "2003-05-05", "issue_date": "2022-04-20"},      {"applied_in_march"}),
    ({"birth_date": "2004-02-29"},                                  {"day_may_differ"}),
    ({"birth_date": "2005-05-02", "issue_date": "2020-05-01"},      {"day_may_differ", "young", "same_day"}),
    ({"birth_date": "2015-05-05"},                                  {"young", "card_over"}),
    ({"residence": "period_of_stay", "stay_expiry": "2027-03-31"},  {"stay"}),
])
# fmt: on
def test_caveats(changes: dict[str, Any], names: set[str]) -> None:
    inputs = read_inputs({**PLAIN, **changes})
    assert names <= set(caveats(inputs, compute(inputs)))
