"""What a reply says about telephone lines: open until when, the key to press, the cost, the languages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot import phrases
from bot.formatting import fill, write_languages, write_moment
from knowledge.facts import Facts
from knowledge.lines import LineState, lines_for, lines_to_show, load_lines

Link = dict[str, Any]


class Telephone:
    """The lines of one ward, told in the reader's language."""

    def __init__(self, facts: Facts, ward: str | None = None) -> None:
        """Loads the lines."""
        self._facts, self._lines = facts, load_lines(ward)

    def best_line(self, language: str, now: datetime) -> str:
        """The line to call now, whatever the subject."""
        return lines_for(language, self._lines, now, self._facts)[0].line.key

    def links(self, names: Sequence[str], language: str, now: datetime, first: Sequence[str] = ()) -> list[Link]:
        """The links of a reply to lines (DESIGN, section 7); those in `first` stand first."""
        ordered = list(dict.fromkeys([*first, *names]))
        states = lines_to_show(ordered, language, self._lines, now, self._facts, first)
        return [self._link(state, language) for state in states]

    def _link(self, state: LineState, language: str) -> Link:
        line = state.line
        menu = {"menu": str(self._facts[line.menu].value)} if line.menu else {}
        return {
            "kind": "tel",
            "label": fill(line.name, language, self._facts),
            "value": self._facts[line.phone].value,
            "note": self._note(state, language, **menu),
            "open": state.is_open,
            **menu,
        }

    def _note(self, state: LineState, language: str, **menu: str) -> str:
        return fill(
            phrases.NOTE_WITH_KEY if menu else phrases.NOTE,
            language,
            self._facts,
            state=self._hours(state, language),
            cost=fill(phrases.FREE if state.line.free else phrases.PAID, language, self._facts),
            languages=write_languages(state.line.languages, language),
            **menu,
        )

    def _hours(self, state: LineState, language: str) -> str:
        if state.until is None:
            return fill(phrases.ALWAYS_OPEN, language, self._facts)
        pattern = phrases.OPEN_UNTIL if state.is_open else phrases.CLOSED_UNTIL
        return fill(pattern, language, self._facts, until=write_moment(state.until, language))


def write_link(link: Link, language: str, facts: Facts) -> str:
    """A link as one line of plain text."""
    return fill(phrases.LINK, language, facts, name=link["label"], phone=link["value"], note=link["note"])
