"""Hands chats over to the telephone: gives codes at their visitors' wish, and takes them back."""

from __future__ import annotations

import logging

from bot import clock
from bot.channels.line.delivery import Message
from bot.channels.line.messages import with_buttons
from bot.channels.line.phone_code import code_message
from bot.dialogue.agent import GuardedAgent
from bot.handoff.service import HandoffDesk
from bot.i18n.languages import language_of
from bot.storage.beside import beside

logger = logging.getLogger(__name__)
CHANNEL = "line"


class HandingOver:
    """What the channel asks of the hand-off desk; a conversation goes by its pseudonym here too."""

    def __init__(self, handoffs: HandoffDesk, agent: GuardedAgent) -> None:
        self._handoffs, self._agent = handoffs, agent

    async def messages(self, sender: str, guess: str) -> list[Message]:
        """What a chat that asks for a code is sent, in the conversation's language, before one in the guessed.

        LINE hides the buttons of the reply before, and a form may wait for one: they stand below again.
        """
        before, now = await self._agent.last_reply(sender), clock.now()
        language = before.reader if before else guess
        message = code_message(await self._code(sender, language), language, self._agent.speaker, now)
        if before is None:
            return [message]
        speaker = self._agent.speaker
        return with_buttons([message], speaker.write(before.reply, language), speaker, now.date())

    async def _code(self, sender: str, language: str) -> str | None:
        """A code; None where there is none to have. LINE tells no address: each chat counts as one."""
        try:
            return await self._handoffs.code(sender, CHANNEL, language_of(language), address=sender)
        except Exception as error:  # whatever broke, the visitor gets the phone line
            logger.error("A hand-off code could not be made: %s", type(error).__name__)
            return None

    async def take_back(self, sender: str) -> None:
        """Takes back the code of a chat that is over."""
        await beside(self._handoffs.forget, sender)
