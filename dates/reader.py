"""Finds the dates in a text, and says which are unclear or impossible (R18)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from dates.folding import fold
from dates.numerals import read_number
from dates.patterns import ALONE, ALTERNATIVE, FORMS, LUNAR, MONTHS
from dates.years import Era, era_of, full_year, possible_years

AMBIGUOUS, INVALID = "ambiguous", "invalid"
NEARBY = 40  # characters before a date that say how it is meant
# 15年: an era's year unless the text is Chinese or Korean, where years are Western; 03年 is never an era's.
_CHINESE = re.compile(r"我|的(?=\W|$)|(?<=\d)\s*[号號]")
_OPEN_YEAR = re.compile(r"[1-9]\d?\s*(?:年|ねん|ネン|nen)|[一二三四五六七八九十]{1,3}\s*年")


@dataclass(frozen=True)
class Reading:
    """One date as written.

    Attributes:
        start: where it begins in the text.
        end: where it ends.
        days: the days it can be, several when its order or its calendar is open; empty when a part is missing or
            the day does not exist.
        year: the year that is known, for a date whose day is not.
        month: the month that is known.
        day: the day of the month that is known.
    """

    start: int
    end: int
    days: tuple[date, ...] = ()
    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def is_whole(self) -> bool:
        """Whether year, month and day are all there, in whatever order."""
        return bool(self.days) or None not in (self.year, self.month, self.day)

    @property
    def iso(self) -> str:
        """The ISO date, `ambiguous` or `invalid`."""
        if len(self.days) == 1:
            return self.days[0].isoformat()
        return INVALID if self.is_whole and not self.days else AMBIGUOUS


def read_dates(text: str, today: date) -> list[Reading]:
    """Every date in a text, in order; `today` decides the century of two digits.

    >>> [reading.iso for reading in read_dates("昭和53年9月11日生まれ、R5.10.1発行", date(2026, 11, 23))]
    ['1978-09-11', '2023-10-01']
    >>> [reading.iso for reading in read_dates("3/5/1990, 2/30/2021", date(2026, 11, 23))]
    ['ambiguous', 'invalid']
    """
    folded, places = fold(text)
    is_chinese = looks_chinese(folded)
    taken = bytearray(len(folded))  # 1 where a fuller form has read already
    found: list[tuple[int, Reading]] = []
    for match in _matches(folded):
        start, end = match.span()
        reading = None if 1 in taken[start:end] else _read(match, places, today, is_chinese)
        if reading:
            taken[start:end] = bytes([1]) * (end - start)
            found.append((start, reading))
    return _join_parts([reading for _start, reading in sorted(found, key=lambda entry: entry[0])])


def _join_parts(readings: list[Reading]) -> list[Reading]:
    """Joins a year and a day that one sentence says apart ("1947년생이고 생일은 11월 26일")."""
    years = [one for one in readings if one.year and not one.month]
    rests = [one for one in readings if not one.year and one.month and one.day]
    if len(readings) != 2 or len(years) != 1 or len(rests) != 1:
        return readings
    (year,), (rest,) = years, rests
    days = _days(year.year, rest.month, rest.day)
    start, end = min(year.start, rest.start), max(year.end, rest.end)
    return [Reading(start, end, days, year.year, rest.month, rest.day)]


def iso_of(text: str, today: date) -> str | None:
    """The first date of a text as `madoguchi dates` gives it; None without a date."""
    readings = read_dates(text, today)
    whole = [reading for reading in readings if reading.is_whole]
    return next((reading.iso for reading in [*whole, *readings]), None)


def _matches(folded: str) -> Iterator[re.Match[str]]:
    """Matches of the fullest forms first."""
    for pattern in FORMS:
        yield from pattern.finditer(folded)
    for pattern in ALONE:
        alone = pattern.fullmatch(folded.strip(" 。.!"))
        if alone:
            yield alone


def looks_chinese(text: str) -> bool:
    """Whether a text has a letter or a day's name that Japanese has not.

    >>> looks_chinese("26年11月2号刚领的"), looks_chinese("15年3月3日")
    (True, False)
    """
    return bool(_CHINESE.search(text)) or any("\u4e00" <= one <= "\u9fff" and not _is_japanese(one) for one in text)


@lru_cache(maxsize=4096)
def _is_japanese(character: str) -> bool:
    try:
        character.encode("shift_jis")
    except UnicodeEncodeError:
        return False
    return True


def _read(match: re.Match[str], places: list[int], today: date, is_chinese: bool) -> Reading | None:
    """What a match says; None when it is no date after all."""
    parts = {name: value for name, value in match.groupdict().items() if value is not None}
    start, end = places[match.start()], places[match.end() - 1] + 1
    before = match.string[max(0, match.start() - NEARBY) : match.start()]
    if ALTERNATIVE.search(before) or LUNAR.search(before):
        return Reading(start, end)
    if "first" in parts:
        return _read_unordered(parts, start, end, today)
    era = era_of(parts["era"]) if "era" in parts else None
    year = _year(parts, era, today)
    month = MONTHS[parts["name"]] if "name" in parts else _number(parts.get("month"))
    day = _number(parts.get("day") or parts.get("named_day"))
    if not is_chinese and _is_open(match):
        return _read_open(match, Reading(start, end, (), year, month, day), today)
    return Reading(start, end, _days(year, month, day, era), year, month, day)


def _is_open(match: re.Match[str]) -> bool:
    """Whether a year may be an era's whose name was left out."""
    place = match.start("year") if match.groupdict().get("year") else -1
    return (
        place >= 0 and not match.string[match.start() : place].strip() and bool(_OPEN_YEAR.match(match.string, place))
    )


