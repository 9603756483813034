"""Whether a fact's value is one of its kind: a figure that cannot be right is never told."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from typing import TypeGuard

from bot.i18n.languages import LANGUAGES

FIRST_YEAR, LAST_YEAR = 1900, 2100  # of what the desk tells
MOST_YEN = 1_000_000  # no fee is higher
# Japanese telephone numbers (the ministry's numbering plan): ten digits from 0, eleven for mobile, IP and 0800 numbers;
# short ones are the state's (#9110, 110, 188).
_PHONE = re.compile(r"0\d{1,4}(?:-\d{1,6}){1,2}", re.ASCII)
_SHORT_PHONE = re.compile(r"#\d{4}|1\d{2}", re.ASCII)
_ELEVEN_DIGITS = ("050", "070", "080", "090", "0800")
_CLOCK = re.compile(r"\d\d:\d\d", re.ASCII)


def value_problem(kind: str, value: object) -> str | None:
    """What is wrong with a value, and how to write it; None when it is of its kind.

    >>> value_problem("yen", "1,200"), value_problem("phone", "03-5722-9349")
    ("'1,200' is no amount, write it in digits alone: 1200", None)
    """
    check = CHECKS.get(kind)
    return check(value) if check else None


def _count(value: object) -> str | None:
    return None if _is_whole(value) and value >= 0 else f"{value!r} is no number, write it in digits alone: 12"


def _yen(value: object) -> str | None:
    if _is_whole(value) and 0 <= value <= MOST_YEN:
        return None
    digits = re.sub(r"\D", "", str(value)) or "1200"
    return f"{value!r} is no amount, write it in digits alone: {digits}"


def _year(value: object) -> str | None:
    return (
        None if _is_whole(value) and FIRST_YEAR <= value <= LAST_YEAR else f"{value!r} is no year, write it like 2026"
    )


def _date(value: object) -> str | None:
    if type(value) is date and FIRST_YEAR <= value.year <= LAST_YEAR:
        return None
    return f"{value!r} is no day, write it like 2026-11-30, without quotes"


def _day(value: object) -> str | None:
    try:
        date.fromisoformat(f"2000-{value}")  # a leap year knows every day
    except (TypeError, ValueError):
        return f'{value!r} is no day of the year, write it with quotes like "12-29"'
    return None if isinstance(value, str) else f'{value!r} is no day of the year, write it with quotes like "12-29"'


def _time(value: object) -> str | None:
    wrong = f'{value!r} is no time of day, write it with quotes like "{_as_clock(value)}"'
    if not (isinstance(value, str) and _CLOCK.fullmatch(value)):
        return wrong
    try:
        time.fromisoformat(value)
    except ValueError:
        return wrong
    return None


def _as_clock(value: object) -> str:
    """YAML reads 17:00 without quotes as 1020, minutes after midnight."""
    return f"{value // 60:02}:{value % 60:02}" if _is_whole(value) and 0 <= value < 24 * 60 else "17:00"


def _phone(value: object) -> str | None:
    text = value if isinstance(value, str) else str(value)
    if _SHORT_PHONE.fullmatch(text):
        return None
    digits = len(re.sub(r"\D", "", text))
    wanted = 11 if text.startswith(_ELEVEN_DIGITS) else 10
    if not isinstance(value, str) or not _PHONE.fullmatch(text):
        return f"{value!r} is no telephone number, write it with hyphens like 03-1234-5678"
    return None if digits == wanted else f"{value!r} has {digits} digits, a telephone number like it has {wanted}"


def _text(value: object) -> str | None:
    texts = list(value.values()) if isinstance(value, dict) and set(value) == set(LANGUAGES) else []
    if texts and all(isinstance(text, str) and text for text in texts):
        braces = re.search("[{}｛｝]", "".join(texts))
        return f"{braces[0]} in a text shows to the reader, write it without braces" if braces else None
    return f"must be written in {', '.join(LANGUAGES)}"


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


CHECKS: dict[str, Callable[[object], str | None]] = {
    "count": _count,
    "date": _date,
    "day": _day,
    "fax": _phone,
    "other_phone": _phone,
    "phone": _phone,
    "text": _text,
    "time": _time,
    "time24": _time,
    "year": _year,
    "yen": _yen,
}
