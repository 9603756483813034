"""Rasa's agent behind the privacy gate: every channel's messages come through here."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

from cachetools import LRUCache
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.clock import moment_of
from bot.dialogue.decision_trace import trace
from bot.dialogue.hearing import hear, prepare_metadata
from bot.dialogue.held_replies import HeldReplies
from bot.dialogue.interruption_policy import STARTS, URGENT_INTENTS, concerns_form
from bot.dialogue.nlg import CatalogueNLG, message_of
from bot.dialogue.processor import DeskProcessor
from bot.dialogue.tracker_queries import last_reply
from bot.nlu.constants import ASKED, CONVERSATION_LANGUAGE, LANGUAGE, UNCLEAR
from bot.replies.builder import Extras
from bot.replies.reply import Given
from bot.replies.speaker import Speaker
from bot.runtime.log_privacy import unlogged
from bot.storage.event_rows import StoredTracker
from bot.text.well_formed import well_formed

logger = logging.getLogger(__name__)
ANSWER_SECONDS = 30  # a visitor waits no longer
COMPUTED_TOPICS = frozenset({"expiry_calculation"})  # whose own answer says less than the telephone can
REMARKS = ("expiry_notes", "kiosk_notes")
LOST_TURNS = 1_000  # conversations of which it is known that the last turn was not kept


class GuardedAgent(Agent):
    """Masks before anything is kept; answers whatever happens inside; keeps what it confirms, or says so.

    Attributes:
        after_turn: is told each turn's last reply, its channel, the question as the gate let it through, and whose.
        after_forgetting: deletes what is kept beside a conversation that is deleted.
    """

    processor: DeskProcessor
    after_turn: Callable[[Given | None, str, str, str], None] | None = None
    after_forgetting: Callable[[str], Awaitable[Any]] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Builds Rasa's agent; the model is loaded by `load_model`."""
        super().__init__(*args, **kwargs)
        self._lost_turns: LRUCache[str, bool] = LRUCache(LOST_TURNS)

    @staticmethod
    def _create_tracker_store(store: TrackerStore | None, domain: Domain) -> TrackerStore:
        """The store itself: Rasa's fall-back into memory would hide that nothing is kept, and never forget."""
        assert store is not None
        store.domain = domain
        return store

    def load_model(self, model_path: str | Path, fingerprint: str | None = None) -> None:
        """Loads a trained model into our own processor."""
        self.processor = DeskProcessor(
            model_path=model_path,
            tracker_store=self.tracker_store,
            lock_store=self.lock_store,
            action_endpoint=self.action_endpoint,
            generator=self.nlg,
        )
        self.domain = self.tracker_store.domain = self.processor.domain
        self._set_fingerprint(fingerprint)

    @property
    def speaker(self) -> Speaker:
        """What speaks the replies that need no dialogue."""
        assert isinstance(self.nlg, CatalogueNLG)
        return self.nlg.speaker

    async def handle_message(self, message: UserMessage) -> list[dict[str, Any]] | None:
        """Handles one message; never raises for what a visitor sent."""
        replies = HeldReplies(message.output_channel)
        message.text = well_formed(message.text) if isinstance(message.text, str) else None
        message.output_channel = replies
        with unlogged(message.sender_id, message.text):
            try:
                async with self.lock_store.lock(message.sender_id):
                    await self._turn(message, replies)
            except (Exception, SystemExit) as error:  # whatever broke, the visitor gets the phone line
                logger.error("A message could not be handled: %s", type(error).__name__)
                replies.take_back()
                await self._say("error", message)
            if self.after_turn:
                self.after_turn(replies.last, message.input_channel or "", message.text or "", message.sender_id)
            await replies.deliver()
        return None

    async def _turn(self, message: UserMessage, replies: HeldReplies) -> None:
        """Remembers, hears, answers, keeps."""
        tracker, is_away = await self._remember(message.sender_id)
        gated, language = hear(message, tracker, self.speaker, may_follow=message.sender_id not in self._lost_turns)
        if gated.refusal:
            is_figures = gated.refusal == "empty" and any(character.isdigit() for character in gated.text)
            return await self._say("unavailable" if is_away and is_figures else gated.refusal, message, language)
        if gated.found:
            await self._say("masked", message, language)
        before = list(tracker.events)
        if is_away:
            return await self._answer_without_memory(message, tracker, replies)
        if self.processor.has_run_out(tracker):
            tracker = await self._answer_late(message, tracker, replies)
        else:
            tracker = await self._answer(message, tracker, replies)
        if not await self._keep(tracker):
            await self._say_not_kept(tracker, self._new_tracker(message.sender_id, before), message, replies)

    async def _remember(self, sender_id: str) -> tuple[DialogueStateTracker, bool]:
        """The conversation so far, or a new one; and whether that is because the store cannot be read."""
        try:
            return await self.tracker_store.retrieve(sender_id) or self._new_tracker(sender_id), False
        except Exception as error:
            logger.error("The tracker store cannot be read: %s", type(error).__name__)
            return self._new_tracker(sender_id), True

    async def _keep(self, tracker: DialogueStateTracker) -> bool:
        """Stores the turn; returns whether that was possible."""
        try:
            await self.tracker_store.save(tracker)
        except Exception as error:
            logger.error("A turn could not be kept: %s", type(error).__name__)
            self._lost_turns[tracker.sender_id] = True
            return False
        self._lost_turns.pop(tracker.sender_id, None)
        return True

    async def _answer(
        self, message: UserMessage, tracker: DialogueStateTracker, replies: HeldReplies
    ) -> DialogueStateTracker:
        """Answers; where the past of the conversation stands in the way, as if it began now. Returns its tracker."""
        since, has_past = len(replies), bool(tracker.events)
        try:
            await asyncio.wait_for(self._think(message, tracker), ANSWER_SECONDS)
        except TimeoutError:
            raise
        except Exception as error:
            if not has_past:
                raise
            logger.error("A conversation cannot go on and starts anew: %s", type(error).__name__)
            replies.take_back(since)
            tracker = self._new_tracker(message.sender_id)
            message.metadata = {key: value for key, value in (message.metadata or {}).items() if key != ASKED}
            await asyncio.wait_for(self._think(message, tracker), ANSWER_SECONDS)
        if len(replies) == since:  # an action failed: Rasa only logs that
            await self._say_without_action(message, tracker)
        return tracker

    async def _think(self, message: UserMessage, tracker: DialogueStateTracker) -> None:
        try:
            await self.processor.handle_message(message, tracker)
        except SystemExit as error:  # it would end the event loop, and with it the desk
            raise RuntimeError("A library wanted to end the process.") from error

    async def _answer_without_memory(
        self, message: UserMessage, tracker: DialogueStateTracker, replies: HeldReplies
    ) -> None:
        """Answers what needs no memory; a form would take this message for the answer to its first question."""
        since = len(replies)
        tracker = await self._answer(message, tracker, replies)
        self._lost_turns[message.sender_id] = True
        if tracker.active_loop_name or intent_of(tracker) in UNCLEAR:
            replies.take_back(since)
            await self._say("unavailable", message)

    async def _answer_late(
        self, message: UserMessage, tracker: DialogueStateTracker, replies: HeldReplies
    ) -> DialogueStateTracker:
        """Answers where a form was left for too long: what was meant for the form begins it anew."""
        form, asked = str(tracker.active_loop_name), tracker.get_slot(REQUESTED_SLOT)
        left, since = self._new_tracker(message.sender_id, list(tracker.events), tracker), len(replies)
        tracker = await self._answer(message, tracker, replies)
        is_alarm = intent_of(tracker) in URGENT_INTENTS
        if not tracker.active_loop_name and (is_alarm or not is_meant_for(form, asked, tracker)):
            await self._say("form_forgotten", message, extras=Extras(topics=[STARTS[form]]))
            return tracker
        replies.take_back(since)
        await self._say("form_expired", message)
        message.text = f"/{STARTS[form]}"
        return await self._answer(message, left, replies)

    async def _say_not_kept(
        self, tracker: DialogueStateTracker, before: DialogueStateTracker, message: UserMessage, replies: HeldReplies
    ) -> None:
        """Says what could not be kept, and asks again; an answer that needs no memory stands."""
        form, asked = before.active_loop_name, before.get_slot(REQUESTED_SLOT)
        if form is None or self.processor.has_run_out(before):
            if tracker.active_loop_name:
                replies.take_back()
                await self._say("unavailable", message)
            return
        if tracker.active_loop_name == form and told_to_forms(tracker) == told_to_forms(before):
            return
        replies.take_back()
        await self._say("not_kept", message)
        question = await self.nlg.generate(f"utter_ask_{form}_{asked}", before, message.output_channel.name())
        await replies.send_response(message.sender_id, question)

    async def _say_without_action(self, message: UserMessage, tracker: DialogueStateTracker) -> None:
        """Says what needs no action: the topic's own answer, else that nothing can be computed now."""
        topic, slots = intent_of(tracker), tracker.current_slot_values()
        language = prepare_metadata(message, slots)
        answers_itself = topic in self.speaker.booklet.sources and topic not in COMPUTED_TOPICS
        await self._say(topic if answers_itself and not slots.get(REQUESTED_SLOT) else "unavailable", message, language)

    async def explain(self, sender_id: str) -> dict[str, Any]:
        """Why the last message was answered as it was; empty where nothing was asked."""
        tracker, _is_away = await self._remember(sender_id)
        return trace(tracker) if tracker.events else {}

    async def choose_language(self, sender_id: str, language: str) -> None:
        """Keeps the language that a visitor chose without a word; a later clear sentence may still change it."""
        await self._note(sender_id, SlotSet(LANGUAGE, language))  # the first one is the channel's guess anyway

    async def answered_outside(self, sender_id: str) -> None:
        """Notes that a channel replied by itself, but not what: "the second one" no longer means the reply before."""
        await self._note(sender_id, BotUttered())

    async def _note(self, sender_id: str, event: Event) -> None:
        """Adds to a conversation that has begun; to another there is nothing to add."""
        with unlogged(sender_id):
            async with self.lock_store.lock(sender_id):
                tracker, is_away = await self._remember(sender_id)
                if tracker.events:
                    tracker.update(event)
                    await self._keep(tracker)
                elif is_away:
                    self._lost_turns[sender_id] = True

    async def forget(self, sender_id: str) -> None:
        """Deletes a conversation at its visitor's wish.

        Raises:
            Exception: when it could not be deleted.
        """
        with unlogged(sender_id):
            async with self.lock_store.lock(sender_id):
                await self.tracker_store.delete(sender_id)
        if self.after_forgetting:
            await self.after_forgetting(sender_id)

    async def question(self, sender_id: str, message_id: str) -> str | None:
        """The text of one message of a conversation, as it was kept."""
        try:
            tracker = await self.tracker_store.retrieve_full_tracker(sender_id)
        except Exception as error:
            logger.error("The tracker store cannot be read: %s", type(error).__name__)
            return None
        heard = [event for event in tracker.events if isinstance(event, UserUttered)] if tracker else []
        return next((str(event.text) for event in heard if event.message_id == message_id), None)

    async def last_reply(self, sender_id: str) -> Given | None:
        """The last reply of a conversation as it was kept; None before one, and where a form was forgotten."""
        tracker, _is_away = await self._remember(sender_id)
        return last_reply(tracker)

    def _new_tracker(
        self, sender_id: str, events: Sequence[Event] = (), like: DialogueStateTracker | None = None
    ) -> DialogueStateTracker:
        """A tracker of its own with some events, stored as those of another are."""
        tracker = StoredTracker.from_events(sender_id, list(events), self.domain.slots)
        tracker.stored, tracker.first = getattr(like, "stored", 0), getattr(like, "first", 0)
        return tracker

    async def _say(
        self, topic: str, message: UserMessage, language: str | None = None, extras: Extras | None = None
    ) -> None:
        language = language or prepare_metadata(
            message, {LANGUAGE: (message.metadata or {}).get(CONVERSATION_LANGUAGE)}
        )
        reply = self.speaker.build(topic, extras, moment_of(message.metadata))
        await message.output_channel.send_response(message.sender_id, message_of(Given(reply, language)))


def intent_of(tracker: DialogueStateTracker) -> str:
    """The topic of the last message."""
    return str(tracker.latest_message.intent.get("name")) if tracker.latest_message else ""


def told_to_forms(tracker: DialogueStateTracker) -> dict[str, Any]:
    """What forms were told and ask, without what they only remark."""
    return {name: value for name, value in tracker.current_slot_values().items() if name not in (LANGUAGE, *REMARKS)}


def is_meant_for(form: str, asked: str | None, tracker: DialogueStateTracker) -> bool:
    """Whether the last message is an answer to a form."""
    heard = tracker.latest_message
    return heard is None or concerns_form(form, asked, intent_of(tracker), heard.entities)
