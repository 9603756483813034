"""Days on which offices rest: weekends, national holidays, the year's end."""

from __future__ import annotations

from datetime import date
from functools import cache

import holidays

from knowledge.facts import Facts

SATURDAY = 5


@cache
def japanese_holidays(year: int) -> dict[date, str]:
    """The national holidays of one year and their names (holidays library, 国民の祝日に関する法律)."""
    return dict(holidays.country_holidays("JP", years=year, language="ja"))


def is_holiday(day: date) -> bool:
    """Whether a day is a Saturday, a Sunday or a national holiday.

    >>> is_holiday(date(2026, 11, 20)), is_holiday(date(2026, 11, 22)), is_holiday(date(2026, 11, 23))
    (False, True, True)
    """
    return day.weekday() >= SATURDAY or day in japanese_holidays(day.year)


def is_year_end(day: date, facts: Facts) -> bool:
    """Whether a day lies in the year-end rest (年末年始), which reaches over New Year."""
    return not facts["rest.last_day"].value < f"{day.month:02}-{day.day:02}" < facts["rest.first_day"].value


def name_of_rest(day: date, facts: Facts) -> str:
    """The name of the holiday on a day of rest; empty on a Saturday or Sunday, whose name the calendar shows."""
    return "年末年始" if is_year_end(day, facts) else japanese_holidays(day.year).get(day, "")
