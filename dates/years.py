"""Years: Western, of an era, of the Republic of China, and of two digits (R18)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Era:
    """A calendar that counts from a first day.

    Attributes:
        first_day: first day of its first year; earlier days are not of the era.
        kanji: its name as documents print it.
        names: regular expression of what it is called, on normalised text.
        letter: its one-letter form on documents, or none.
    """

    first_day: date
    kanji: str
    names: str
    letter: str | None = None


# 元号法 and the decrees before it, newest first; the booklet and old documents print them.
ERAS = (
    Era(date(2019, 5, 1), "令和", r"令和|れいわ|レイワ|reiwa|레이와|영화|令", "r"),
    Era(date(1989, 1, 8), "平成", r"平成|へいせい|ヘイセイ|平静|hei?sei|헤이세이|헤세이|평성|平", "h"),
    Era(date(1926, 12, 25), "昭和", r"昭和|しょうわ|ショウワ|召和|sh[oō](?:u)?wa|쇼와|소화|昭", "s"),
    Era(date(1912, 7, 30), "大正", r"大正|たいしょう|タイショウ|taish[oō]u?|다이쇼|대정|大", "t"),
    Era(date(1868, 10, 23), "明治", r"明治|めいじ|メイジ|meiji|메이지|명치", "m"),
)
LAST_SHORT = 64  # the longest era, 昭和; a greater number of two digits counts no era
YEARS_AHEAD = 12  # how far ahead a card or a stay can end
REPUBLIC = Era(date(1912, 1, 1), "民国", r"中華民國|中華民国|中华民国|民國|民国|중화민국|민국|minguo|roc")


def era_of(name: str) -> Era:
    """The era that a name or letter found by `dates.patterns` stands for."""
    return next(era for era in (*ERAS, REPUBLIC) if name == era.letter or re.fullmatch(era.names, name))


def full_year(number: int, is_short: bool, today: date) -> int:
    """A Western year; two digits up to this year's are 20xx, else 19xx (R18).

    >>> [full_year(n, True, date(2026, 11, 23)) for n in (2, 26, 27, 82)]
    [2002, 2026, 1927, 1982]
    """
    if not is_short:
        return number
    return number + (2000 if number <= today.year % 100 else 1900)


def possible_years(number: int, today: date) -> list[int]:
    """The years that two digits before 年 can be: Western, or of an era that somebody living uses.

    >>> possible_years(15, date(2026, 11, 23)), possible_years(85, date(2026, 11, 23))
    ([2015, 2033, 2003, 1940], [1985])
    """
    western = [full_year(number, True, today)]
    western += [2000 + number] if today.year < 2000 + number <= today.year + YEARS_AHEAD else []
    if number > LAST_SHORT:
        return western
    counted = [(era.first_day.year + number - 1, place) for place, era in enumerate(ERAS[:3])]
    last = [today.year + YEARS_AHEAD, *(era.first_day.year for era in ERAS[:2])]
    return [*western, *(year for year, place in counted if year <= last[place])]
