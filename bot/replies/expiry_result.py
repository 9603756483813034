"""The answer about one's own dates: the dates, their state, why, what to bring, what to watch out for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.replies.calendar_file import calendar_link
from bot.replies.turn import Turn
from bot.speaker import Extras, Reply
from knowledge.expiry_phrases import load_phrases

Report = Mapping[str, Any]


def result(turn: Turn, report: Report) -> Reply:
    """The reply that a report of `expiry.report` becomes."""
    remark = [turn.lead(f"expiry_{report['remark']}")] if is_worth_saying(report) else []
    if report["kind"] not in ("computed", "printed"):
        return turn.reply(f"expiry_{report['kind']}", Extras(notes=remark, brief=report["kind"] == "stopped"))
    extras = Extras(
        lead=lead(turn, report),
        points=[*basis(turn, report), *dates(turn, report), *why(turn, report), *what_to_bring(turn, report)],
        notes=[*remark, *(turn.say(load_phrases()["caveats"][name]) for name in report["caveats"])],
        more_links=calendar_link(turn, report),
    )
    return turn.reply("expiry_result", extras)


def is_worth_saying(report: Report) -> bool:
    """Whether the last remark still matters beside the answer: where a date stands."""
    return str(report.get("remark") or "").startswith("where_") and report["remark"] != "where_issue_date"


def lead(turn: Turn, report: Report) -> str:
    """The sentence that answers."""
    card = turn.day(report["card_expiry"])
    if report["status_card"] == "expired":
        return turn.say(load_phrases()["lead_over"], card=card)
    if not report["user_certificate_expiry"]:
        return turn.say(load_phrases()["lead_card"], card=card)
    pattern = "lead_certificate_over" if report["status_certificate"] == "expired" else "lead"
    return turn.say(load_phrases()[pattern], card=card, certificate=turn.day(report["user_certificate_expiry"]))


def basis(turn: Turn, report: Report) -> list[str]:
    """What was computed from, so that a slip is seen."""
    if report["kind"] != "computed":
        return []
    days = {"birth": turn.day(report["birth_date"]), "issue": turn.day(report["issue_date"])}
    return [turn.say(load_phrases()["basis"], **days)]


def dates(turn: Turn, report: Report) -> list[str]:
    """One point a thing: until when, and from when it can be renewed."""
    found = [_date(turn, load_phrases()["card"], report, "card_expiry", "renewal_from", "status_card")]
    if not report["user_certificate_expiry"]:
        return found
    has_signature = report["signature_certificate_expiry"] is not None
    pattern = load_phrases()["certificates"] if has_signature else load_phrases()["user_certificate"]
    found.append(
        _date(turn, pattern, report, "user_certificate_expiry", "certificate_renewal_from", "status_certificate")
    )
    return found if has_signature else [*found, turn.say(load_phrases()["no_signature"])]


def _date(turn: Turn, pattern: str, report: Report, until: str, opens: str, status: str) -> str:
    state = load_phrases()["states"][report[status]]
    if report["has_stay"] and report[status] != "expired":  # possible as soon as the new residence card is there (C5)
        state = load_phrases()["state_of_a_stay"]
    said = turn.say(state, opens=turn.day(report[opens]))
    return turn.say(pattern, until=turn.day(report[until]), state=said)


def why(turn: Turn, report: Report) -> list[str]:
    """Two or three short lines of reasoning."""
    phrases = load_phrases()
    found = []
    for reason in report["reasons"]:
        numbers = {name: value for name, value in reason.items() if name != "name"}
        found.append(turn.say(phrases["reason"], text=turn.say(phrases["reasons"][reason["name"]], **numbers)))
    return found


def what_to_bring(turn: Turn, report: Report) -> list[str]:
    """What to bring, and where."""
    return [
        turn.say(load_phrases()["bring_stay"] if report["has_stay"] else load_phrases()["bring"]),
        turn.say(load_phrases()["place"]),
    ]
