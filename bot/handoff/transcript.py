"""A reply that a visitor read, row by row beside the Japanese that it was translated from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from bot.i18n.formatting import placeholders
from bot.i18n.languages import LANGUAGES, ORIGINAL
from bot.replies.builder import Speaker
from bot.validation.catalogues import template
from knowledge.kinds import Kind

Row = dict[str, Any]
GENERAL = (Kind.TITLE, Kind.PHONE_LINE, Kind.SOURCE)  # never made of anybody's dates


def in_both_languages(custom: dict[str, Any], speaker: Speaker) -> Iterator[Row]:
    """The parts of a reply as rows; `ja` is None for a sentence made for this visitor, as one with their dates."""
    approved, parts = originals(speaker, custom["language"]), custom["answer"]
    texts = {Kind.LEAD: [parts["lead"]], Kind.POINT: parts["points"], Kind.NOTE: parts["notes"]}
    for kind, said in {**texts, Kind.CHANGED: custom["changed_since"]}.items():
        yield from ({"kind": kind, "ja": approved.get(text), "caller": text} for text in said)
    for link in parts["links"]:
        if link["kind"] == "tel":
            label = approved.get(link["label"], "")
            called = {"ja": f"{label} {link['value']}", "caller": f"{link['label']} {link['value']}"}
            yield {"kind": Kind.PHONE_LINE, **called}


def with_own(rows: Iterable[Row], speaker: Speaker) -> Iterator[Row]:
    """Rows of a result; those made of a caller's own dates, and the result itself, say so by `own`."""
    approved = originals(speaker, ORIGINAL)
    for row in rows:
        is_general = row["kind"] in GENERAL or (row["kind"] != Kind.LEAD and row["ja"] in approved)
        yield row if is_general else {**row, "own": True}


@lru_cache(maxsize=len(LANGUAGES))
def originals(speaker: Speaker, language: str) -> dict[str, str]:
    """The Japanese of every text that the desk says in a language and that needs nothing but facts (some 0.1 s)."""
    texts = [text for text in template() if placeholders(text) <= set(speaker.facts)]
    return {speaker.say(text, language): speaker.say(text, ORIGINAL) for text in texts}
