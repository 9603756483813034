"""Whether what answers rest on beside the booklet is known, and looked at again in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bot.replies.sources import CONFIRM, PUBLISHERS
from bot.validation.yaml_files import files_of
from knowledge.answers import load_answers
from knowledge.facts import Facts
from knowledge.sources import load_sources

LOOKED_AT = timedelta(days=184)  # six months: whatever changes is looked at that often


def source_problems(facts: Facts, ward: str, today: date | None = None) -> Iterator[str]:
    """National sources are looked at again in time, used, told by a known name, and say whom to ask where unsure."""
    sources, files, day = load_sources(), files_of("sources", ward), today or date.today()
    used = {fact.source for fact in facts.values()} | {name for one in load_answers().values() for name in one.sources}
    for source in sources.values():
        where = f"{files[source.name]}, {source.name}"
        if not day <= source.review <= day + LOOKED_AT:
            yield f"{where}: its review date {source.review} is not within six months, look again and set a new one"
        if source.name not in used:
            yield f"{where}: nothing rests on it, use or remove it"
        if source.publisher and source.publisher not in PUBLISHERS:
            yield f"{where}: publisher {source.publisher} is unknown, use one of {', '.join(PUBLISHERS)}"
        if source.sure == bool(source.confirm) or source.confirm not in ("", *CONFIRM):
            yield f"{where}: say whom to ask where it is not sure, and only there: `confirm:` {', '.join(CONFIRM)}"
    for answer in load_answers().values():
        for name in [name for name in answer.sources if name not in sources]:
            yield f"{answer.topic}: {name} is no source, add it to knowledge/sources/"
