"""The answer about one's own dates: the dates, their state, why, what to bring, what to watch out for."""

from __future__ import annotations

from typing import Literal

from bot.replies.builder import Extras
from bot.replies.context import Context, day, note, point, say, sentences
from bot.replies.reminders import reminders
from bot.replies.reply import Month, Part, Reply, Text
from expiry.birthdays import month_end_after, months_before
from expiry.report import Report
from knowledge.expiry_phrases import load_phrases
from knowledge.kinds import Kind

KINDS = {
    "bring_stay": Kind.BRING,
    "bring": Kind.BRING,
    "pick_up": Kind.BRING,
    "place": Kind.WHERE,
    "extension": Kind.DEADLINE,
    "no_letter": Kind.POINT,
}
LAPSES = ("signature_lapses", "moving", "phone")


def build_result(context: Context, report: Report) -> Reply:
    """The reply that a report of `expiry.report` becomes."""
    remark = [note(context.lead(f"expiry_{report['remark']}"))] if is_worth_saying(report) else []
    if report["kind"] not in ("computed", "printed"):
        return context.reply(f"expiry_{report['kind']}", Extras(notes=remark, brief=report["kind"] == "stopped"))
    extras = Extras(
        lead=sentences(lead(report), group(report)),
        points=[
            *dates(report),
            *insurance(report, context),
            *next_steps(report, context),
            *basis(report),
            *why(report),
        ],
        notes=[*remark, *(note(say(load_phrases()["caveats"][name])) for name in told(report))],
        reminders=reminders(report, context.now.date()),
    )
    return context.reply("expiry_result", extras)


def group(report: Report) -> Text | None:
    """For whom it was computed; None where the printed day decides."""
    if report["kind"] != "computed":
        return None
    phrases = load_phrases()
    return say(phrases["groups"].get(report.get("residence"), phrases["caveats"]["residence_unknown"]))


def told(report: Report) -> list[str]:
    """The caveats to say: what the first sentences say is not said twice, the ways to lapse early are one sentence."""
    names = [name for name in report["caveats"] if name != "residence_unknown"]
    if set(LAPSES) <= set(names):
        names = [name for name in names if name not in LAPSES]
        names.insert(names.index("printed_decides"), "lapses")
    return names


def is_worth_saying(report: Report) -> bool:
    """Whether the last remark still matters beside the answer: where a date stands."""
    remark = str(report.get("remark") or "")
    return remark.startswith(("where_", "for_")) and remark != "where_issue_date"


def asked_again(report: Report) -> Text | None:
    """The sentence that answers what was asked of the result; None where nothing was, or it is not known."""
    phrases, about = load_phrases(), report.get("about")
    card, certificate = day(report["card_expiry"]), report["user_certificate_expiry"]
    if about == "card" and report["status_card"] != "expired":
        return say(phrases["lead_card"], card=card)
    if about == "certificate" and not certificate:
        return say(phrases["caveats"]["certificates_unknown"])
    if about == "certificate" and certificate:
        pattern = "again_certificate_over" if report["status_certificate"] == "expired" else "again_certificate"
        return say(phrases[pattern], certificate=day(certificate))
    if about != "renewal" or report["status_card"] == "expired" or report["has_stay"]:
        return None
    opens = day(report["renewal_from"])
    if certificate and report["certificate_renewal_from"] != report["renewal_from"]:
        return say(phrases["again_renewal_both"], opens=opens, certificate=day(str(report["certificate_renewal_from"])))
    return say(phrases["again_renewal"], opens=opens)


def lead(report: Report) -> Text:
    """The sentence that answers."""
    again = asked_again(report)
    if again:
        return again
    card = day(report["card_expiry"])
    if report["status_card"] == "expired":
        return say(load_phrases()["lead_over"], card=card)
    if "stay_unknown" in report["caveats"]:
        return say(load_phrases()["lead_stay_unknown"], card=card)
    if not report["user_certificate_expiry"]:
        return say(load_phrases()["lead_card"], card=card)
    pattern = "lead_certificate_over" if report["status_certificate"] == "expired" else "lead"
    return say(load_phrases()[pattern], card=card, certificate=day(report["user_certificate_expiry"]))


