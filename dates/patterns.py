"""The forms in which a date is written, as regular expressions on normalised text."""

from __future__ import annotations

import re

from babel.dates import get_month_names

from dates.numerals import ENGLISH_NUMBER, ENGLISH_ORDINAL, ENGLISH_YEAR, HANGUL, KANA, KANA_DAYS, KANJI
from dates.years import ERAS, REPUBLIC


def month_names() -> dict[str, int]:
    """English month names, full and short, as CLDR and people write them."""
    names = {"sept": 9}
    for width in ("wide", "abbreviated"):
        names |= {name.lower().rstrip("."): number for number, name in get_month_names(width, locale="en").items()}
    return names


MONTHS = month_names()

_LETTERS = "".join(era.letter for era in ERAS if era.letter)
_ERA = rf"(?P<era>{'|'.join(era.names for era in (*ERAS, REPUBLIC))}|(?<![a-z])[{_LETTERS}](?=[ .]?[\d元]))"
_EDGE = r"(?<![\d./\-])"  # a date does not begin inside a number, nor end in one
_END = r"(?!\d|[./\-]\d)"
# Numbers of a date are short; the bounds keep long nonsense cheap.
_KOREAN = rf"[{HANGUL}]{{1,9}}(?=\s*[년월일])"  # 일일 is 1 and the unit of days
_WORDS = rf"(?:\d{{1,4}}|[{KANJI}]{{1,7}}|{_KOREAN}|(?:{KANA}){{1,8}}(?=\s*(?:ねん|がつ|にち)))"
_WEST = r"(?:西暦|せいれき|公元|西元|公历|서기|서력|a\.?d\.?)?\s*"
# What may stand between the parts of a spoken date.
_PAUSE = r"(?:です(?:ね)?|の|ええと|えっと|えーと|あの|\([^()]{0,10}\)|[\s、,。.])*"
_Y = rf"\s*(?:年|년|ねん|ネン|nen|nian|nyeon){_PAUSE}"
_M = rf"\s*(?:月|월|がつ|ガツ|gatsu|yue|wol){_PAUSE}"
_D = r"\s*(?:日|曰|号|號|일|にち|ニチ|nichi|ri\b|il\b)"
_DAY = rf"(?:(?P<day>{_WORDS})(?:{_D}|(?!\d))|(?P<named_day>{'|'.join(KANA_DAYS)}))"
_YEAR = rf"(?:{_ERA}\s*の?(?P<era_year>元|gan|원|{_WORDS})|{_WEST}(?P<year>['’‘]?{_WORDS}))"
_DOT = r"\s*[./\-年년ー−–・·ᆞ•∙,、。]\s*"
_SPACED = rf"(?:{_DOT}|\s+)"
_MONTH_NAME = rf"(?<![a-z])(?P<name>{'|'.join(sorted(MONTHS, key=len, reverse=True))})(?![a-z])\.?"
_ORDINAL_DAY = rf"(?P<day>\d{{1,2}}(?!\d)|{ENGLISH_ORDINAL})\s*(?:st|nd|rd|th)?(?!\d)"
_WESTERN = rf"(?:{_ERA}\s*(?P<era_year>\d{{1,2}}|gannen|gan)|(?P<year>'?\d{{4}}(?!\d)|'?\d{{2}}(?!\d)|{ENGLISH_YEAR}))"
_JOIN = r"[\s,./\-]*(?:(?:of|in|on|the)\s+)*"
_WESTERN_FIRST = rf"(?:{_ERA}\s*(?P<era_year>\d{{1,2}}|gannen|{ENGLISH_NUMBER})|(?P<year>\d{{4}}))"
_LABELLED_MONTH = rf"(?:(?P<month>\d{{1,2}})|{_MONTH_NAME})"

