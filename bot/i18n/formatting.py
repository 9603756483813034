"""Writes facts the way a reader of a language writes them."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

from bot.i18n.catalogues import _, translate
from bot.i18n.languages import LANGUAGES
from bot.i18n.registers import for_every_register, rewritten
from bot.i18n.units import write_count
from dates.years import ERAS
from knowledge.facts import Fact, Facts

YEN = _("{amount}円")
CLOCK = {"ja": "ah時mm分", "en": "H:mm", "zh": "ah:mm", "ko": "aaaa h:mm"}
CLOCK_ON_THE_HOUR = {"ja": "ah時", "en": "H:mm", "zh": "ah:mm", "ko": "aaaa h시"}
CLOCK24 = {"ja": "H時mm分", "en": "H:mm", "zh": "H:mm", "ko": "H:mm"}
CLOCK24_ON_THE_HOUR = {**CLOCK24, "ja": "H時"}


def era_year(day: date) -> str:
    """The year in the Japanese calendar; nothing before its eras had years of the solar calendar.

    >>> era_year(date(2023, 10, 1)), era_year(date(2019, 5, 1)), era_year(date(1800, 1, 1))
    ('令和5年', '令和元年', '')
    """
    era = next((era for era in ERAS if day >= era.first_day), None)
    if era is None:
        return ""
    number = day.year - era.first_day.year + 1
    return f"{era.kanji}{'元' if number == 1 else number}年"


@for_every_register
def write_date(day: date, language: str) -> str:
    """A day in the reader's form; in Japanese with the era first, as the booklet prints it."""
    plain = str(format_date(day, "long", locale=LANGUAGES[language].locale))
    era = era_year(day) if language == "ja" else ""
    return f"{era}{day.month}月{day.day}日({plain})" if era else plain


@for_every_register
def write_month(month: str, language: str) -> str:
    """A month of a year, YYYY-MM, in the reader's form; in Japanese with the era first.

    >>> [write_month("2028-05", language) for language in LANGUAGES]
    ['令和10年5月(2028年5月)', 'May 2028', '2028年5月', '2028년 5월']
    """
    first = date.fromisoformat(f"{month}-01")
    plain = str(format_skeleton("yMMMM", first, locale=LANGUAGES[language].locale))
    era = era_year(first) if language == "ja" else ""
    return f"{era}{first.month}月({plain})" if era else plain


@for_every_register
def write_day(day: str, language: str) -> str:
    """A day of every year, as month and day.

    >>> [write_day("12-29", language) for language in LANGUAGES]
    ['12月29日', '29 December', '12月29日', '12월 29일']
    """
    leap_year = 2000  # knows every day
    return str(format_skeleton("MMMMd", date.fromisoformat(f"{leap_year}-{day}"), locale=LANGUAGES[language].locale))


@for_every_register
def write_moment(moment: datetime, language: str) -> str:
    """A day with its weekday and a time of day."""
    return f"{write_weekday(moment.date(), language)} {write_time(moment.time(), language)}"


@for_every_register
def write_weekday(day: date, language: str) -> str:
    """A day with its weekday, without its year.

    >>> [write_weekday(date(2026, 11, 30), language) for language in LANGUAGES]
    ['11月30日(月)', 'Mon 30 Nov', '11月30日周一', '11월 30일 (월)']
    """
    return str(format_skeleton("MMMEd", day, locale=LANGUAGES[language].locale))


@for_every_register
def write_year(year: int, language: str) -> str:
    """A fiscal year (年度); in Japanese with its era."""
    return f"{era_year(date(year, 4, 1))}度({year}年度)" if language == "ja" else str(year)


@for_every_register
def write_time(moment: time, language: str, hours: int = 12) -> str:
    """A time of day on a 12- or 24-hour clock."""
    exact, full = (CLOCK, CLOCK_ON_THE_HOUR) if hours == 12 else (CLOCK24, CLOCK24_ON_THE_HOUR)
    pattern = (exact if moment.minute else full)[language]
    return str(format_time(moment, pattern, locale=LANGUAGES[language].locale))


@for_every_register
def write_yen(amount: int, language: str) -> str:
    """An amount of money with the currency in the reader's way."""
    number = format_decimal(amount, locale=LANGUAGES[language].locale)
    return translate(YEN, language).replace("{amount}", number)


@for_every_register
def write_languages(codes: Iterable[str], language: str) -> str:
    """The names of languages as a list.

    >>> write_languages(("en", "ko"), "ja"), write_languages(("ja", "zh"), "en")
    ('英語、韓国語', 'Japanese and Chinese')
    """
    locale = Locale.parse(LANGUAGES[language].locale)
    return str(format_list([locale.languages[code] for code in codes], locale=locale))


@for_every_register
def write_fact(fact: Fact, language: str) -> str:
    """One fact as text for a reader."""
    if fact.kind == "text":
        return str(fact.value[language])
    if fact.kind == "date":
        return write_date(fact.value, language)
    if fact.kind == "day":
        return write_day(fact.value, language)
    if fact.kind == "year":
        return write_year(fact.value, language)
    if fact.kind in ("time", "time24"):
        return write_time(time.fromisoformat(fact.value), language, 12 if fact.kind == "time" else 24)
    if fact.kind == "yen":
        return write_yen(fact.value, language)
    return str(fact.value)


class FactFormatter(string.Formatter):
    """Fills `{dotted.names}` from facts and further values."""

    def __init__(self, facts: Facts, language: str) -> None:
        self._facts, self._language = facts, language

    def get_field(self, field_name: str, args: Sequence[object], kwargs: Mapping[str, object]) -> tuple[object, str]:
        """Looks a placeholder up; KeyError when neither value nor fact has its name."""
        if field_name in kwargs:
            return kwargs[field_name], field_name
        fact = self._facts[field_name]
        return fact.value if fact.kind == "count" else write_fact(fact, self._language), field_name

    def format_field(self, value: object, format_spec: str) -> str:
        """Writes a value; a count with the unit that the placeholder names."""
        if format_spec and isinstance(value, int):
            return write_count(value, format_spec, self._language)
        return str(value)


@rewritten
def fill(msgid: str, language: str, facts: Facts, **values: object) -> str:
    """One text in the reader's language, with its facts and values filled in."""
    return FactFormatter(facts, language).vformat(translate(msgid, language), (), values)


def placeholders(text: str) -> set[str]:
    """The names a text leaves open.

    >>> sorted(placeholders("{ward.name}は{office.opens}から"))
    ['office.opens', 'ward.name']
    """
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}
