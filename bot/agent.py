"""Rasa's agent behind the privacy gate: every channel's messages come through here."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage

from bot.gate import pass_gate
from bot.languages import LANGUAGES, ORIGINAL
from bot.nlg import CatalogueNLG
from bot.nlu.language import CONVERSATION_LANGUAGE, LANGUAGE
from bot.speaker import Speaker, all_topics
from bot.stickiness import language_by_letters

logger = logging.getLogger(__name__)
ANSWER_SECONDS = 30  # a visitor waits no longer


class CountingChannel(OutputChannel):
    """Passes responses on, and knows whether there was one."""

    def __init__(self, channel: OutputChannel) -> None:
        """Wraps a channel's output."""
        self._channel, self.sent = channel, 0

    def name(self) -> str:  # type: ignore[override]  # Rasa calls it on instances
        """The wrapped channel's name."""
        return str(self._channel.name())

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Counts and passes on."""
        self.sent += 1
        await self._channel.send_response(recipient_id, message)


class GuardedAgent(Agent):
    """Masks before anything is kept; answers whatever happens inside."""

    @property
    def speaker(self) -> Speaker:
        """What speaks the replies that need no dialogue."""
        assert isinstance(self.nlg, CatalogueNLG)
        return self.nlg.speaker

    async def handle_message(self, message: UserMessage) -> list[dict[str, Any]] | None:
        """Handles one message; never raises for what a visitor sent."""
        raw = message.text if isinstance(message.text, str) else None
        gated = pass_gate(raw, all_topics())
        channel = CountingChannel(message.output_channel)
        message.text, message.output_channel = gated.text, channel
        language = await self._expected_language(message)
        if gated.refusal:
            await self._say(gated.refusal, message, language)
            return None
        if gated.found:
            await self._say("masked", message, language)
        await self._answer(message, channel, language)
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
            await self._say("unavailable", message, await self._expected_language(message))

    async def _expected_language(self, message: UserMessage) -> str:
        """What the letters clearly say, else the conversation's language, else the channel's guess."""
        metadata = message.metadata = dict(message.metadata or {})
        if metadata.get(LANGUAGE) not in LANGUAGES:
            metadata.pop(LANGUAGE, None)
        current = await self._language_slot(message.sender_id)
        if current:
            metadata[CONVERSATION_LANGUAGE] = current
        return language_by_letters(message.text or "", current or metadata.get(LANGUAGE)) or ORIGINAL

    async def _language_slot(self, sender_id: str) -> str | None:
        try:
            tracker = await self.tracker_store.retrieve(sender_id)
        except Exception as error:
            logger.error("The tracker store cannot be read: %s", type(error).__name__)
            return None
        return tracker.get_slot(LANGUAGE) if tracker else None

    async def _say(self, topic: str, message: UserMessage, language: str) -> None:
        reply = self.speaker.reply(topic, language)
        await message.output_channel.send_response(message.sender_id, reply)