_FORMS = (
    # 令和5年10月1日, 2023년 10월 1일, 昭和五十三年九月十一日, 2020年12月15
    rf"{_EDGE}{_YEAR}{_Y}(?P<month>{_WORDS}){_M}{_DAY}",
    # 2023.10월 1일, 1985 11월 2일
    rf"{_EDGE}(?P<year>\d{{4}})\s*[./\-]?\s*(?P<month>{_WORDS}){_M}{_DAY}",
    # 03 1월/JAN 1983, as passports print it
    rf"{_EDGE}(?P<day>\d{{1,2}})\s*(?P<month>\d{{1,2}})[월月]\s*/\s*[a-z]{{3}}\s*(?P<year>\d{{4}})",
    # 3月15日、2012年
    rf"{_EDGE}(?P<month>{_WORDS}){_M}{_DAY}{_PAUSE}{_YEAR}\s*(?:年|년)",
    # R5.10.1, 2001-09-08, 平成3・2・28, 1990 5 3
    rf"{_EDGE}(?:{_ERA}\s*(?P<era_year>元|gannen|\d{{1,2}}){_SPACED}|{_WEST}(?P<year>['’‘]?\d{{4}}){_SPACED})(?P<month>\d{{1,2}}){_SPACED}(?P<day>\d{{1,2}}){_END}",
    # H020503, 昭和530911
    rf"{_EDGE}{_ERA}\s*(?P<era_year>\d{{2}})(?P<month>\d{{2}})(?P<day>\d{{2}}){_END}",
    # 19900503
    rf"{_EDGE}(?P<year>(?:19|20)\d{{2}})(?P<month>\d{{2}})(?P<day>\d{{2}}){_END}",
    # Reiwa 5, October 1; 1990 May 3; Taisho 9, 2 February
    rf"{_EDGE}{_WESTERN_FIRST}{_JOIN}{_MONTH_NAME}{_JOIN}{_ORDINAL_DAY}",
    rf"{_EDGE}{_WESTERN_FIRST}{_JOIN}{_ORDINAL_DAY}{_JOIN}{_MONTH_NAME}(?!{_JOIN}\d{{4}})",
    # year 5 of Reiwa, October 1
    rf"year\s+(?P<era_year>\d{{1,2}})\s+of\s+{_ERA}{_JOIN}{_MONTH_NAME}{_JOIN}{_ORDINAL_DAY}",
    # 1989 year 9 month 14 day; year 1989, month 9, day 14; Day: 7, Month: 4, Year: 1983
    rf"(?P<year>\d{{4}}) ?years? {_LABELLED_MONTH} ?months? (?P<day>\d{{1,2}}) ?days?",
    rf"year[ :]+(?P<year>\d{{4}})[ ,]+month[ :]+{_LABELLED_MONTH}[ ,]+day[ :]+(?P<day>\d{{1,2}})",
    rf"day[ :]+(?P<day>\d{{1,2}})[ ,]+month[ :]+{_LABELLED_MONTH}[ ,]+year[ :]+(?P<year>\d{{4}})",
    # May 3rd, 1990; May 3 '90; May the third nineteen ninety
    rf"{_MONTH_NAME}{_JOIN}{_ORDINAL_DAY}{_JOIN}{_WESTERN}",
    # 3rd of May 1990; 03-MAY-90
    rf"{_EDGE}{_ORDINAL_DAY}{_JOIN}{_MONTH_NAME}{_JOIN}{_WESTERN}",
    # 3/5/1990, 90/5/3, 13.5.90: which is which is decided by what is possible
    rf"{_EDGE}(?P<first>\d{{1,2}})\s*[./\-]\s*(?P<second>\d{{1,2}})\s*[./\-]\s*(?P<last>\d{{4}}|\d{{1,2}}){_END}",
    rf"{_EDGE}['’‘](?P<year>\d{{2}}){_SPACED}(?P<month>\d{{1,2}}){_SPACED}(?P<day>\d{{1,2}}){_END}",
    # 900503
    rf"(?<![\d./\-a-z])(?P<year>\d{{2}})(?P<month>\d{{2}})(?P<day>\d{{2}}){_END}(?!\s*(?:円|엔|원|日元|yen))",
    # without a year: 5月3日, 5월 3일, May 3, 3rd of May
    rf"{_EDGE}(?P<month>{_WORDS}){_M}{_DAY}",
    rf"{_MONTH_NAME}{_JOIN}{_ORDINAL_DAY}",
    rf"{_EDGE}{_ORDINAL_DAY}{_JOIN}{_MONTH_NAME}",
    # without a day: 1990年5月, May 1990, 2031.6
    rf"{_EDGE}{_YEAR}{_Y}(?P<month>{_WORDS})\s*(?:月|월|がつ|ガツ|gatsu)",
    rf"{_MONTH_NAME}{_JOIN}(?P<year>\d{{4}})(?!\d)",
    rf"{_EDGE}(?P<year>(?:19|20)\d{{2}})[./\-](?P<month>\d{{1,2}}){_END}",
    # the year alone: 1990年, 平成2年, 90年生まれ, 1990
    rf"{_EDGE}(?:{_ERA}\s*の?(?P<era_year>元|원|{_WORDS})|{_WEST}(?P<year>\d{{4}}|[{KANJI}]{{4}}))\s*(?:年(?!間|前|後|以|齢|龄)|년(?!간|전|후)|ねん(?!かん|まえ)|nen(?![a-z]))",
    rf"{_EDGE}(?P<year>['’‘]?\d{{2}})\s*(?:年(?=生|う|出)|년(?=생|에 태)|ねん(?=う))",
    rf"{_EDGE}(?P<year>(?:19|20)\d{{2}}){_END}",
)
# What may be a date only when nothing else is said: 5/3, 12.1
_ALONE = (
    rf"\D{{0,12}}{_EDGE}(?P<first>\d{{1,2}})\s*[./\-]\s*(?P<second>\d{{1,2}})\D{{0,12}}",
    # a month, as the answer to "which month and day?": 11月, 11월쯤, maybe in March
    rf"\D{{0,12}}{_EDGE}(?P<month>\d{{1,2}})\s*(?:月|월|がつ|gatsu)\D{{0,12}}",
    rf"(?:(?:i think|it was|maybe|probably|perhaps|about|around|in|early|late|mid)[\s-]+)*{_MONTH_NAME}"
    r"(?:\s+(?:maybe|i think|probably|or so))?",
    # a day, as the answer to "which day of March?": 20日, the 20th, 20일쯤
    r"\D{0,8}(?<!\d)(?P<day>\d{1,2})\s*"
    r"(?:日(?!間)|号|號|일(?!간)|にち|nichi)"
    r"(?:です|ごろ|頃|くらい|쯤|정도|이에요|예요|左右|吧|입니다)*",
    r"(?:(?:i think|maybe|probably|about|around|on|the)\s+)*(?P<day>\d{1,2})\s*(?:st|nd|rd|th)"
    r"(?:\s+(?:maybe|i think|probably))?",
)

# One of two days: "3 or 4 June 2019"
ALTERNATIVE = re.compile(
    r"\d\s*(?:日|号|일)?\s*(?:\bor\b|か|もしくは|または|还是|或者?|또는|이나|아니면|인지)\s*(?:the )?$"
)
# Days of another calendar, which must be asked in the Western one
LUNAR = re.compile(r"(?:农历|農曆|农曆|阴历|陰曆|旧历|旧暦|舊曆|음력|lunar(?: calendar)?)[\s:：]*$")
FORMS = tuple(re.compile(form) for form in _FORMS)
ALONE = tuple(re.compile(form) for form in _ALONE)