def _read_open(match: re.Match[str], western: Reading, today: date) -> Reading:
    """Every day that a year without its era can mean; the Western one says that none exists."""
    years = possible_years(read_number(match["year"]), today)
    if western.month is None or western.day is None:
        return replace(western, year=years[0] if len(years) == 1 else None)
    days = [day for year in years for day in _days(year, western.month, western.day)]
    return replace(western, days=tuple(dict.fromkeys(days)), year=None if days else western.year)


def _number(text: str | None) -> int | None:
    return None if text is None else read_number(text)


def _year(parts: dict[str, str], era: Era | None, today: date) -> int | None:
    """The Western year of a match."""
    if era:
        written = parts["era_year"]
        number = 1 if written in ("元", "원", "gan", "gannen") else read_number(written)
        return era.first_day.year + number - 1
    written = parts.get("year", "").lstrip("'’‘")
    if not written:
        return None
    number = read_number(written)
    return full_year(number, number < 100, today)


def _days(year: int | None, month: int | None, day: int | None, era: Era | None = None) -> tuple[date, ...]:
    """The one day of a whole date, if it exists and its era had begun."""
    if year is None or month is None or day is None:
        return ()
    try:
        found = date(year, month, day)
    except (ValueError, OverflowError):
        return ()
    return () if era and found < era.first_day else (found,)


def _read_unordered(parts: dict[str, str], start: int, end: int, today: date) -> Reading | None:
    """Three numbers: year first where that exists, else the year last in either order."""
    first, second = int(parts["first"]), int(parts["second"])
    if "last" not in parts:
        possible = _days(2000, first, second) + _days(2000, second, first)  # 2000 has every day
        return Reading(start, end, (), None, possible[0].month, possible[0].day) if possible else None
    last = parts["last"]
    year_first = _days(full_year(first, True, today), second, int(last)) if len(last) <= 2 else ()
    if year_first:
        return Reading(start, end, year_first)
    year = full_year(int(last), len(last) <= 2, today)
    days = dict.fromkeys([*_days(year, first, second), *_days(year, second, first)])
    return Reading(start, end, tuple(days), year, first, second)
