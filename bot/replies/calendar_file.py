"""A calendar file (RFC 5545) that reminds of the first day of renewal."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from bot.replies.phone_lines import Link

PRODUCT = "-//madoguchi//My Number Card help desk//EN"
REMINDS_AT = timedelta(hours=9)  # on the day itself


def calendar_link(label: str, days: Mapping[date, str], now: datetime) -> Link:
    """A link that holds the whole file, so that no server keeps it.

    Its `days` (ISO date to title) are for channels that cannot open such a link.
    """
    file = base64.b64encode(calendar(days, now)).decode()
    value = f"data:text/calendar;charset=utf-8;base64,{file}"
    titles = {day.isoformat(): title for day, title in days.items()}
    return {"kind": "calendar", "label": label, "value": value, "days": titles}


def calendar(reminders: Mapping[date, str], now: datetime) -> bytes:
    """The file: one whole-day event with an alarm a reminder."""
    file = Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    for day, title in reminders.items():
        file.add_component(_event(day, title, now))
    return bytes(file.to_ical())


def _event(day: date, title: str, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{uuid.uuid4()}@madoguchi")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", day)
    event.add("summary", title)
    event.add("transp", "TRANSPARENT")  # a reminder keeps nobody busy
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", REMINDS_AT)
    event.add_component(alarm)
    return event
