"""Rasa's message processor, with the model beside the event loop and conversations that never grow long."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.engine.graph import GraphComponent
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.tracker_queries import unclear_in_a_row
from bot.dialogue.turn_metrics import QUEUED, timed
from bot.nlu.constants import LANGUAGE
from bot.storage.tracker_store import GOES_ON

SESSION_MESSAGES = 20  # then a new session begins, for each turn reads and replays the whole session
PARSER = ThreadPoolExecutor(1, thread_name_prefix="model")  # one: the components know of no other thread


class DeskProcessor(MessageProcessor):
    """Handles a message of a conversation that was read already; its caller keeps it."""

    async def handle_message(self, message: UserMessage, tracker: DialogueStateTracker | None = None) -> None:
        """Lets the model hear a message and the policies answer it; the turn's events are in the tracker."""
        if tracker is None:
            tracker = await self.get_tracker(message.sender_id)
        self._mark(tracker)
        if is_long(tracker):
            go_on(tracker)
        await self._begin_session(message, tracker)
        await self._handle_message_with_tracker(message, tracker)
        await self.run_action_extract_slots(message.output_channel, tracker)
        await self._run_prediction_loop(message.output_channel, tracker)

    async def parse_message(
        self, message: UserMessage, tracker: DialogueStateTracker | None = None, only_output_properties: bool = True
    ) -> dict[str, object]:
        """What the model makes of a message, worked out in a thread: meanwhile others are answered."""
        parse = copy_context().run
        QUEUED.inc()
        heard: dict[str, object] = await asyncio.get_running_loop().run_in_executor(
            PARSER, parse, self._parse_in_turn, message, tracker, only_output_properties
        )
        self._check_for_unseen_features(heard)
        return heard

    def _parse_in_turn(
        self, message: UserMessage, tracker: DialogueStateTracker | None, only_output_properties: bool
    ) -> dict[str, object]:
        QUEUED.dec()
        with timed("understand"):
            heard: dict[str, object] = self._parse_message_with_graph(message, tracker, only_output_properties)
        return heard

    def components(self) -> list[GraphComponent]:
        """The model's components in the pipeline's order; Rasa has no door to them."""
        return [node._component for node in self.graph_runner._instantiated_nodes.values()]

    def has_run_out(self, tracker: DialogueStateTracker) -> bool:
        """Whether a form was left for longer than a session lasts."""
        return tracker.active_loop is not None and self._has_session_expired(tracker)

    async def _begin_session(self, message: UserMessage, tracker: DialogueStateTracker) -> None:
        """Begins a session where there is none or the last has run out; it is held in the language of the last."""
        language = tracker.get_slot(LANGUAGE)
        await self._update_tracker_session(tracker, message.output_channel, message.metadata)
        if language and not tracker.get_slot(LANGUAGE):
            tracker.update(SlotSet(LANGUAGE, language), self.domain)

    def _mark(self, tracker: DialogueStateTracker) -> None:
        """Has every new event say which model it is from, as Rasa does."""
        tracker.model_id = self.model_metadata.model_id
        tracker.assistant_id = tracker.assistant_id or self.model_metadata.assistant_id


def is_long(tracker: DialogueStateTracker) -> bool:
    """Whether a new session is due; somebody who was not understood is first answered, within reason."""
    messages = sum(isinstance(event, UserUttered) for event in tracker.events)
    patience = 1 if unclear_in_a_row(tracker) == 0 else 2
    return messages >= patience * SESSION_MESSAGES


def go_on(tracker: DialogueStateTracker) -> None:
    """Begins a new session in which all is as it was: the slots, and the form that runs."""
    form = tracker.active_loop_name
    kept = [SlotSet(name, value) for name, value in tracker.current_slot_values().items() if value is not None]
    events: list[Event] = [
        ActionExecuted(ACTION_SESSION_START_NAME),
        SessionStarted(metadata={GOES_ON: True} if form else None),
    ]
    if form:
        events += [ActionExecuted(form), ActiveLoop(form)]
    tracker.update_with_events([*events, *kept, ActionExecuted(ACTION_LISTEN_NAME)], None)
