"""Dates as people write them: tests/data/dates/<language>.tsv, each row written by hand for this test."""

from __future__ import annotations

import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n.formatting import write_date
from bot.i18n.languages import LANGUAGES
from bot.nlu.date_extractor import entities_of
from dates.folding import fold
from dates.reader import iso_of, read_dates
from tests.conftest import read_tsv

TODAY = date(2026, 11, 23)
GOAL = 0.97  # of the expressions of each language


@pytest.mark.parametrize("row", [*read_tsv("dates_dev.tsv"), *read_tsv("dates_more.tsv")], ids=lambda row: row["text"])
def test_examples(row: dict[str, str]) -> None:
    assert iso_of(row["text"], TODAY) == row["iso"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_goal(language: str) -> None:
    rows = read_tsv(f"dates/{language}.tsv")
    wrong = [
        (row["text"], row["iso"], iso_of(row["text"], TODAY))
        for row in rows
        if iso_of(row["text"], TODAY) != row["iso"]
    ]
    assert len(rows) >= 100
    assert len(wrong) <= (1 - GOAL) * len(rows), wrong


@given(st.dates(date(1912, 7, 30), date(2099, 12, 31)), st.sampled_from(sorted(LANGUAGES)))
def test_what_the_desk_writes_it_also_reads(day: date, language: str) -> None:
    assert iso_of(write_date(day, language), TODAY) == day.isoformat()


@pytest.mark.parametrize(
    ("day", "written"), [(date(1911, 5, 3), "明治44年5月3日(1911年5月3日)"), (date(1800, 5, 3), "1800年5月3日")]
)
def test_days_before_taisho_are_written_too(day: date, written: str) -> None:
    assert write_date(day, "ja") == written


# fmt: off
@pytest.mark.parametrize("hyphen", "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d\ufe63")
def test_every_hyphen_parts_a_date(hyphen: str) -> None:
    assert iso_of(f"1990{hyphen}05{hyphen}03", TODAY) == "1990-05-03"
    assert iso_of(f"3{hyphen}MAY{hyphen}1990", TODAY) == "1990-05-03"
    assert iso_of(f"13{hyphen}05{hyphen}1990", TODAY) == "1990-05-13"


def test_a_dash_between_two_dates_parts_them() -> None:
    found = [reading.iso for reading in read_dates("1990-05-03—2020-02-02", TODAY)]
    assert found == ["1990-05-03", "2020-02-02"]


@pytest.mark.parametrize(("text", "iso"), [
    ("ﾍｲｾｲ2ﾈﾝ5ｶﾞﾂ3ﾆﾁ", "1990-05-03"), ("ｼｮｳﾜ53ﾈﾝ9ｶﾞﾂ11ﾆﾁ", "1978-09-11"), ("ﾚｲﾜ5ﾈﾝ10ｶﾞﾂ1ﾆﾁ", "2023-10-01"),
    ("ﾀｲｼｮｳ10ﾈﾝ3ｶﾞﾂ3ﾆﾁ", "1921-03-03"), ("1990\u200b年5月3日", "1990-05-03"),
])
def test_half_width_and_invisible(text: str, iso: str) -> None:
    assert iso_of(text, TODAY) == iso


@pytest.mark.parametrize(("text", "iso"), [
    ("15年3月3日", "ambiguous"), ("2年2月2日", "ambiguous"), ("十五年三月三日", "ambiguous"), ("15ねん3がつ3にち", "ambiguous"),
    ("53年9月11日生まれ", "ambiguous"), ("6年10月1日発行", "ambiguous"), ("15年3月生まれ", "ambiguous"), ("15年2月30日", "invalid"),
    ("西暦15年3月3日", "2015-03-03"), ("85年4月12日", "1985-04-12"), ("03年11月1日", "2003-11-01"),
    ("15年3月3号", "2015-03-03"), ("我是53年9月11日出生的", "1953-09-11"), ("15년 3월 3일", "2015-03-03"),
    ("15年2月29日", "1940-02-29"),
])
def test_a_year_without_its_era_is_asked_for(text: str, iso: str) -> None:
    assert iso_of(text, TODAY) == iso


@pytest.mark.parametrize("unit", [" ", "、", "\n", "　", " 、", "1 ", "5月 ", "1990年 ", "May ", "昭和"])
def test_reading_takes_steps_in_proportion_to_the_length(unit: str) -> None:
    assert steps(unit, 2000) < 3 * steps(unit, 1000) + 10_000


@pytest.mark.parametrize("run", [" ", "、", "\n", "　", "\t \n", ",", "。"])
def test_a_run_of_spaces_or_stops_is_read_as_one(run: str) -> None:
    folded, places = fold(f"1990年{run * 50}5月{run * 50}3日")
    assert len(folded) == len("1990年 5月 3日")
    assert len(places) == len(folded) + 1 and places[-1] == len(f"1990年{run * 50}5月{run * 50}3日")
    assert iso_of(f"1990年{run * 50}5月{run * 50}3日", TODAY) == "1990-05-03"


def steps(unit: str, length: int) -> int:
    """How much of a text of one unit the patterns look at: the calls of the reader, counted by the interpreter."""
    count = 0

    def tick(*_args: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(tick)
    try:
        read_dates((unit * length)[:length], TODAY)
    finally:
        sys.setprofile(None)
    return count


# fmt: off
@pytest.mark.parametrize("text", [
    "", "こんにちは", "03-5722-9349", "0120-95-0178", "3階の窓口", "24時間365日", "6文字以上16文字以下", "1,000円", "手数料は800円",
    "マイナンバーは12桁", "my card", "may I ask something", "march to the office", "일요일에 열어요?", "三月に引っ越す", "5回間違えた", "153-8573",
])
# fmt: on
def test_no_date(text: str) -> None:
    assert iso_of(text, TODAY) is None


@given(st.text(max_size=80))
def test_any_text_is_read_without_harm(text: str) -> None:
    for reading in read_dates(text, TODAY):
        assert 0 <= reading.start < reading.end <= len(text)


# fmt: off
@pytest.mark.parametrize(("text", "roles"), [
    ("1985年12月24日生まれ、2021年4月15日発行です",                       ["birth_date", "issue_date"]),
    ("生年月日は昭和53年9月11日。カードは令和5年10月1日に受け取りました",      ["birth_date", "issue_date"]),
    ("在留期限は2027年3月31日まで",                                    ["stay_expiry"]),
    ("カードの有効期限は2031年5月3日と書いてある",                        ["printed_expiry"]),
    ("電子証明書は2024年5月20日に更新した",                              ["certificate_issue_date"]),
    ("Born 3 May 1990, card issued on 1 October 2023",               ["birth_date", "issue_date"]),
    ("my visa expires on 2027-03-31",                                ["stay_expiry"]),
    ("it says valid until 3 May 2031 on the card",                   ["printed_expiry"]),
    ("我是1990年5月3日出生的，卡是2023年10月1日领的",                     ["birth_date", "issue_date"]),
    ("在留期限到2027年3月31日",                                        ["stay_expiry"]),
    ("卡上写着有效期2031年5月3日",                                      ["printed_expiry"]),
    ("생일은 1990년 5월 3일이고 카드는 2023년 10월 1일에 받았어요",           ["birth_date", "issue_date"]),
    ("재류기간은 2027년 3월 31일까지예요",                                ["stay_expiry"]),
    ("카드에 적혀 있는 유효기한은 2031년 5월 3일",                          ["printed_expiry"]),
    ("1990年5月3日",                                                  [None]),
])
# fmt: on
def test_roles(text: str, roles: list[str | None]) -> None:
    assert [entity["role"] for entity in entities_of(text, read_dates(text, TODAY))] == roles
