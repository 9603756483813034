"""Telephone lines: which is open at a given minute, and which to name to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from knowledge.facts import Facts
from knowledge.rest_days import is_holiday, is_year_end
from knowledge.wards import ROOT, make, read_yaml, ward_folder

TOKYO = ZoneInfo("Asia/Tokyo")
LOST = "lost_card"  # the subject of lines for losses alone
SEARCH_DAYS = 14  # no line stays closed longer
BEST_LINE, EVERY_LINE = "*best", "*every"  # that hang on the reader's language: the one to call now, or each


@dataclass(frozen=True)
class Line:
    """One telephone line; hours and the key to press name facts.

    Attributes:
        weekday: opening and closing time; None means day and night, the year's end included.
        weekend: those of Saturdays, Sundays and holidays; None means closed.
        menu: the digit to press; without one and without a `subject` the line is for every subject.
        subject: what a line without a menu is for, if not for everything.
    """

    key: str
    name: str
    phone: str
    free: bool
    languages: tuple[str, ...]
    weekday: tuple[str, str] | None = None
    weekend: tuple[str, str] | None = None
    menu: str | None = None
    subject: str | None = None

    @property
    def is_general(self) -> bool:
        """Whether the line is for every subject."""
        return self.menu is None and self.subject is None

    @property
    def always_open(self) -> bool:
        """Whether the line answers day and night."""
        return self.weekday is None

    @property
    def stops_cards(self) -> bool:
        """Whether the line stops lost cards day and night."""
        return self.always_open and self.subject in (None, LOST)

    @property
    def facts(self) -> tuple[str, ...]:
        """The names of the facts that the line is made of."""
        return (self.phone, *(self.weekday or ()), *(self.weekend or ()), *((self.menu,) if self.menu else ()))


@dataclass(frozen=True)
class LineState:
    """Whether a line is open, and the moment when that changes (None: never)."""

    line: Line
    is_open: bool
    until: datetime | None


def load_lines(ward: str) -> dict[str, Line]:
    """Loads the national lines and those of one ward."""
    entries = read_yaml(ROOT / "lines.yml") | read_yaml(ward_folder(ward) / "lines.yml")
    return {key: make(Line, entry, key=key) for key, entry in entries.items()}


def hours_on(line: Line, day: date, facts: Facts) -> tuple[datetime, datetime] | None:
    """The opening hours of a line on one day, or None when it rests."""
    names = line.weekend if is_holiday(day) else line.weekday
    if names is None or is_year_end(day, facts):
        return None
    opens, closes = (time.fromisoformat(facts[name].value) for name in names)
    return datetime.combine(day, opens, TOKYO), datetime.combine(day, closes, TOKYO)


def state_of(line: Line, now: datetime, facts: Facts) -> LineState:
    """Decides whether a line is open; `now` carries a time zone."""
    if line.always_open:
        return LineState(line, True, None)
    today = now.astimezone(TOKYO).date()
    for offset in range(SEARCH_DAYS):
        hours = hours_on(line, today + timedelta(days=offset), facts)
        if hours and now < hours[0]:
            return LineState(line, False, hours[0])
        if hours and now < hours[1]:
            return LineState(line, True, hours[1])
    return LineState(line, False, None)


def lines_for(language: str, lines: dict[str, Line], now: datetime, facts: Facts) -> list[LineState]:
    """The lines for every subject that speak a language, open ones first, cheaper first.

    Args:
        language: that a line must speak.
        lines: by key.
        now: with a time zone.
        facts: the opening hours and the year's end.
    """
    general = [line for line in lines.values() if line.is_general and language in line.languages]
    states = [state_of(line, now, facts) for line in general]
    return sorted(states, key=lambda state: (not state.is_open, not state.line.free))


def lines_to_show(
    names: Sequence[str], language: str, lines: dict[str, Line], now: datetime, facts: Facts, first: Sequence[str] = ()
) -> list[LineState]:
    """The named lines, open ones first; those in `first` keep their place, whatever the hour.

    Where none of them speaks the reader's language, the best line that does joins them. A number that is answered now,
    with the same key, is not said to be closed for something else.

    Args:
        names: keys of `lines`.
        language: the reader's.
        lines: by key.
        now: with a time zone.
        facts: the opening hours and the year's end.
        first: keys that keep their place.
    """
    states = [state_of(lines[name], now, facts) for name in names]
    if states and not any(language in state.line.languages for state in states):
        states += lines_for(language, lines, now, facts)[:1]
    answered = {(state.line.phone, state.line.menu) for state in states if state.is_open}
    shown = [one for one in states if one.is_open or (one.line.phone, one.line.menu) not in answered]
    return sorted(shown, key=lambda state: state.line.key not in first and not state.is_open)
