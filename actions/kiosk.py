"""The kiosk doctor: a yes/no walk to the one reason why a machine refuses a card."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.entities import REQUESTED, is_new_message, values_of
from knowledge.kiosk import Answers, Notes, Walk, cause, load_steps, next_step, only_fails, unchecked

SLOT = "kiosk_{}"
NOTES = "kiosk_notes"  # {"remark": what to say first, "helped": the step whose help was given}
SAID = {"affirm": True, "deny": False}
STORED: dict[bool | None, str] = {True: "yes", False: "no", None: "unknown"}


def read_answers(slots: Mapping[str, object]) -> Answers:
    """The answers that the slots hold."""
    meanings = {stored: answer for answer, stored in STORED.items()}
    held = {step.id: slots.get(SLOT.format(step.id)) for step in load_steps()}
    return {step: meanings[str(stored)] for step, stored in held.items() if stored}


def hear(asked: str, words: list[str], notes: Notes) -> tuple[Answers, Notes]:
    """What a message answers to the asked step; the first "don't know" gets help, the second counts.

    >>> hear("pin", ["affirm"], {})
    ({'pin': True}, {})
    >>> hear("pin", ["unknown"], {})
    ({}, {'remark': 'help', 'helped': 'pin'})
    """
    if "skip" in words:
        return {}, {"remark": "skip", "helped": asked}  # "don't know" then counts at once
    for word, answer in SAID.items():
        if word in words:
            return {asked: answer}, {}
    if "help" in words:
        return {}, {**notes, "remark": "help"}
    if "unknown" in words:
        return ({asked: None}, {}) if notes.get("helped") == asked else ({}, {"remark": "help", "helped": asked})
    return {}, {**notes, "remark": "paused" if "pause" in words else "yes_or_no"}


def steps_of(answers: Answers) -> Walk:
    """How a walk ended, by the ids of its steps."""
    found = cause(answers)
    return {"cause": found.id if found else None, "unchecked": [step.id for step in unchecked(answers)]}


class ValidateKioskForm(Action):
    """Hears an answer, and asks the next step or ends the walk."""

    def name(self) -> str:
        """The name by which Rasa's form calls it."""
        return "validate_kiosk_form"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Fills the slots; the wording of the next question is the NLG's."""
        notes = cast(Notes, dict(tracker.get_slot(NOTES) or {}))
        answers = dict(read_answers(tracker.slots))
        asked = (tracker.get_slot(REQUESTED) or "").removeprefix(SLOT.format(""))
        words = values_of(tracker, "form_word")
        if asked and not is_new_message(tracker):
            notes["remark"] = "continued"
        elif asked and "stop" in words:
            return [SlotSet(NOTES, {"stopped": True}), SlotSet(REQUESTED, None)]
        elif asked:
            fails = only_fails(tracker.latest_message.get("text") or "")  # 「エラーが出た」 sounds like a no
            heard, notes = hear(asked, [word for word in words if not (fails and word in SAID)], notes)
            answers.update(heard)
        return self._events(answers, notes)

    @staticmethod
    def _events(answers: Answers, notes: Notes) -> list[EventType]:
        step = next_step(answers)
        filled = [SlotSet(SLOT.format(name), STORED[answer]) for name, answer in answers.items()]
        return [*filled, SlotSet(NOTES, notes), SlotSet(REQUESTED, SLOT.format(step.id) if step else None)]


class ActionKiosk(Action):
    """Says the cause and one step, and clears the slots."""

    def name(self) -> str:
        """The action's name in the Rasa domain."""
        return "action_kiosk"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Ends the walk."""
        walk = steps_of(read_answers(tracker.slots))
        stopped = bool((tracker.get_slot(NOTES) or {}).get("stopped"))
        dispatcher.utter_message(response="utter_kiosk_result", walk={**walk, "stopped": stopped})
        return [SlotSet(name, None) for name in (*(SLOT.format(step.id) for step in load_steps()), NOTES)]
