"""The questions of the form about one's own dates."""

from __future__ import annotations

from datetime import date
from typing import cast

from bot.i18n.catalogues import _
from bot.replies.builder import Extras
from bot.replies.context import Context, button, day, say, sentences
from bot.replies.reply import Button, DayOfYear, Month, Reply, Sentences, Text, Value
from expiry.draft import NOTES, Notes, Unclear
from expiry.placing import ENDS
from knowledge.expiry_phrases import load_phrases

UNKNOWN = _("分からない")
STOP = _("やめる")
RESUME = _("続ける")
NOT_RENEWED = _("更新していない")
DAY = "{day}"  # nothing to translate
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
# What an incomplete date is of; the person who asks calls it so too.
ASKED = {**ROLES, "certificate_issue_date": _("電子証明書を更新した日")}
ANSWERS_THAT_ASK = frozenset({"expiry_which_day", "expiry_which_year"})
HEARD_MONTH = _("発行は{month}ですね。")
HEARD = {
    "birth_date": _("生年月日は{date}ですね。"),
    "issue_date": _("発行日は{date}ですね。"),
    "stay_expiry": _("在留期間の満了日は{date}ですね。"),
    "certificate_issue_date": _("電子証明書の更新は{date}ですね。"),
    "printed_expiry": _("印刷された有効期限は{date}ですね。"),
}


def ask(context: Context, slot: str) -> Reply:
    """Asks for a slot, after what has to be said about the last message."""
    notes = cast(Notes, context.slots.get(NOTES) or {})
    if notes.get("remark") == "paused":
        return context.reply("expiry_paused", Extras(buttons=[button(RESUME), button(STOP)], brief=True))
    unclear = notes.get("unclear")
    answer, question = clarification(unclear) if unclear else plain_question(context, slot, notes)
    buttons = days_to_choose(unclear, context.now.date()) if unclear else choices(slot, notes)
    buttons += [button(UNKNOWN), button(STOP)]
    lead = (*said_back(context, notes), question)
    return context.reply(answer, Extras(lead=lead, buttons=buttons, asks=slot, brief=True))


def said_back(context: Context, notes: Notes) -> Sentences:
    """The dates as they were understood, and a remark on the message."""
    remark = notes.get("remark")
    heard = [slot for slot in dict.fromkeys(notes.get("heard") or []) if context.slots.get(slot)]
    said = [say_value(slot, str(context.slots[slot]), bool(notes.get("is_month"))) for slot in heard]
    told = context.lead(f"expiry_{remark}") if remark else None
    return sentences(told, *said) if remark and remark.startswith("for_") else sentences(*said, told)


def say_value(slot: str, value: str, is_month: bool = False) -> Text | None:
    """One value as it was understood; of an issue whose day is not known, its month."""
    if slot == "issue_date" and is_month:
        return say(HEARD_MONTH, month=Month(value[:7]))
    if slot == "residence":
        return say(GROUPS[value]) if value in GROUPS else None
    return say(HEARD[slot], date=day(value))


def plain_question(context: Context, slot: str, notes: Notes) -> tuple[str, Text]:
    """The answer that asks for a slot, and its question."""
    is_foreign = slot == "residence" and notes.get("is_foreign")
    answer = "expiry_ask_foreign_residence" if is_foreign else f"expiry_ask_{slot}"
    return answer, context.lead(answer)


def clarification(unclear: Unclear) -> tuple[str, Text]:
    """The answer about a date that is not one day yet, and its question, which names the date."""
    if unclear.get("unnamed"):
        return "expiry_which_role", say(load_phrases()["expiry_which_role"], date=day(unclear["unnamed"]))
    what, year, month = say(ASKED[unclear["slot"]]), unclear.get("year"), unclear.get("month")
    days = [day(one) for one in unclear.get("days") or []]
    if len(days) == 2:
        return _phrase("expiry_which_day", what=what, first=days[0], second=days[1])
    if month and unclear.get("day"):
        return _phrase("expiry_which_year", what=what, day=DayOfYear(f"{month:02}-{unclear['day']:02}"))
    if year and month:
        return _phrase("expiry_which_day_of_month", what=what, month=Month(f"{year:04}-{month:02}"))
    if year:
        return _phrase("expiry_which_month", what=what, year=str(year))
    return _phrase("expiry_which_rest", what=what)


def _phrase(name: str, **values: Value) -> tuple[str, Text]:
    answer = name if name in ANSWERS_THAT_ASK else "expiry_which_rest"
    return answer, say(load_phrases()[name], **values)


def days_to_choose(unclear: Unclear, today: date) -> list[Button]:
    """One button a possible day, which sends the ISO date; or one a role that the day can have."""
    unnamed = unclear.get("unnamed")
    if unnamed:
        is_end = day(unnamed) > today
        return [Button(say(role), adds=f" {unnamed}") for slot, role in ROLES.items() if slot in ENDS or not is_end]
    return [Button(say(DAY, day=day(one)), one) for one in unclear.get("days") or []]


def choices(slot: str, notes: Notes) -> list[Button]:
    """The buttons of a question, beside "I don't know" and "stop"."""
    named = FOREIGN_RESIDENCES if notes.get("is_foreign") else RESIDENCES
    groups = [button(title) for title in named.values()] if slot == "residence" else []
    none = [button(NOT_RENEWED)] if slot == "certificate_issue_date" else []
    return [*groups, *none]
