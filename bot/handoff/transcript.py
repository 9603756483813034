"""A reply that a visitor read, row by row beside its Japanese."""

from __future__ import annotations

from collections.abc import Iterator

from bot.replies.reply import Given
from bot.replies.side_by_side import Row, write_rows
from bot.replies.speaker import Speaker
from knowledge.kinds import Kind

LEFT_OUT = frozenset({Kind.TITLE, Kind.SOURCE, Kind.CALENDAR})


def in_both_languages(given: Given, speaker: Speaker) -> Iterator[Row]:
    """The parts of a reply as rows: what the visitor read, and the same in Japanese; of a line its name and number."""
    for row in write_rows(given.reply, given.language, speaker):
        if row["kind"] == Kind.PHONE_LINE:
            ja, caller = (text.partition("\n")[0] for text in (row["ja"], row["caller"]))
            yield {"kind": row["kind"], "ja": ja, "caller": caller}
        elif row["kind"] not in LEFT_OUT:
            yield {"kind": row["kind"], "ja": row["ja"], "caller": row["caller"]}
