"""Actions about whom to call."""

from __future__ import annotations

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from knowledge.lines import EVERY_LINE


class ActionOpenLines(Action):
    """Tells which lines speak the visitor's language, and which are open now."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_open_lines"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Runs the action; the NLG names the lines, of its ward at this moment."""
        dispatcher.utter_message(response="utter_human_handoff", lines=[EVERY_LINE])
        return []
