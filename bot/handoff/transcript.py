"""A reply that a visitor read, row by row beside the Japanese that it was translated from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from bot.i18n.formatting import placeholders
from bot.i18n.languages import LANGUAGES, ORIGINAL
from bot.replies.builder import Speaker
from bot.validation.catalogues import template

Row = dict[str, Any]


def in_both_languages(custom: dict[str, Any], speaker: Speaker) -> Iterator[Row]:
    """The parts of a reply as rows; `ja` is None for a sentence made for this visitor, as one with their dates."""
    approved, parts = originals(speaker, custom["language"]), custom["answer"]
    texts = {"lead": [parts["lead"]], "points": parts["points"], "notes": parts["notes"]}
    for kind, said in {**texts, "changed_since": custom["changed_since"]}.items():
        yield from ({"kind": kind, "ja": approved.get(text), "caller": text} for text in said)
    for link in parts["links"]:
        if link["kind"] == "tel":
            label = approved.get(link["label"], "")
            yield {"kind": "line", "ja": f"{label} {link['value']}", "caller": f"{link['label']} {link['value']}"}


def with_own(rows: Iterable[Row], speaker: Speaker) -> Iterator[Row]:
    """Rows of a result; those made of a caller's own dates, and the result itself, say so by `own`."""
    approved = originals(speaker, ORIGINAL)
    for row in rows:
        is_general = row["kind"] in ("title", "line", "source") or (row["kind"] != "lead" and row["ja"] in approved)
        yield row if is_general else {**row, "own": True}


@lru_cache(maxsize=len(LANGUAGES))
def originals(speaker: Speaker, language: str) -> dict[str, str]:
    """The Japanese of every text that the desk says in a language and that needs nothing but facts (some 0.1 s)."""
    texts = [text for text in template() if placeholders(text) <= set(speaker.facts)]
    return {speaker.say(text, language): speaker.say(text, ORIGINAL) for text in texts}
