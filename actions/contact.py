"""Actions about whom to call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from bot.clock import moment_of
from bot.i18n.languages import LANGUAGES, ORIGINAL
from knowledge.facts import Facts, load_facts
from knowledge.lines import Line, lines_for, load_lines


def lines_to_name(language: str, now: datetime, facts: Facts, lines: dict[str, Line]) -> list[str]:
    """The lines to offer somebody who asks for a person, open ones first.

    Args:
        language: the visitor's.
        now: with a time zone.
        facts: say when lines are open.
        lines: by key.
    """
    return [state.line.key for state in lines_for(language, lines, now, facts)]


class ActionOpenLines(Action):
    """Tells which lines speak the visitor's language, and which are open now."""

    def __init__(self, now: Callable[[Mapping[str, object] | None], datetime] = moment_of) -> None:
        self._now, self._facts, self._lines = now, load_facts(), load_lines()

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_open_lines"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Runs the action; the wording is the NLG's."""
        metadata = tracker.latest_message.get("metadata") or {}
        language = tracker.get_slot("language") or metadata.get("language")
        language = language if language in LANGUAGES else ORIGINAL
        names = lines_to_name(language, self._now(metadata), self._facts, self._lines)
        dispatcher.utter_message(response="utter_human_handoff", lines=names)
        return []
