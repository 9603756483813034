"""A reply that a visitor read, row by row beside its Japanese."""

from __future__ import annotations

from collections.abc import Iterator

from bot.replies.reply import Given
from bot.replies.side_by_side import Row, rows
from bot.replies.speaker import Speaker
from knowledge.kinds import Kind

LEFT_OUT = frozenset({Kind.TITLE, Kind.SOURCE, Kind.CALENDAR})


def in_both_languages(given: Given, speaker: Speaker) -> Iterator[Row]:
    """The parts of a reply as rows: what the visitor read, and the same in Japanese; of a line its name and number."""
    for row in rows(given.reply, given.language, speaker):
        if row["kind"] == Kind.PHONE_LINE:
            yield {"kind": row["kind"], **{side: row[side].partition("\n")[0] for side in ("ja", "caller")}}
        elif row["kind"] not in LEFT_OUT:
            yield {name: row[name] for name in ("kind", "ja", "caller")}
