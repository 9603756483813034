"""Birthdays, ages and months, as the card's rules count them (rule numbers: docs/expiry.md)."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

RENEWAL_MONTHS = 3  # 「期限の3か月前の翌日から」, booklet p. 3


def birthday_in(year: int, birth: date) -> date:
    """The birthday in one year; for a person born on 29 February it is the 28th in common years (R2).

    >>> birthday_in(2022, date(1972, 2, 29))
    datetime.date(2022, 2, 28)
    """
    last = calendar.monthrange(year, birth.month)[1]
    return date(year, birth.month, min(birth.day, last))


def nth_birthday_after(birth: date, day: date, n: int) -> date:
    """The n-th birthday strictly after a day (R3; 公的個人認証法施行規則, arts. 13 and 49).

    >>> nth_birthday_after(date(1990, 2, 14), date(2023, 2, 14), 1)
    datetime.date(2024, 2, 14)
    """
    first = day.year + (birthday_in(day.year, birth) <= day)
    return birthday_in(first + n - 1, birth)


def age_on(birth: date, day: date) -> int:
    """Whole years; the age goes up on the birthday itself (R4)."""
    return day.year - birth.year - (birthday_in(day.year, birth) > day)


def months_before(day: date, months: int = RENEWAL_MONTHS) -> date:
    """The same day some months earlier, else that month's last day (R12).

    >>> months_before(date(2023, 5, 30)), months_before(date(2027, 1, 31), 2)
    (datetime.date(2023, 2, 28), datetime.date(2026, 11, 30))
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_end_after(day: date, months: int) -> date:
    """The last day of the month that comes some months after a day's own.

    >>> month_end_after(date(2026, 11, 30), 3)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def window_opens(expiry: date, issued: date) -> date:
    """The first day of renewal: the day after three months before, never before the issue (R12).

    >>> window_opens(date(2031, 6, 21), date(2022, 3, 15))
    datetime.date(2031, 3, 22)
    """
    return max(months_before(expiry) + timedelta(days=1), issued)
