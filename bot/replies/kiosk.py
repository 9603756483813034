"""The kiosk doctor's questions and its one cause with one step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.i18n.catalogues import _
from bot.replies.builder import Extras, Reply
from bot.replies.context import Turn
from bot.replies.expiry_question import STOP, UNKNOWN
from knowledge.kiosk import load_ending, load_steps

YES, NO = _("はい"), _("いいえ")
UNCHECKED = _("まだ確かめていないこと：{text}")
PREFIX = "kiosk_"


def ask_step(turn: Turn, slot: str) -> Reply:
    """Asks one condition, after what has to be said about the last message."""
    notes: Mapping[str, Any] = turn.slots.get("kiosk_notes") or {}
    step = next(step for step in load_steps() if PREFIX + step.id == slot)
    remark = notes.get("remark")
    said = turn.lead(f"{PREFIX}{remark}") if remark in ("continued", "yes_or_no", "skip") else ""
    helps = [turn.say(step.help)] if remark == "help" else []
    if remark == "paused":
        said = turn.lead("expiry_paused")
    if remark is None and step == load_steps()[0]:
        said = turn.lead("kiosk_doctor")
    buttons = [turn.button(title) for title in (YES, NO, UNKNOWN, STOP)]
    return turn.reply(
        "kiosk_doctor", Extras(lead=turn.join(said, turn.say(step.question)), points=helps, buttons=buttons, brief=True)
    )


def kiosk_result(turn: Turn, walk: Mapping[str, Any]) -> Reply:
    """The cause and the next step; else what is still to check."""
    if walk["stopped"]:
        return turn.reply("kiosk_stopped", Extras())
    steps = {step.id: step for step in load_steps()}
    found = steps[walk["cause"]] if walk["cause"] else load_ending()
    unknown = [] if walk["cause"] else [steps[name] for name in walk["unchecked"]]
    extras = Extras(
        lead=turn.say(found.cause),
        points=[turn.say(found.remedy)],
        notes=[turn.say(UNCHECKED, text=turn.say(step.question)) for step in unknown],
        links=list(found.links),
        topics=[found.topic],
    )
    return turn.reply("kiosk_result", extras)
