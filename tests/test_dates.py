"""Dates as people write them: tests/data/dates/<language>.tsv, each row written by hand for this test."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.formatting import write_date
from bot.languages import LANGUAGES
from bot.nlu.date_extractor import entities_of
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
