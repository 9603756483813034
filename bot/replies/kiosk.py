"""The kiosk doctor's questions and its one cause with one step."""

from __future__ import annotations

from typing import cast

from bot.i18n.catalogues import _
from bot.replies.builder import Extras
from bot.replies.context import Context, button, note, point, say, sentences
from bot.replies.expiry_question import STOP, UNKNOWN
from bot.replies.reply import Reply
from knowledge.kiosk import Notes, Walk, load_ending, load_steps

YES, NO = _("はい"), _("いいえ")
UNCHECKED = _("まだ確かめていないこと：{text}")
PREFIX = "kiosk_"


def ask_step(context: Context, slot: str) -> Reply:
    """Asks one condition, after what has to be said about the last message."""
    notes = cast(Notes, context.slots.get("kiosk_notes") or {})
    step = next(step for step in load_steps() if PREFIX + step.id == slot)
    remark = notes.get("remark")
    said = context.lead(f"{PREFIX}{remark}") if remark in ("continued", "yes_or_no", "skip") else None
    helps = [point(say(step.help))] if remark == "help" else []
    if remark == "paused":
        said = context.lead("expiry_paused")
    if remark is None and step == load_steps()[0]:
        said = context.lead("kiosk_doctor")
    buttons = [button(title) for title in (YES, NO, UNKNOWN, STOP)]
    return context.reply(
        "kiosk_doctor", Extras(lead=sentences(said, say(step.question)), points=helps, buttons=buttons, brief=True)
    )


def kiosk_result(context: Context, walk: Walk) -> Reply:
    """The cause and the next step; else what is still to check."""
    if walk["stopped"]:
        return context.reply("kiosk_stopped", Extras())
    steps = {step.id: step for step in load_steps()}
    found = steps[walk["cause"]] if walk["cause"] else load_ending()
    unknown = [] if walk["cause"] else [steps[name] for name in walk["unchecked"]]
    extras = Extras(
        lead=(say(found.cause),),
        points=[point(say(found.remedy))],
        notes=[note(say(UNCHECKED, text=say(step.question))) for step in unknown],
        links=list(found.links),
        topics=[found.topic],
    )
    return context.reply("kiosk_result", extras)
