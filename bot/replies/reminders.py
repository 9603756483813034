"""What a calendar file reminds of: the first days of renewal that are still to come."""

from __future__ import annotations

from datetime import date

from bot.replies.context import say
from bot.replies.reply import Reminders
from expiry.report import Report
from knowledge.expiry_phrases import load_phrases


def reminders(report: Report, today: date) -> Reminders | None:
    """The reminders that a report of `expiry.report` gives; None when nothing is still to come."""
    card = date.fromisoformat(report["renewal_from"])
    certificates = date.fromisoformat(report["certificate_renewal_from"] or report["renewal_from"])
    titles = {certificates: load_phrases()["calendar_certificates"], card: load_phrases()["calendar_card"]}
    if card == certificates and report["user_certificate_expiry"]:
        titles = {card: load_phrases()["calendar_both"]}
    days = tuple((day, say(title)) for day, title in sorted(titles.items()) if day > today)
    return Reminders(say(load_phrases()["calendar"]), days) if days else None