def basis(report: Report) -> list[Part]:
    """What was computed from, so that a slip is seen."""
    if report["kind"] != "computed":
        return []
    birth, issue = day(report["birth_date"]), report["issue_date"]
    if report.get("is_month"):
        return [point(say(load_phrases()["basis_month"], birth=birth, month=Month(issue[:7])))]
    return [point(say(load_phrases()["basis"], birth=birth, issue=day(issue)))]


def dates(report: Report) -> list[Part]:
    """One point a thing: until when, and from when it can be renewed."""
    found = [_date(load_phrases()["card"], report, "card_expiry", "renewal_from", "status_card")]
    if not report["user_certificate_expiry"]:
        return found
    has_signature = report["signature_certificate_expiry"] is not None
    pattern = load_phrases()["certificates"] if has_signature else load_phrases()["user_certificate"]
    found.append(_date(pattern, report, "user_certificate_expiry", "certificate_renewal_from", "status_certificate"))
    return found if has_signature else [*found, point(say(load_phrases()["no_signature"]))]


def _date(
    pattern: str,
    report: Report,
    until: Literal["card_expiry", "user_certificate_expiry"],
    opens: Literal["renewal_from", "certificate_renewal_from"],
    status: Literal["status_card", "status_certificate"],
) -> Part:
    states = load_phrases()["card_states" if until == "card_expiry" else "states"]
    state = states[str(report[status])]
    if report["has_stay"] and report[status] != "expired":  # possible as soon as the new residence card is there (C5)
        state = load_phrases()["state_of_a_stay"]
    said = say(pattern, until=day(str(report[until])), state=say(state, opens=day(str(report[opens]))))
    return point(said, kind=Kind.DEADLINE)


def why(report: Report) -> list[Part]:
    """Two or three short lines of reasoning."""
    phrases = load_phrases()
    found = []
    for reason in report["reasons"]:
        if reason["name"] == "card_printed":  # the last caveat says it
            continue
        numbers = {name: value for name, value in reason.items() if name != "name"}
        found.append(point(say(phrases["reason"], text=say(phrases["reasons"][str(reason["name"])], **numbers))))
    return found


def insurance(report: Report, context: Context) -> list[Part]:
    """Until when the card serves as insurance card once its certificates have ended; they end with it otherwise."""
    ends = report["user_certificate_expiry"]
    if not ends or ends_together(report):
        return []
    until = month_end_after(day(ends), context.speaker.facts["insurance.grace_months"].value)
    name = "insurance" if until >= context.now.date() else "insurance_over"
    return [point(say(load_phrases()[name], until=until), kind=Kind.DEADLINE)]


def next_steps(report: Report, context: Context) -> list[Part]:
    """What to do: a card that ends is applied for anew; a stay, or certificates alone, are a matter of the counter."""
    phrases = load_phrases()
    is_over = report["status_card"] == "expired"
    if report["has_stay"] and not is_over:
        names = ["bring_stay", "place", "extension", "no_letter"]
    elif is_over:
        names = ["apply_over", "pick_up"]
    elif report["status_card"] == "renewable" or ends_together(report):
        return [_to_apply("apply"), apply_by(report, context), _to_apply("pick_up")]
    else:
        names = ["bring", "place"]
    return [point(say(phrases[name]), kind=KINDS.get(name, Kind.HOW)) for name in names]


def _to_apply(name: str) -> Part:
    return point(say(load_phrases()[name]), kind=KINDS.get(name, Kind.HOW))


def apply_by(report: Report, context: Context) -> Part:
    """Until when to apply, so that the new card is there in time even where it takes longest."""
    phrases, longest = load_phrases(), context.speaker.facts["card.new_wait_max"].value
    by = months_before(day(report["card_expiry"]), longest)
    if by < context.now.date():
        return point(say(phrases["apply_now"]), kind=Kind.DEADLINE)
    return point(say(phrases["apply_by"], opens=day(report["renewal_from"]), by=by), kind=Kind.DEADLINE)


def ends_together(report: Report) -> bool:
    """Whether no certificates are known that end before the card."""
    certificate = report["user_certificate_expiry"]
    return certificate is None or certificate >= report["card_expiry"]
