"""The ward office's counter: whether it is open now, and when on the days to come."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NotRequired, TypedDict

from bot.copilot.two_columns import Related
from bot.i18n.formatting import write_time, write_weekday
from bot.i18n.languages import ORIGINAL
from bot.replies.speaker import Speaker
from knowledge.lines import TOKYO, Line, hours_on
from knowledge.rest_days import name_of_rest

COUNTER = "office"  # the line whose hours are the counter's (booklet p. 14)
DAYS = 7  # that are shown, today included
TOPICS = ("contact_office", "district_office", "congestion")  # what the booklet tells of counters


class OfficeDay(TypedDict):
    """One day of the counter, written in Japanese: its hours, or for what it rests."""

    day: str
    rests: NotRequired[str]
    opens: NotRequired[str]
    closes: NotRequired[str]


class Office(TypedDict):
    """The counter: its state now, its next days, and the answers about counters."""

    place: str
    open: bool
    hours: str
    days: list[OfficeDay]
    topics: list[Related]


def describe_office(speaker: Speaker, now: datetime) -> Office:
    """The counter's place and state, its next days, and the answers about counters; all in Japanese."""
    line, today = speaker.lines[COUNTER], now.astimezone(TOKYO).date()
    state = next(one for one in speaker.telephone.all_lines(ORIGINAL, now) if one["label"] == line.name)
    return {
        "place": speaker.say("{office.name}", ORIGINAL),
        "open": state["open"],
        "hours": state["hours"],
        "days": [day_of(line, today + timedelta(days=ahead), speaker) for ahead in range(DAYS)],
        "topics": [{"topic": topic, "title": speaker.say(speaker.answers[topic].title, ORIGINAL)} for topic in TOPICS],
    }


def day_of(line: Line, day: date, speaker: Speaker) -> OfficeDay:
    """One day: when the counter opens and closes, or that it rests and for what."""
    hours = hours_on(line, day, speaker.facts)
    if hours is None:
        return {"day": write_weekday(day, ORIGINAL), "rests": name_of_rest(day, speaker.facts)}
    opens, closes = (write_time(moment.time(), ORIGINAL) for moment in hours)
    return {"day": write_weekday(day, ORIGINAL), "opens": opens, "closes": closes}
