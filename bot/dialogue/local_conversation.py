"""Conversations in this process, for the terminal and for tests: the real dialogue, kept in memory."""

from __future__ import annotations

import uuid
from typing import TypedDict

from rasa.core.channels.channel import UserMessage

from bot.clock import NOW
from bot.dialogue.agent import GuardedAgent
from bot.dialogue.agent_factory import load_agent
from bot.dialogue.reply_collector import ReplyCollector
from bot.nlu.constants import EXPLAIN, LANGUAGE
from bot.replies.writing import ContractReply, contract_of
from bot.settings import read_settings


class Answered(TypedDict):
    """The replies to a message, and the language of the last (docs/contracts.md, "ask")."""

    language: str
    replies: list[ContractReply]


class Conversations:
    """Talks to the desk as a channel does."""

    def __init__(self, agent: GuardedAgent | None = None) -> None:
        """Loads the desk.

        Raises:
            NoModelError: before the first training.
        """
        self.agent = agent or load_agent(read_settings())

    async def ask(
        self,
        text: str,
        language: str | None = None,
        sender: str | None = None,
        now: str | None = None,
        explain: bool = False,
    ) -> Answered:
        """One message and its replies; the ask contract's object.

        Args:
            text: what a visitor writes, or a button's payload.
            language: the client's first guess.
            sender: the conversation; None begins one.
            now: an ISO time that stands for the present.
            explain: whether the last reply's custom gets the trace.
        """
        collector = ReplyCollector()
        sender = sender or uuid.uuid4().hex  # no sender: a conversation of its own
        known = ((LANGUAGE, language), (NOW, now), (EXPLAIN, explain))
        metadata = {key: value for key, value in known if value}
        await self.agent.handle_message(UserMessage(text, collector, sender, input_channel="ask", metadata=metadata))
        replies = [contract_of(self.agent.speaker.write(given.reply, given.reader)) for given in collector.given]
        if explain:
            replies[-1]["custom"]["trace"] = await self.agent.explain(sender)
        return {"language": collector.given[-1].language, "replies": replies}
