"""What somebody must look at again, and by when: facts, and the pages that answers rest on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.facts import Fact
from knowledge.sources import NationalSource

SOON = timedelta(days=30)


@dataclass(frozen=True)
class Due:
    """Something with a review date.

    Attributes:
        name: of the fact or source.
        place: the booklet's page, or a host.
        known: the day of which it is known to hold.
        review: the day by which somebody must look again.
        sure: whether it is more than reported.
        is_due: whether that day is within 30 days, or past.
    """

    name: str
    place: str
    known: date
    review: date
    sure: bool
    is_due: bool


def review_list(facts: Iterable[Fact], sources: dict[str, NationalSource], today: date) -> list[Due]:
    """Every fact and source, the next one to look at first.

    Args:
        facts: of the served ward.
        sources: by name.
        today: what is due hangs on it.
    """
    found = [_of_fact(fact, sources, today) for fact in facts]
    found += [
        Due(one.name, one.host, one.read, one.review, one.sure, one.review <= today + SOON) for one in sources.values()
    ]
    return sorted(found, key=lambda one: (one.review, one.name))


def _of_fact(fact: Fact, sources: dict[str, NationalSource], today: date) -> Due:
    source = sources.get(fact.source)
    place = source.host if source else f"p. {fact.page}" if fact.page else ""
    is_sure = source is None or source.sure
    return Due(fact.name, place, fact.as_of, fact.review, is_sure, fact.review <= today + SOON)
