"""What somebody must look at again comes first, a month ahead."""

from __future__ import annotations

from datetime import date, timedelta

from bot.insights.review_dates import Due, review_list
from knowledge.facts import Fact
from knowledge.sources import NationalSource

TODAY = date(2027, 3, 1)


def source(name: str, days: int, sure: bool = True) -> NationalSource:
    return NationalSource(name, f"{name}.example.jp", sure, TODAY, TODAY + timedelta(days=days))


def test_the_next_to_look_at_comes_first_and_a_month_ahead_is_due() -> None:
    sources = {one.name: one for one in (source("late", 31), source("soon", 30, sure=False), source("past", -1))}
    of_booklet = Fact("fee", "yen", 200, TODAY, TODAY + timedelta(days=60), page=4)
    of_source = Fact("wait", "count", 1, TODAY, TODAY + timedelta(days=10), source="soon")
    found = review_list([of_booklet, of_source], sources, TODAY)
    assert [one.name for one in found] == ["past", "wait", "soon", "late", "fee"]
    assert [one.is_due for one in found] == [True, True, True, False, False]
    wait, fee = found[1], found[4]
    assert wait == Due("wait", "soon.example.jp", TODAY, TODAY + timedelta(days=10), sure=False, is_due=True)
    assert (fee.place, fee.sure) == ("p. 4", True)
