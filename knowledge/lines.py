"""Telephone lines, and which of them is open at a given minute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import holidays

from knowledge.facts import Facts
from knowledge.wards import ROOT, read_yaml, ward_folder

TOKYO = ZoneInfo("Asia/Tokyo")
LAST_OPEN_DAY = (12, 28)  # offices rest from 29 December
FIRST_OPEN_DAY = (1, 4)  # to 3 January (行政機関の休日に関する法律, art. 1)
SEARCH_DAYS = 14  # no line stays closed longer


@dataclass(frozen=True)
class Line:
    """One telephone line; hours name facts, none at all means day and night."""

    key: str
    name: str
    phone: str
    free: bool
    languages: tuple[str, ...]
    weekday: tuple[str, str] | None = None
    weekend: tuple[str, str] | None = None

    @property
    def always_open(self) -> bool:
        """Whether the line answers day and night."""
        return self.weekday is None


@dataclass(frozen=True)
class LineState:
    """Whether a line is open, and the moment when that changes (None: never)."""

    line: Line
    is_open: bool
    until: datetime | None


def load_lines(ward: str | None = None) -> dict[str, Line]:
    """Loads the national lines and those of one ward."""
    entries = read_yaml(ROOT / "lines.yml") | read_yaml(ward_folder(ward) / "lines.yml")
    return {key: _line(key, entry) for key, entry in entries.items()}


def _line(key: str, entry: dict[str, Any]) -> Line:
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}
    return Line(key=key, **values)


@cache
def japanese_holidays(year: int) -> frozenset[date]:
    """The national holidays of one year (holidays library, 国民の祝日に関する法律)."""
    return frozenset(holidays.country_holidays("JP", years=year))


def is_year_end(day: date) -> bool:
    """Whether a day lies in the year-end rest.

    >>> is_year_end(date(2026, 12, 28)), is_year_end(date(2026, 12, 29)), is_year_end(date(2027, 1, 3))
    (False, True, True)
    """
    return not FIRST_OPEN_DAY <= (day.month, day.day) <= LAST_OPEN_DAY


def hours_on(line: Line, day: date, facts: Facts) -> tuple[datetime, datetime] | None:
    """The opening hours of a line on one day, or None when it rests."""
    if is_year_end(day):
        return None
    rests = day.weekday() >= 5 or day in japanese_holidays(day.year)
    names = line.weekend if rests else line.weekday
    if names is None:
        return None
    opens, closes = (time.fromisoformat(facts[name].value) for name in names)
    return datetime.combine(day, opens, TOKYO), datetime.combine(day, closes, TOKYO)


def state_of(line: Line, now: datetime, facts: Facts) -> LineState:
    """Decides whether a line is open; `now` carries a time zone."""
    if line.always_open:
        return LineState(line, True, None)
    today = now.astimezone(TOKYO).date()
    for offset in range(SEARCH_DAYS):
        hours = hours_on(line, today + timedelta(days=offset), facts)
        if hours and now < hours[0]:
            return LineState(line, False, hours[0])
        if hours and now < hours[1]:
            return LineState(line, True, hours[1])
    return LineState(line, False, None)


def lines_for(language: str, lines: dict[str, Line], now: datetime, facts: Facts) -> list[LineState]:
    """The lines that speak a language, open ones first, cheaper first."""
    states = [state_of(line, now, facts) for line in lines.values() if language in line.languages]
    return sorted(states, key=lambda state: (not state.is_open, not state.line.free))
