"""What a reply says about telephone lines: open until when, the key to press, the cost, the languages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NotRequired, TypedDict

from bot.i18n import phrases
from bot.i18n.formatting import fill, write_fact, write_languages, write_moment
from bot.i18n.languages import language_of
from knowledge.facts import Facts
from knowledge.lines import BEST_LINE, EVERY_LINE, Line, LineState, lines_for, lines_to_show, state_of


class Link(TypedDict):
    """Something to press or to call in a reply (docs/contracts.md).

    Attributes:
        kind: `tel`, `calendar`, or one that a channel adds for itself.
        value: a telephone number, or an address.
        note: a line in words: its state, the key to press, the cost, the languages.
        open: whether the line answers at the reply's moment.
        menu: the key to press.
        hours: when the line answers, where it is told apart from the note; `cost` likewise.
        days: what a calendar file reminds of, by ISO date.
    """

    kind: str
    label: str
    value: str
    note: NotRequired[str]
    open: NotRequired[bool]
    menu: NotRequired[str]
    hours: NotRequired[str]
    cost: NotRequired[str]
    days: NotRequired[dict[str, str]]


class Telephone:
    """The lines of one ward, told in the reader's language."""

    def __init__(self, facts: Facts, lines: dict[str, Line]) -> None:
        self._facts, self._lines = facts, lines

    def general_lines(self, language: str, now: datetime) -> list[str]:
        """The lines for every subject that speak a language, open ones first."""
        return [state.line.key for state in lines_for(language_of(language), self._lines, now, self._facts)]

    def is_open(self, name: str, now: datetime) -> bool:
        """Whether somebody answers a line."""
        return state_of(self._lines[name], now, self._facts).is_open

    def open_line_now(self, language: str, now: datetime) -> Link:
        """The best line; while it rests, the one in the reader's language that stops cards day and night."""
        best = self.best_line_now(language, now)
        own = language_of(language)
        stopping = (line for line in self._lines.values() if line.stops_cards and own in line.languages)
        if best["open"]:
            return best
        state = LineState(next(stopping), True, None)
        hours = fill(phrases.HOURS_OF_LOSS, language, self._facts)
        return {**self._link(state, language), "hours": hours, "cost": self._cost(state.line, language)}

    def best_line_now(self, language: str, now: datetime) -> Link:
        """The link to the line to call now, with its hours and its cost apart."""
        state = lines_for(language_of(language), self._lines, now, self._facts)[0]
        hours, cost = self._opening_hours(state.line, language), self._cost(state.line, language)
        return {**self._link(state, language), "hours": hours, "cost": cost}

    def all_lines(self, language: str, now: datetime) -> list[Link]:
        """Every line, open ones first, with its hours apart; one number with several keys comes once a key."""
        states = [state_of(line, now, self._facts) for line in self._lines.values()]
        return [
            {**self._link(one, language), "hours": self._opening_hours(one.line, language)}
            for one in sorted(states, key=lambda state: not state.is_open)
        ]

    def links(self, names: Sequence[str], language: str, now: datetime, first: Sequence[str] = ()) -> list[Link]:
        """The links of a reply to lines; those in `first` stand first. BEST_LINE, EVERY_LINE are the reader's.

        Args:
            names: of knowledge/lines.yml, or BEST_LINE, EVERY_LINE.
            language: the reader's.
            now: with a time zone; whether a line is open is said for this moment.
            first: names that stand first, whatever the hour.
        """
        best = self.general_lines(language, now)
        own = {BEST_LINE: best[:1], EVERY_LINE: best}
        ordered = list(dict.fromkeys(line for name in (*first, *names) for line in own.get(name, [name])))
        states = lines_to_show(ordered, language_of(language), self._lines, now, self._facts, first)
        return [self._link(state, language) for state in states]

    def _link(self, state: LineState, language: str) -> Link:
        line = state.line
        menu = {"menu": str(self._facts[line.menu].value)} if line.menu else {}
        link: Link = {
            "kind": "tel",
            "label": fill(line.name, language, self._facts),
            "value": self._facts[line.phone].value,
            "note": self._note(state, language, **menu),
            "open": state.is_open,
        }
        if line.menu:
            link["menu"] = menu["menu"]
        return link

    def _note(self, state: LineState, language: str, **menu: str) -> str:
        return fill(
            phrases.NOTE_WITH_KEY if menu else phrases.NOTE,
            language,
            self._facts,
            state=self._hours(state, language),
            cost=self._cost(state.line, language),
            languages=write_languages(state.line.languages, language),
            **menu,
        )

    def _cost(self, line: Line, language: str) -> str:
        return fill(phrases.FREE if line.free else phrases.PAID, language, self._facts)

    def _opening_hours(self, line: Line, language: str) -> str:
        if line.weekday is None:
            return fill(phrases.HOURS_ALWAYS, language, self._facts)
        pattern = phrases.HOURS_EVERY_DAY if line.weekend else phrases.HOURS_WEEKDAYS
        names = [*line.weekday, *(line.weekend or ())]
        times = [write_fact(self._facts[name], language) for name in names]
        return fill(pattern, language, self._facts, **dict(zip(phrases.HOURS, times, strict=False)))

    def _hours(self, state: LineState, language: str) -> str:
        if state.until is None:
            return fill(phrases.ALWAYS_OPEN, language, self._facts)
        pattern = phrases.OPEN_UNTIL if state.is_open else phrases.CLOSED_UNTIL
        return fill(pattern, language, self._facts, until=write_moment(state.until, language))


def write_link(link: Link, language: str, facts: Facts) -> str:
    """A link as one line of plain text."""
    return fill(phrases.LINK, language, facts, name=link["label"], phone=link["value"], note=link["note"])
