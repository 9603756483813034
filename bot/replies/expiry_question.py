"""The questions of the form about one's own dates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.i18n.catalogues import _
from bot.i18n.formatting import write_day
from bot.replies.builder import Extras, Reply
from bot.replies.context import Turn
from expiry.draft import NOTES
from knowledge.expiry_phrases import load_phrases

UNKNOWN = _("分からない")
STOP = _("やめる")
RESUME = _("続ける")
NOT_RENEWED = _("更新していない")
# In plain words, with the term that stands on the residence card.
RESIDENCES = {
    "japanese": _("日本国籍"),
    "period_of_stay": _("在留期間がある（留学・就労・家族など）"),
    "permanent": _("永住者"),
    "special_permanent": _("特別永住者"),
    "highly_skilled_2": _("{residence.highly_skilled}"),
}
FOREIGN_RESIDENCES = {group: title for group, title in RESIDENCES.items() if group != "japanese"}
GROUPS = {
    "japanese": _("日本国籍のかたですね。"),
    "period_of_stay": _("在留期間のあるかたですね。"),
    "permanent": _("永住者のかたですね。"),
    "special_permanent": _("特別永住者のかたですね。"),
    "highly_skilled_2": _("{residence.highly_skilled}のかたですね。"),
}
# What a day can be of which nothing was said.
ROLES = {
    "birth_date": _("生年月日"),
    "issue_date": _("カードの発行日"),
    "printed_expiry": _("印刷された有効期限"),
    "stay_expiry": _("在留期間の満了日"),
}
HEARD = {
    "birth_date": _("生年月日は{date}ですね。"),
    "issue_date": _("発行日は{date}ですね。"),
    "stay_expiry": _("在留期間の満了日は{date}ですね。"),
    "certificate_issue_date": _("電子証明書の更新は{date}ですね。"),
    "printed_expiry": _("印刷された有効期限は{date}ですね。"),
}


def ask(turn: Turn, slot: str) -> Reply:
    """Asks for a slot, after what has to be said about the last message."""
    notes: Mapping[str, Any] = turn.slots.get(NOTES) or {}
    if notes.get("remark") == "paused":
        return turn.reply("expiry_paused", Extras(buttons=[turn.button(RESUME), turn.button(STOP)], brief=True))
    unclear = notes.get("unclear")
    answer, question = clarification(turn, unclear) if unclear else plain_question(turn, slot, notes)
    lead = turn.join(said_back(turn, notes), question)
    buttons = days_to_choose(turn, unclear) if unclear else choices(turn, slot, notes)
    buttons += [turn.button(UNKNOWN), turn.button(STOP)]
    return turn.reply(answer, Extras(lead=lead, buttons=buttons, asks=slot, brief=True))


def said_back(turn: Turn, notes: Mapping[str, Any]) -> str:
    """The dates as they were understood, and a remark on the message."""
    remark = notes.get("remark")
    heard = [slot for slot in dict.fromkeys(notes.get("heard") or []) if turn.slots.get(slot)]
    said = [say_value(turn, slot, str(turn.slots[slot])) for slot in heard]
    return turn.join(*said, turn.lead(f"expiry_{remark}") if remark else "")


def say_value(turn: Turn, slot: str, value: str) -> str:
    """One value as it was understood."""
    if slot == "residence":
        return turn.say(GROUPS[value]) if value in GROUPS else ""
    return turn.say(HEARD[slot], date=turn.day(value))


def plain_question(turn: Turn, slot: str, notes: Mapping[str, Any]) -> tuple[str, str]:
    """The answer that asks for a slot, and its question."""
    if slot == "residence" and notes.get("is_foreign"):
        return "expiry_ask_foreign_residence", turn.lead("expiry_ask_foreign_residence")
    return f"expiry_ask_{slot}", turn.lead(f"expiry_ask_{slot}")


def clarification(turn: Turn, unclear: Mapping[str, Any]) -> tuple[str, str]:
    """The answer about a date that is not one day yet, and its question."""
    if unclear.get("unnamed"):
        return _phrase(turn, "expiry_which_role", date=turn.day(unclear["unnamed"]))
    days = [turn.day(day) for day in unclear.get("days") or []]
    if len(days) == 2:
        return _phrase(turn, "expiry_which_day", first=days[0], second=days[1])
    if unclear.get("month") and unclear.get("day"):
        day = write_day(f"{unclear['month']:02}-{unclear['day']:02}", turn.language)
        return _phrase(turn, "expiry_which_year", day=day)
    return "expiry_which_rest", turn.lead("expiry_which_rest")


def _phrase(turn: Turn, answer: str, **values: str) -> tuple[str, str]:
    return answer, turn.say(load_phrases()[answer], **values)


def days_to_choose(turn: Turn, unclear: Mapping[str, Any]) -> list[dict[str, str]]:
    """One button a possible day; it sends the ISO date."""
    if unclear.get("unnamed"):
        titles = [turn.say(role) for role in ROLES.values()]
        return [{"title": title, "payload": f"{title} {unclear['unnamed']}"} for title in titles]
    days = unclear.get("days") or []
    return [{"title": turn.day(day), "payload": day} for day in days]


def choices(turn: Turn, slot: str, notes: Mapping[str, Any]) -> list[dict[str, str]]:
    """The buttons of a question, beside "I don't know" and "stop"."""
    named = FOREIGN_RESIDENCES if notes.get("is_foreign") else RESIDENCES
    groups = [turn.button(title) for title in named.values()] if slot == "residence" else []
    none = [turn.button(NOT_RENEWED)] if slot == "certificate_issue_date" else []
    return [*groups, *none]
