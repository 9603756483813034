"""Which line is open, minute by minute, and which lines a reply names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import pytest

from bot.i18n.formatting import write_fact
from bot.i18n.languages import LANGUAGES
from knowledge.facts import load_facts
from knowledge.lines import TOKYO, Line, lines_for, lines_to_show, load_lines, state_of
from tests.ward import WARD

FACTS, LINES = load_facts(WARD), load_lines(WARD)


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=TOKYO)


# fmt: off
@pytest.mark.parametrize(("line", "now", "is_open", "until"), [
    ("callcentre",    "2026-11-25T08:29", False, "2026-11-25T08:30"),
    ("callcentre",    "2026-11-25T08:30", True,  "2026-11-25T18:00"),
    ("callcentre",    "2026-11-25T18:00", False, "2026-11-26T08:30"),
    ("callcentre",    "2026-11-23T09:00", False, "2026-11-23T10:00"),  # 勤労感謝の日
    ("callcentre",    "2026-11-28T16:59", True,  "2026-11-28T17:00"),  # Saturday
    ("callcentre",    "2026-12-29T12:00", False, "2027-01-04T08:30"),
    ("office",        "2026-11-28T12:00", False, "2026-11-30T08:30"),
    ("office",        "2026-12-28T17:00", False, "2027-01-04T08:30"),
    ("national",      "2026-11-25T19:59", True,  "2026-11-25T20:00"),
    ("national_scam", "2026-12-31T12:00", False, "2027-01-04T09:30"),
    ("foreign",       "2026-11-25T21:00", False, "2026-11-26T08:30"),
    ("foreign_lost",  "2026-12-31T23:59", True,  None),
    ("national_lost", "2026-12-31T23:59", True,  None),
])
# fmt: on
def test_state(line: str, now: str, is_open: bool, until: str | None) -> None:
    state = state_of(LINES[line], at(now), FACTS)
    assert (state.is_open, state.until and state.until.isoformat()[:16]) == (is_open, until)


# The year of the property test, written down by hand from the law and the booklet.
FIRST_DAY, LAST_DAY = date(2026, 11, 1), date(2027, 10, 31)
HOLIDAYS = """
2026-11-03 2026-11-23 2027-01-01 2027-01-11 2027-02-11 2027-02-23 2027-03-21 2027-03-22 2027-04-29 2027-05-03
2027-05-04 2027-05-05 2027-07-19 2027-08-11 2027-09-20 2027-09-23 2027-10-11
"""
YEAR_END = "12-29 12-30 12-31 01-01 01-02 01-03"
NEVER = ("00:00", "00:00")
BY_DAY, CALLCENTRE = (("09:30", "20:00"), ("09:30", "17:30")), (("08:30", "18:00"), ("10:00", "17:00"))
ALWAYS = {"national_lost", "foreign_lost", "distress"}  # day and night, for losses and for despair only
HOURS = {
    **dict.fromkeys(("national", "national_card", "national_system", "national_mynaportal"), BY_DAY),
    **dict.fromkeys(("national_account", "national_scam", "national_ip", "foreign_system"), BY_DAY),
    **dict.fromkeys(("foreign", "foreign_paid", "national_paid"), (("08:30", "20:00"), ("08:30", "20:00"))),
    "foreign_asia": (("09:00", "18:00"), ("09:00", "18:00")),
    **dict.fromkeys(("callcentre", "callcentre_alt"), CALLCENTRE),
    "office": (("08:30", "17:00"), NEVER),
}


def minutes() -> Iterator[datetime]:
    day = FIRST_DAY
    while day <= LAST_DAY + timedelta(days=7):  # a week more, to see the last change
        yield from (datetime.combine(day, time(hour, minute), TOKYO) for hour in range(24) for minute in range(60))
        day += timedelta(days=1)


MINUTES = list(minutes())


def opens(key: str, day: date) -> tuple[str, str]:
    """The oracle: what is written for one day in the booklet, or on the line's page since."""
    weekday, weekend = HOURS[key]
    if day.isoformat()[5:] in YEAR_END:
        return NEVER
    return weekend if day.isoweekday() in (6, 7) or day.isoformat() in HOLIDAYS else weekday


