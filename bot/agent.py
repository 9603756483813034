"""Rasa's agent behind the privacy gate: every channel's messages come through here."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.choices import chosen
from bot.clock import moment_of
from bot.corrections import corrected
from bot.gate import pass_gate
from bot.languages import LANGUAGES, ORIGINAL
from bot.last_message import last_chances, last_reply, last_topic, offered_buttons
from bot.nlg import CatalogueNLG
from bot.nlu.featurizer import ASKED
from bot.nlu.language import CONVERSATION_LANGUAGE, LANGUAGE
from bot.nlu.several_questions import CORRECTED
from bot.speaker import Reply, Speaker, all_topics
from bot.stickiness import language_by_letters
from bot.stores import sql_store
from bot.trace import trace
from bot.versions import speak
from knowledge.follow_ups import follow_up

logger = logging.getLogger(__name__)
ANSWER_SECONDS = 30  # a visitor waits no longer
SETTING_ASIDE = frozenset({"lost_card", "scam"})  # answers after which a form waits
COMPUTED_TOPICS = frozenset({"expiry_calculation"})  # whose own answer says less than the telephone can


class CountingChannel(OutputChannel):
    """Passes responses on, and knows whether there was one."""

    def __init__(self, channel: OutputChannel) -> None:
        """Wraps a channel's output."""
        self._channel, self.sent = channel, 0
        self.last: dict[str, Any] = {}

    def name(self) -> str:  # type: ignore[override]  # Rasa calls it on instances
        """The wrapped channel's name."""
        return str(self._channel.name())

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Counts and passes on."""
        self.sent, self.last = self.sent + 1, {**message}
        await self._channel.send_response(recipient_id, message)


class GuardedAgent(Agent):
    """Masks before anything is kept; answers whatever happens inside.

    Attributes:
        after_turn: is told each turn's last reply, its channel and the question as the gate let it through.
    """

    after_turn: Callable[[dict[str, Any], str, str], None] | None = None

    @property
    def speaker(self) -> Speaker:
        """What speaks the replies that need no dialogue."""
        assert isinstance(self.nlg, CatalogueNLG)
        return self.nlg.speaker

    async def handle_message(self, message: UserMessage) -> list[dict[str, Any]] | None:
        """Handles one message; never raises for what a visitor sent."""
        raw = message.text if isinstance(message.text, str) else None
        tracker = await self._tracker(message.sender_id, ahead=True)
        known = tracker.current_slot_values() if tracker else {}
        in_form = bool(known.get(REQUESTED_SLOT))
        correction = None
        if raw and tracker and in_form and last_topic(tracker) in SETTING_ASIDE:
            raw = meant_by(raw, tracker) or raw
        if raw and tracker and not in_form:  # a form hears "the second one" and "no, 1991" itself
            raw = meant_by(raw, tracker) or raw
            raw, correction = after_correction(raw, tracker)
        gated = pass_gate(raw, all_topics(), in_form)
        channel = CountingChannel(message.output_channel)
        message.text, message.output_channel = gated.text, channel
        language = prepare_metadata(message, known)
        if correction:
            message.metadata = {**(message.metadata or {}), CORRECTED: correction}
        if gated.refusal:
            await self._say(gated.refusal, message, language)
            return None
        if gated.found:
            await self._say("masked", message, language)
        await self._answer(message, channel, language)
        if self.after_turn:
            self.after_turn(channel.last, message.input_channel or "", message.text or "")
        return None

    async def _answer(self, message: UserMessage, channel: CountingChannel, language: str) -> None:
        before = channel.sent
        try:
            await asyncio.wait_for(super().handle_message(message), ANSWER_SECONDS)
        except Exception as error:  # whatever broke, the visitor gets the phone line
            logger.error("A message could not be handled: %s", type(error).__name__)
            if channel.sent == before:
                await self._say("error", message, language)
            return
        if channel.sent == before:  # an action failed: Rasa only logs that
            await self._say_without_action(message)

    async def _say_without_action(self, message: UserMessage) -> None:
        """Says what needs no action: the topic's own answer, else that nothing can be computed now."""
        tracker = await self._tracker(message.sender_id)
        topic = tracker.latest_message.intent.get("name") if tracker and tracker.latest_message else None
        slots = tracker.current_slot_values() if tracker else {}
        language = prepare_metadata(message, slots)
        answers_itself = topic in self.speaker.booklet.sources and topic not in COMPUTED_TOPICS
        await self._say(
            str(topic) if answers_itself and not slots.get(REQUESTED_SLOT) else "unavailable", message, language
        )

    async def add_trace(self, replies: list[dict[str, Any]], sender_id: str) -> None:
        """Says in the last reply why it was given, for a message whose metadata asked for an explanation."""
        tracker = await self._tracker(sender_id)
        if replies and tracker:
            replies[-1]["custom"] = {**replies[-1]["custom"], "trace": trace(tracker)}

    async def choose_language(self, sender_id: str, language: str) -> None:
        """Keeps the language that a visitor chose without a word; a later clear sentence may still change it."""
        await self._note(sender_id, SlotSet(LANGUAGE, language))  # the first one is the channel's guess anyway

    async def answered_outside(self, sender_id: str) -> None:
        """Notes that a channel replied by itself, but not what: "the second one" no longer means the reply before."""
        await self._note(sender_id, BotUttered())

    async def _note(self, sender_id: str, event: Event) -> None:
        """Adds to a conversation that has begun; to another there is nothing to add."""
        async with self.lock_store.lock(sender_id):
            tracker = await self.tracker_store.retrieve(sender_id)
            if tracker:
                tracker.update(event)
                await self.tracker_store.save(tracker)

    async def forget(self, sender_id: str) -> None:
        """Deletes a conversation at its visitor's wish."""
        store = sql_store(self.tracker_store)
        if store:
            async with self.lock_store.lock(sender_id):
                store.delete(sender_id)

    async def question(self, sender_id: str, message_id: str) -> str | None:
        """The text of one message of a conversation, as it was kept."""
        tracker = await self._tracker(sender_id)
        heard = [event for event in tracker.events if isinstance(event, UserUttered)] if tracker else []
        return next((str(event.text) for event in heard if event.message_id == message_id), None)

    async def last_reply(self, sender_id: str) -> Reply:
        """The last reply of a conversation as it was kept; empty before one, and where a form was forgotten."""
        tracker = await self._tracker(sender_id)
        data = last_reply(tracker) if tracker else {}
        return {**data, "buttons": data.get("buttons") or []} if data.get("custom") else {}

    async def _tracker(self, sender_id: str, ahead: bool = False) -> DialogueStateTracker | None:
        """The conversation so far, if there is one and the store can be read; `ahead` of Rasa, which reads it next."""
        store = sql_store(self.tracker_store)
        try:
            return await (store.read_ahead if ahead and store else self.tracker_store.retrieve)(sender_id)
        except Exception as error:
            logger.error("The tracker store cannot be read: %s", type(error).__name__)
            return None

    async def _say(self, topic: str, message: UserMessage, language: str) -> None:
        now = moment_of(message.metadata)
        reply = speak(language, lambda code: self.speaker.reply(topic, code, now=now))
        await message.output_channel.send_response(message.sender_id, reply)


