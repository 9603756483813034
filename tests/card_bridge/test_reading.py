"""One read against a scripted card: states, counters, what leaves the card, and a fault at every command."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from card_bridge.card.dates import JAPAN
from card_bridge.card.problems import CardRemoved, NextGeneration, NotMyNumberCard, Problem, ReadFailed, UnknownLayout
from card_bridge.card.reading import read_card
from card_bridge.card.report import Report
from tests.doubles.certificates import SUBJECT, certificate, end_of
from tests.doubles.my_number_card import PLANTED, UNTIL, foreign_card, my_number_card, phone, token
from tests.doubles.scripted_card import BASIC_REGISTER, CARD_INFORMATION, JPKI, ScriptedCard

NOW = datetime(2026, 11, 28, 12, 0, tzinfo=JAPAN)
MOST_COMMANDS = 25
COMMANDS = 24  # of a full read
WITHOUT_MONTHS = {"state": "valid", "until": None, "renewable_from": None}
UNKNOWN = {"tries_left": None, "locked": None}


def read(card: ScriptedCard, now: datetime = NOW) -> Report:
    return read_card(card.transmit, now)


def test_a_card_in_good_order() -> None:
    card = my_number_card()
    assert read(card).as_json(with_month=True) == {
        "card": "my_number_card",
        "reader": "ok",
        "certificate": {"state": "valid", "until": "2028-05", "renewable_from": "2028-02"},
        "pins": {
            "user_certificate": {"tries_left": 3, "locked": False},
            "signature": {"tries_left": 5, "locked": False},
            "card_information": {"tries_left": 2, "locked": False},
            "basic_register": {"tries_left": 1, "locked": False},
        },
        "problem": None,
    }
    assert len(card.log) == COMMANDS <= MOST_COMMANDS and card.forbidden == []


def test_the_month_is_told_on_request_only() -> None:
    assert read(my_number_card()).as_json(with_month=False)["certificate"] == WITHOUT_MONTHS


@pytest.mark.parametrize("kind", ["rsa", "ecdsa"])
def test_what_leaves_the_card(kind: str) -> None:
    """Headers and validity: not one byte of subject or public key, nor of the serial numbers."""
    der = certificate(UNTIL, kind=kind)
    card = my_number_card(der)
    report = json.dumps(read(card).as_json(with_month=True))
    certificate_bytes = card.given["000A"]
    subject = range(der.index(SUBJECT.encode()) - 60, len(der))  # its name begins some bytes before the common name
    serial = range(der.index(b"PLANTEDSERIAL"), der.index(b"PLANTEDSERIAL") + len("PLANTEDSERIAL"))
    assert not certificate_bytes & {*subject, *serial}
    assert len(certificate_bytes) <= 52
    assert max(card.given["0006"]) < 16 and max(card.given["0008"]) < 3
    assert not [planted for planted in PLANTED if planted in report]


# fmt: off
@pytest.mark.parametrize(("now", "state"), [
    (datetime(2028, 2, 3, 23, 59, 59), "valid"),
    (datetime(2028, 2, 4, 0, 0, 0),    "renewable"),  # the day after three months before
    (datetime(2028, 5, 3, 23, 59, 59), "renewable"),
    (datetime(2028, 5, 4, 0, 0, 0),    "expired"),
    (datetime(2040, 1, 1),             "expired"),
    (datetime(2000, 1, 1),             "unknown"),    # the clock of this machine is wrong
])
# fmt: on
@pytest.mark.parametrize("kind", ["rsa", "ecdsa"])
def test_states_by_the_day_in_japan(now: datetime, state: str, kind: str) -> None:
    card = my_number_card(certificate(UNTIL, kind=kind))
    assert read(card, now.replace(tzinfo=JAPAN)).certificate.state == state


def test_a_month_is_japans() -> None:
    last_night = datetime(2028, 5, 31, 15, 30, tzinfo=UNTIL.tzinfo)  # already June in Japan
    assert read(my_number_card(certificate(last_night))).certificate.until == "2028-06"


@pytest.mark.parametrize(("year", "years"), [(2036, 10), (2052, 29), (2149, 40)])
def test_long_certificates(year: int, years: int) -> None:
    card = my_number_card(certificate(end_of(year, 5, 3), years=years, kind="ecdsa"))
    assert read(card, end_of(year - 1, 1, 1)).certificate.until == f"{year}-05"


# fmt: off
@pytest.mark.parametrize(("status", "tries"), [
    ("63C3", {"tries_left": 3,    "locked": False}),
    ("63C1", {"tries_left": 1,    "locked": False}),
    ("63CF", {"tries_left": 15,   "locked": False}),
    ("63C0", {"tries_left": 0,    "locked": True}),
    ("6984", {"tries_left": 0,    "locked": True}),
    ("6983", {"tries_left": 0,    "locked": True}),
    ("9000", {"tries_left": None, "locked": False}),  # verified by somebody: not 0 tries
    ("6300", UNKNOWN),
    ("6A82", UNKNOWN),
    ("6D00", UNKNOWN),
    ("6982", UNKNOWN),
])
@pytest.mark.parametrize(("name", "place"), [
    ("user_certificate", (JPKI, "0018")),
    ("signature",        (JPKI, "001B")),
    ("card_information", (CARD_INFORMATION, "0011")),
    ("basic_register",   (BASIC_REGISTER, "001C")),
])
# fmt: on
def test_counters(status: str, tries: dict[str, Any], name: str, place: tuple[str, str]) -> None:
    card = my_number_card().with_pin(*place, status)
    pins = read(card).as_json(with_month=False)["pins"]
    assert pins.pop(name) == tries
    assert all(others["tries_left"] for others in pins.values()) and card.forbidden == []


def test_a_counter_that_is_not_there() -> None:
    card = my_number_card()
    del card.counters[JPKI, "001B"], card.counters[BASIC_REGISTER, "001C"]
    pins = read(card).as_json(with_month=False)["pins"]
    assert pins["signature"] == pins["basic_register"] == UNKNOWN
    assert pins["card_information"]["tries_left"] == 2


# fmt: off
@pytest.mark.parametrize("data", [None, b"", b"\x00" * 1500, b"\xff" * 1500])
@pytest.mark.parametrize("there", ["8F8F00", "8F0000", "8FFF00", "000000", None])
# fmt: on
def test_no_certificate(data: bytes | None, there: str | None) -> None:
    card = my_number_card()
    del card.files[JPKI, "000A"], card.files[JPKI, "0008"]
    if data is not None:
        card.with_file(JPKI, "000A", data)
    if there is not None:
        card.with_file(JPKI, "0008", bytes.fromhex(there))
    report = read(card)
    assert (report.card, report.certificate.state, report.certificate.until) == ("my_number_card", "absent", None)
    assert report.pins["user_certificate"].tries_left == 3


def test_the_card_says_that_the_certificate_is_gone() -> None:
    card = my_number_card().with_file(JPKI, "0008", bytes.fromhex("8F0000"))
    assert read(card).certificate.state == "absent" and "000A" not in card.given


def test_a_child_has_no_signature_certificate() -> None:
    assert read(my_number_card().with_file(JPKI, "0008", bytes.fromhex("008F00"))).certificate.state == "valid"


# fmt: off
@pytest.mark.parametrize("data", [
    b"\x5a" * 600,                                              # no DER
    bytes.fromhex("30820400308203FC0201"),                      # cut off
    bytes.fromhex("3080A003020102") + b"\x00" * 50,             # indefinite length
    bytes.fromhex("3083010000308300FF00A003020102"),            # a length of three bytes
    certificate(UNTIL).replace(b"280503145959Z", b"280532145959Z"),  # 32 May
    certificate(UNTIL).replace(b"280503145959Z", b"28050314595+9"),  # no UTC
], ids=["no DER", "cut off", "indefinite length", "length of three bytes", "32 May", "no UTC"])
# fmt: on
def test_a_certificate_that_makes_no_sense(data: bytes) -> None:
    report = read(my_number_card(data))
    assert (report.card, report.certificate.state) == ("my_number_card", "unknown")
    assert report.pins["user_certificate"].tries_left == 3


@pytest.mark.parametrize("status", ["6982", "6981", "6D00"])
def test_a_certificate_that_is_kept(status: str) -> None:
    card = my_number_card()
    card.refusals[JPKI, "000A"] = status
    assert read(card).certificate.state == "unknown"


@pytest.mark.parametrize("status", ["6982", "6D00", "6A82"])
def test_files_that_are_kept(status: str) -> None:
    """A SELECT that is refused for one file says nothing about the others."""
    for number, expected in ((5, "unknown" if status != "6A82" else "absent"), (14, "valid")):
        card = my_number_card()
        card.faults[number] = answer(status)  # SELECT of 000A, of 0018
        report = read(card)
        assert report.certificate.state == expected and report.pins["signature"].tries_left == 5
        assert (report.pins["user_certificate"].tries_left is None) is (number == 14)


@pytest.mark.parametrize("number", [18, 21])
def test_applications_that_are_kept(number: int) -> None:
    card = my_number_card()
    card.faults[number] = answer("6D00")
    pins = read(card).pins
    assert [name for name, tries in pins.items() if tries.tries_left is None] == [list(pins)[2 + (number == 21)]]


@pytest.mark.parametrize("label", ["JPKIAPGPSETOKEN", "JPKIAPIOSTOKEN"])
def test_a_phone(label: str) -> None:
    card = phone(label)
    answer = read(card).as_json(with_month=True)
    assert (answer["card"], answer["certificate"]) == ("phone", {**WITHOUT_MONTHS, "state": "unknown"})
    assert answer["pins"]["user_certificate"] == {"tries_left": 3, "locked": False}
    assert answer["pins"]["card_information"] == answer["pins"]["basic_register"] == UNKNOWN
    assert "000A" not in card.given and card.forbidden == []
    assert not any(command[-2:] == b"\x00\x0a" for command in card.log)  # not even selected


# fmt: off
@pytest.mark.parametrize(("label", "problem"), [
    ("JPKIAPICCTOKEN",   NotMyNumberCard),  # 住民基本台帳カード
    ("JPKIAPICCTOKEN3",  NextGeneration),
    ("JPKIAPICCTOKEN25", NextGeneration),
    ("SOMETHING ELSE",   UnknownLayout),
    ("",                 UnknownLayout),
])
# fmt: on
def test_other_labels(label: str, problem: type[Problem]) -> None:
    card = my_number_card().with_file(JPKI, "0006", token(label))
    with pytest.raises(problem):
        read(card)
    assert set(card.given) <= {"0006"}


def test_labels_are_padded_one_way_or_the_other() -> None:
    assert read(my_number_card().with_file(JPKI, "0006", b"JPKIAPICCTOKEN2".ljust(64, b"\0"))).card == "my_number_card"
    assert read(my_number_card().with_file(JPKI, "0006", b"JPKIAPICCTOKEN2")).card == "my_number_card"


@pytest.mark.parametrize("refusal", ["6982", "9000"])
def test_no_label(refusal: str) -> None:
    card = my_number_card()
    card.refusals[JPKI, "0006"] = refusal
    with pytest.raises(UnknownLayout):
        read(card)


def test_no_label_file() -> None:
    card = my_number_card()
    del card.files[JPKI, "0006"]
    with pytest.raises(UnknownLayout):
        read(card)


@pytest.mark.parametrize("status", ["6A82", "6D00", "6E00", "6A86", "6700", "6882", "6A81", "6999"])
def test_a_foreign_card(status: str) -> None:
    card = foreign_card()
    card.refusals["", JPKI] = status
    with pytest.raises(NotMyNumberCard):
        read(card)
    assert len(card.log) == 1


@pytest.mark.parametrize("most", [1, 2, 7])
def test_short_reads(most: int) -> None:
    card = my_number_card()
    card.most_at_once = most
    assert read(card).certificate.until == "2028-05" and card.forbidden == []


@pytest.mark.parametrize("style", ["61", "6C"])
def test_cards_that_answer_in_two_steps(style: str) -> None:
    card = my_number_card().with_file(JPKI, "0006", b"JPKIAPICCTOKEN2")
    card.style = style
    report = read(card)
    assert (report.certificate.until, report.pins["signature"].tries_left) == ("2028-05", 5)
    assert card.forbidden == [] and len(card.given["000A"]) <= 52


def answer(status: str) -> Callable[[bytes], bytes]:
    return lambda command: bytes.fromhex(status)


@pytest.mark.parametrize("number", range(COMMANDS))
@pytest.mark.parametrize("status", ["6F00", "6282", "6401", "63FF", "0000", "6CFF"])
def test_nothing_is_reported_after_a_failure(number: int, status: str) -> None:
    card = my_number_card()
    card.faults[number] = answer(status)
    with pytest.raises(ReadFailed):
        read(card)
    assert len(card.log) == number + 1 and card.forbidden == []


def test_a_card_that_goes_away() -> None:
    def gone(command: bytes) -> bytes:
        raise CardRemoved

    for number in range(COMMANDS):
        card = my_number_card()
        card.faults[number] = gone
        with pytest.raises(CardRemoved):
            read(card)
        assert len(card.log) == number + 1


def test_certificates_of_every_day_end_in_their_month() -> None:
    day = end_of(2027, 1, 1)
    for _day in range(0, 800, 13):
        day += timedelta(days=13)
        report = read(my_number_card(certificate(day, kind="ecdsa")), day - timedelta(days=300))
        assert report.certificate.until == f"{day:%Y-%m}"
