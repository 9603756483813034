"""The form that asks for a card's dates, and the answer that it leads to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.entities import REQUESTED, entities_of, heard_in, is_new_message
from bot.clock import moment_of
from expiry.draft import DATES, NOTES, SLOTS, Draft
from expiry.interview import listen
from expiry.questions import next_question
from expiry.report import as_json, build_report

NOTED = tuple(field.name for field in fields(Draft) if field.name not in SLOTS)


def read_draft(slots: Mapping[str, Any]) -> Draft:
    """The draft that the slots hold."""
    dates: dict[str, Any] = {name: date.fromisoformat(slots[name]) for name in DATES if slots.get(name)}
    notes = dict(slots.get(NOTES) or {})
    notes |= {name: tuple(notes.get(name, ())) for name in ("not_known", "heard")}
    return Draft(**dates, residence=slots.get("residence"), **notes)


def slot_events(draft: Draft, asks: str | None) -> list[EventType]:
    """Events that keep a draft in the slots, and the slot to ask for."""
    kept = as_json({name: getattr(draft, name) for name in SLOTS})
    notes: dict[str, Any] = {name: getattr(draft, name) for name in NOTED}
    notes |= {"not_known": list(draft.not_known), "heard": list(draft.heard)}
    notes["unclear"] = dict(draft.unclear) if draft.unclear else None
    return [SlotSet(name, value) for name, value in {**kept, NOTES: notes, REQUESTED: asks}.items()]


class ValidateExpiryForm(Action):
    """Hears a message in the form: any values, in any order, corrected at any time."""

    def __init__(self, now: Callable[[Mapping[str, object] | None], datetime] = moment_of) -> None:
        self._now = now

    def name(self) -> str:
        """The name by which Rasa's form calls it."""
        return "validate_expiry_form"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Fills the slots; the wording of the next question is the NLG's."""
        today = self._now(tracker.latest_message.get("metadata")).date()
        draft = read_draft(tracker.slots)
        asked = tracker.get_slot(REQUESTED)
        if is_new_message(tracker):
            draft = listen(draft, asked, heard_in(entities_of(tracker)), today)
        else:
            draft = replace(draft, remark="continued", heard=())
        return slot_events(draft, next_question(draft, today))


class ActionExpiry(Action):
    """Says the dates when the form is full, and forgets the person."""

    def __init__(self, now: Callable[[Mapping[str, object] | None], datetime] = moment_of) -> None:
        self._now = now

    def name(self) -> str:
        """The action's name in the Rasa domain."""
        return "action_expiry"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Computes, speaks through the NLG, and clears the slots."""
        today = self._now(tracker.latest_message.get("metadata")).date()
        dispatcher.utter_message(response="utter_expiry_result", report=build_report(read_draft(tracker.slots), today))
        return [SlotSet(name, None) for name in (*SLOTS, NOTES)]
