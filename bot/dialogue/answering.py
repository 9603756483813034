"""Answers a message: as Rasa does, and where the store, the past, an action or the clock stand in the way."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.trackers import DialogueStateTracker

from bot.clock import moment_of
from bot.dialogue.hearing import prepare_metadata
from bot.dialogue.held_replies import HeldReplies
from bot.dialogue.interruption_policy import STARTS, URGENT_INTENTS, concerns_form
from bot.dialogue.keeper import Keeper
from bot.dialogue.nlg import CatalogueNLG, message_of
from bot.dialogue.processor import DeskProcessor
from bot.dialogue.tracker_queries import written_for
from bot.nlu.constants import ASKED, CONVERSATION_LANGUAGE, LANGUAGE, SMALL_TALK, UNCLEAR
from bot.replies.builder import Extras
from bot.replies.reply import Given
from bot.replies.speaker import Speaker

logger = logging.getLogger(__name__)
ANSWER_SECONDS = 30  # a visitor waits no longer
COMPUTED_TOPICS = frozenset({"expiry_calculation"})  # whose own answer says less than the telephone can
REMARKS = ("expiry_notes", "kiosk_notes")


class Answering:
    """What answers in one desk: Rasa's processor, the NLG, the conversations."""

    def __init__(self, processor: DeskProcessor, nlg: CatalogueNLG, keeper: Keeper) -> None:
        """Keeps the three."""
        self.processor, self.nlg, self.keeper = processor, nlg, keeper

    @property
    def speaker(self) -> Speaker:
        """What speaks the replies that need no dialogue."""
        return self.nlg.speaker

    async def answer(
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
            tracker = self.keeper.new(message.sender_id)
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

    async def answer_without_memory(
        self, message: UserMessage, tracker: DialogueStateTracker, replies: HeldReplies
    ) -> None:
        """Answers what needs no memory; a form would take this message for the answer to its first question."""
        since = len(replies)
        tracker = await self.answer(message, tracker, replies)
        self.keeper.lost[message.sender_id] = True
        if tracker.active_loop_name or intent_of(tracker) in UNCLEAR or answers_a_form(tracker):
            replies.take_back(since)
            await self.say("unavailable", message)

    async def answer_late(
        self, message: UserMessage, tracker: DialogueStateTracker, replies: HeldReplies
    ) -> DialogueStateTracker:
        """Answers where a form was left for too long: what was meant for the form begins it anew."""
        form, asked = str(tracker.active_loop_name), tracker.get_slot(REQUESTED_SLOT)
        left, since = self.keeper.new(message.sender_id, list(tracker.events), tracker), len(replies)
        tracker = await self.answer(message, tracker, replies)
        is_alarm = intent_of(tracker) in URGENT_INTENTS
        if not tracker.active_loop_name and (is_alarm or not is_meant_for(form, asked, tracker)):
            await self.say("form_forgotten", message, extras=Extras(topics=[STARTS[form]]))
            return tracker
        replies.take_back(since)
        await self.say("form_expired", message)
        message.text = f"/{STARTS[form]}"
        return await self.answer(message, left, replies)

    async def say_not_kept(
        self, tracker: DialogueStateTracker, before: DialogueStateTracker, message: UserMessage, replies: HeldReplies
    ) -> None:
        """Says what could not be kept, and asks again; an answer that needs no memory stands.

        Args:
            tracker: the conversation with the turn that was not kept.
            before: the conversation as it is in the store.
            message: what the visitor sent.
            replies: what the turn said.
        """
        form, asked = before.active_loop_name, before.get_slot(REQUESTED_SLOT)
        if form is None or self.processor.has_run_out(before):
            if tracker.active_loop_name:
                replies.take_back()
                await self.say("unavailable", message)
            return
        if tracker.active_loop_name == form and told_to_forms(tracker) == told_to_forms(before):
            return
        replies.take_back()
        await self.say("not_kept", message)
        question = await self.nlg.generate(f"utter_ask_{form}_{asked}", before, message.output_channel.name())
        await replies.send_response(message.sender_id, question)

    async def _say_without_action(self, message: UserMessage, tracker: DialogueStateTracker) -> None:
        """Says what needs no action: the topic's own answer, else that nothing can be computed now."""
        topic, slots = intent_of(tracker), tracker.current_slot_values()
        language = prepare_metadata(message, slots)
        answers_itself = topic in self.speaker.topics and topic not in COMPUTED_TOPICS
        await self.say(topic if answers_itself and not slots.get(REQUESTED_SLOT) else "unavailable", message, language)

    async def say(
        self, topic: str, message: UserMessage, language: str | None = None, extras: Extras | None = None
    ) -> None:
        """Says an answer that needs no dialogue.

        Args:
            topic: the answer's name.
            message: what it replies to; its output channel takes the reply.
            language: the reader's; None: what the message and its metadata tell.
            extras: what the reply holds beside the answer's own parts.
        """
        language = language or prepare_metadata(
            message, {LANGUAGE: (message.metadata or {}).get(CONVERSATION_LANGUAGE)}
        )
        reply = self.speaker.build(topic, extras, moment_of(message.metadata))
        reader = written_for(language, message.metadata or {})
        await message.output_channel.send_response(message.sender_id, message_of(Given.to(reply, reader)))


def intent_of(tracker: DialogueStateTracker) -> str:
    """The topic of the last message."""
    return str(tracker.latest_message.intent.get("name")) if tracker.latest_message else ""


def answers_a_form(tracker: DialogueStateTracker) -> bool:
    """Whether the last message is nothing but a date or a residence group: "I am Japanese" is no hello."""
    entities = tracker.latest_message.entities if tracker.latest_message else []
    return intent_of(tracker) in SMALL_TALK and any(one["entity"] in ("date", "residence") for one in entities)


def told_to_forms(tracker: DialogueStateTracker) -> dict[str, Any]:
    """What forms were told and ask, without what they only remark."""
    return {name: value for name, value in tracker.current_slot_values().items() if name not in (LANGUAGE, *REMARKS)}


def is_meant_for(form: str, asked: str | None, tracker: DialogueStateTracker) -> bool:
    """Whether the last message is an answer to a form."""
    heard = tracker.latest_message
    return heard is None or concerns_form(form, asked, intent_of(tracker), heard.entities)