def test_every_line_is_in_the_oracle() -> None:
    assert set(HOURS) | ALWAYS == set(LINES)


@pytest.mark.parametrize("line", {(line.weekday, line.weekend): line for line in LINES.values()}.values(), ids=lambda line: line.key)
def test_every_minute_of_a_year(line: Line) -> None:
    """One line of each timetable is asked at every minute; its twins are compared with it below."""
    if line.key in ALWAYS:
        assert all(state_of(line, now, FACTS).is_open for now in MINUTES)
        return
    clock = [f"{minute // 60:02}:{minute % 60:02}" for minute in range(24 * 60)]
    days = [opens(line.key, now.date()) for now in MINUTES[:: 24 * 60]]
    expected = [first <= minute < last for first, last in days for minute in clock]
    change, year = len(MINUTES), (LAST_DAY - FIRST_DAY).days + 1
    for index in range(len(MINUTES) - 2, -1, -1):
        change = index + 1 if expected[index + 1] != expected[index] else change
        if index < year * 24 * 60:
            state = state_of(line, MINUTES[index], FACTS)
            assert (state.is_open, state.until) == (expected[index], MINUTES[change]), MINUTES[index]


def test_lines_with_one_timetable_are_open_together() -> None:
    for key, hours in HOURS.items():
        twins = [LINES[twin] for twin, its_hours in HOURS.items() if its_hours == hours]
        assert {times_of(twin) for twin in twins} == {times_of(LINES[key])}


def times_of(line: Line) -> tuple[str, ...]:
    return tuple(str(FACTS[name].value) for name in (*(line.weekday or ()), *(line.weekend or NEVER[:0])))


def test_another_time_zone_asks_about_the_same_minute() -> None:
    assert state_of(LINES["office"], datetime.fromisoformat("2026-11-24T23:30+00:00"), FACTS).is_open


def test_only_stopping_cards_and_despair_go_on_day_and_night() -> None:
    assert not LINES["foreign"].always_open
    assert {line.key for line in LINES.values() if line.always_open} == ALWAYS
    assert not any(LINES[key].is_general for key in ALWAYS)


def test_the_year_end_is_two_facts() -> None:
    written = [write_fact(FACTS["rest.first_day"], language) for language in LANGUAGES]
    assert written == ["12月29日", "29 December", "12月29日", "12월 29일"]
    assert write_fact(FACTS["rest.last_day"], "en") == "3 January"


def test_open_and_free_lines_come_first() -> None:
    def keys(now: str) -> list[str]:
        return [state.line.key for state in lines_for("zh", LINES, at(now), FACTS)]

    assert keys("2026-11-25T19:00") == ["foreign", "callcentre", "callcentre_alt"]
    assert keys("2026-11-25T03:00") == ["foreign", "callcentre", "callcentre_alt"]
    assert keys("2026-11-25T10:00") == ["foreign", "callcentre", "callcentre_alt"]


# fmt: off
@pytest.mark.parametrize(("names", "language", "now", "first", "shown"), [
    (["office"],                     "ja", "2026-11-25T10:00", [], ["office"]),
    (["office"],                     "ko", "2026-11-25T10:00", [], ["office", "foreign"]),
    (["office"],                     "ko", "2026-11-25T09:00", [], ["office", "foreign"]),
    (["office"],                     "ko", "2026-11-25T03:00", [], ["office", "foreign"]),
    (["office"],                     "ko", "2026-11-28T12:00", [], ["foreign", "office"]),
    (["office", "callcentre"],       "ja", "2026-11-25T17:30", [], ["callcentre", "office"]),
    (["national_scam"],              "en", "2026-11-25T03:00", ["national_scam"], ["national_scam", "foreign"]),
    (["national_scam", "callcentre"], "en", "2026-11-25T09:00", ["national_scam"], ["national_scam", "callcentre"]),
    ([],                             "en", "2026-11-25T09:00", [], []),
])
# fmt: on
def test_lines_to_show(names: list[str], language: str, now: str, first: list[str], shown: list[str]) -> None:
    states = lines_to_show(names, language, LINES, at(now), FACTS, first)
    assert [state.line.key for state in states] == shown