def prepare_metadata(message: UserMessage, slots: dict[str, Any]) -> str:
    """Tells the model what the conversation knows; returns the language to expect.

    That is what the letters clearly say, else the conversation's language, else the channel's guess.
    """
    metadata = message.metadata = dict(message.metadata or {})
    if metadata.get(LANGUAGE) not in LANGUAGES:
        metadata.pop(LANGUAGE, None)
    known = {CONVERSATION_LANGUAGE: slots.get(LANGUAGE), ASKED: slots.get(REQUESTED_SLOT)}
    metadata.update({name: value for name, value in known.items() if value})
    text = "" if (message.text or "").startswith("/") else message.text or ""  # a button's letters say nothing
    return language_by_letters(text, slots.get(LANGUAGE) or metadata.get(LANGUAGE)) or ORIGINAL


def meant_by(text: str, tracker: DialogueStateTracker) -> str | None:
    """The button's payload that a message means after the last reply: one that was offered, or a bare follow-up."""
    topic = follow_up(text, last_topic(tracker))
    return chosen(text, offered_buttons(tracker)) or (f"/{topic}" if topic else None)


def after_correction(text: str, tracker: DialogueStateTracker) -> tuple[str, dict[str, Any] | None]:
    """What a message says, and what it corrects: "no, I mean the card itself" after an answer about the certificate."""
    rest, topic = corrected(text), last_topic(tracker)
    if rest is None or topic is None:
        return text, None
    before = str(tracker.latest_message.text or "") if tracker.latest_message else ""
    before = "" if before.startswith("/") else before  # a button says no more than its topic
    about = {"topic": topic, "text": before, "chances": last_chances(tracker), "says_more": bool(rest)}
    return rest or text, about
