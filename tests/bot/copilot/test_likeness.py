"""The question worded most alike is found without looking at every question."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.insights.wording_similarity import PairIndex, pairs

TEXTS = st.lists(st.text("abカードéß ", max_size=8), min_size=1, max_size=6)


def dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


@given(TEXTS, st.text("abカードéß ", max_size=8))
def test_nothing_is_more_alike_than_what_is_found(texts: list[str], text: str) -> None:
    mine = pairs(text)
    likeness = [dice(mine, pairs(one)) for one in texts]
    assert likeness[PairIndex(texts).nearest(mine)] == max(likeness)
