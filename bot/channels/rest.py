"""Rasa's REST channel, with one message a reply: text, buttons and custom together."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.response import HTTPResponse, json

from bot.channels.readers import shown_in
from bot.dialogue.agent import GuardedAgent
from bot.dialogue.reply_collector import ReplyCollector
from bot.dialogue.tracker_queries import written_for
from bot.grammar.language_choice import language_by_letters
from bot.grammar.register_choice import register_of
from bot.http.desk_request import DeskRequest
from bot.http.rate_limits import RateLimits
from bot.i18n.languages import LANGUAGES, ORIGINAL, REGISTERS
from bot.nlu.constants import EXPLAIN, LANGUAGE, REGISTER
from bot.replies.reply import Given
from bot.replies.writing import ContractReply, contract_of
from bot.storage.secret_keys import pseudonym
from bot.text.well_formed import one_of

MAX_SENDER_CHARACTERS = 200
NAME = "rest"
Receive = Callable[[UserMessage], Awaitable[object]]
logger = logging.getLogger(__name__)


class RestReply(ContractReply):
    """A reply, and whom it is for."""

    recipient_id: str


class BadRequest(ValueError):
    """A request that is not what the channel documents; the message names the field."""


def user_message(body: object, collector: ReplyCollector, may_explain: bool = False) -> UserMessage:
    """Turns a request's JSON into Rasa's message; `explain` is heard only where staff may ask for it.

    Without a sender it begins a conversation of its own, whose name is drawn.

    Raises:
        BadRequest: naming the field that is wrong.
    """
    if not isinstance(body, dict):
        raise BadRequest("The body must be a JSON object.")
    for field in ("sender", "message"):
        if not isinstance(body.get(field, ""), str):
            raise BadRequest(f"'{field}' must be a string.")
    metadata = body.get("metadata") or {}
    if not isinstance(metadata, dict):
        raise BadRequest("'metadata' must be an object.")
    if not isinstance(metadata.get(LANGUAGE) or "", str):
        raise BadRequest(f"'metadata.{LANGUAGE}' must be a string.")
    sender = body.get("sender") or secrets.token_urlsafe(24)
    if len(sender) > MAX_SENDER_CHARACTERS:
        raise BadRequest("'sender' is too long.")
    known: dict[str, str | bool] = {}
    if metadata.get(LANGUAGE):  # "zh" may be either register: what was written tells
        known |= shown_in(metadata[LANGUAGE]) if metadata[LANGUAGE] in REGISTERS else {LANGUAGE: metadata[LANGUAGE]}
    if may_explain and metadata.get(EXPLAIN) is True:
        known[EXPLAIN] = True
    return UserMessage(body.get("message") or "", collector, sender, input_channel=NAME, metadata=known)


class RestInput(InputChannel):
    """`POST /webhooks/rest/webhook` with {"sender", "message", "metadata"?: {"language"}}."""

    def __init__(self, agent: GuardedAgent, limits: RateLimits, key: bytes, may_explain: bool = False) -> None:
        """Keeps what it works with.

        Args:
            agent: whose voice says that somebody asks too often.
            limits: count the messages.
            key: makes the names under which conversations are kept.
            may_explain: whether a message may ask for the trace of its reply.
        """
        self._agent, self._limits, self._key, self._may_explain = agent, limits, key, may_explain

    @classmethod
    def name(cls) -> str:
        """The channel's name and path."""
        return NAME

    def blueprint(self, on_new_message: Receive) -> Blueprint:
        """The routes of the channel."""
        webhook = Blueprint("madoguchi_rest")

        @webhook.get("/")
        async def health(request: DeskRequest) -> HTTPResponse:
            return json({"status": "ok"})

        @webhook.post("/webhook")
        async def receive(request: DeskRequest) -> HTTPResponse:
            return await self._answer(request, on_new_message)

        @webhook.exception(BadRequest)
        async def bad_request(request: DeskRequest, error: BadRequest) -> HTTPResponse:
            return json({"error": str(error)}, status=400)

        return webhook

    async def _answer(self, request: DeskRequest, on_new_message: Receive) -> HTTPResponse:
        collector = ReplyCollector()
        message = user_message(request.json, collector, self._may_explain)
        recipient, message.sender_id = message.sender_id, self.conversation(message.sender_id)
        wait = self._limits.seconds_to_wait(message.sender_id, request.network)
        if wait:
            headers = {"Retry-After": str(wait)}
            return json(self._written([self._own("too_many", message)], recipient), 429, headers, ensure_ascii=False)
        try:
            await on_new_message(message)
        except Exception as error:  # whatever broke, the visitor gets the phone line
            logger.error("A message could not be answered: %s", type(error).__name__)
            collector.given.append(self._own("error", message))
        replies = self._written(collector.given or [self._own("unavailable", message)], recipient)
        if EXPLAIN in (message.metadata or {}):
            replies[-1]["custom"]["trace"] = await self._agent.explain(message.sender_id)
        return json(replies, ensure_ascii=False)

    def _own(self, topic: str, message: UserMessage) -> Given:
        """A reply that needs no dialogue."""
        register = register_of(message.text or "") or (message.metadata or {}).get(REGISTER)
        return Given.to(self._agent.speaker.build(topic), written_for(guess(message), {REGISTER: register}))

    def _written(self, replies: Sequence[Given], recipient: str) -> list[RestReply]:
        speaker = self._agent.speaker
        written = (contract_of(speaker.write(given.reply, given.reader)) for given in replies)
        return [{"recipient_id": recipient, **one} for one in written]

    def conversation(self, sender: str) -> str:
        """The name of a sender's conversation in the store."""
        return conversation_name(self._key, sender)


def conversation_name(key: bytes, sender: str) -> str:
    """The name of a sender's conversation in the store: no way back to the sender, and no other channel's."""
    return f"{NAME}:{pseudonym(key, sender)}"


def guess(message: UserMessage) -> str:
    """The language of somebody who is not heard: what the letters say, else the client."""
    given = (message.metadata or {}).get(LANGUAGE)
    return language_by_letters(message.text or "", given if one_of(given, LANGUAGES) else None) or ORIGINAL
