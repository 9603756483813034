"""A calendar file (RFC 5545) that reminds of the first day of renewal."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Alarm, Calendar, Event

from bot.replies.context import Turn
from knowledge.expiry_phrases import load_phrases

PRODUCT = "-//madoguchi//My Number Card help desk//EN"
REMINDS_AT = timedelta(hours=9)  # on the day itself


def calendar_link(turn: Turn, report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A link that holds the whole file, so that no server keeps it; none when nothing is still to come.

    Its `days` (ISO date to title) are for channels that cannot open such a link.
    """
    reminders = first_days(turn, report)
    if not reminders:
        return []
    file = base64.b64encode(calendar(reminders, turn.now)).decode()
    label = turn.say(load_phrases()["calendar"])
    value = f"data:text/calendar;charset=utf-8;base64,{file}"
    days = {day.isoformat(): title for day, title in reminders.items()}
    return [{"kind": "calendar", "label": label, "value": value, "days": days}]


def first_days(turn: Turn, report: Mapping[str, Any]) -> dict[date, str]:
    """What to remind of on which day; the days of renewal that are still to come."""
    today = turn.now.date()
    card = date.fromisoformat(report["renewal_from"])
    certificates = date.fromisoformat(report["certificate_renewal_from"] or report["renewal_from"])
    titles = {certificates: load_phrases()["calendar_certificates"], card: load_phrases()["calendar_card"]}
    if card == certificates and report["user_certificate_expiry"]:
        titles = {card: load_phrases()["calendar_both"]}
    return {day: turn.say(title) for day, title in sorted(titles.items()) if day > today}


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
