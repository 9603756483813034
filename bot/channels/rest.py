"""Rasa's REST channel, with one message a reply: text, buttons and custom together."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.nlu.explanation import EXPLAIN
from bot.nlu.language import LANGUAGE

MAX_BODY_BYTES = 256 * 1024
MAX_SENDER_CHARACTERS = 200


class ReplyCollector(CollectingOutputChannel):
    """Collects whole replies."""

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keeps a reply as it is, with empty parts where it has none."""
        reply = {
            "recipient_id": recipient_id,
            "text": message.get("text") or "",
            "buttons": message.get("buttons") or [],
            "custom": message.get("custom") or {},
        }
        await self._persist_message(reply)


class BadRequest(ValueError):
    """A request that is not what the channel documents; the message names the field."""


def user_message(body: Any, collector: ReplyCollector, may_explain: bool = False) -> UserMessage:
    """Turns a request's JSON into Rasa's message; `explain` is heard only where staff may ask for it.

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
    sender = body.get("sender") or "default"
    if len(sender) > MAX_SENDER_CHARACTERS:
        raise BadRequest("'sender' is too long.")
    known: dict[str, Any] = {
        key: value for key, value in metadata.items() if key == LANGUAGE and isinstance(value, str)
    }
    if may_explain and metadata.get(EXPLAIN) is True:
        known[EXPLAIN] = True
    return UserMessage(body.get("message") or "", collector, sender, input_channel="rest", metadata=known)


class RestInput(InputChannel):
    """`POST /webhooks/rest/webhook` with {"sender", "message", "metadata"?: {"language"}}."""

    def __init__(self, may_explain: bool = False) -> None:
        """Keeps whether a message may ask for the trace of its reply."""
        self._may_explain = may_explain

    @classmethod
    def name(cls) -> str:
        """The channel's name and path."""
        return "rest"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes of the channel."""
        webhook = Blueprint("madoguchi_rest")

        @webhook.get("/")
        async def health(request: Request) -> HTTPResponse:
            return json({"status": "ok"})

        @webhook.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            collector = ReplyCollector()
            try:
                message = user_message(request.json, collector, self._may_explain)
            except BadRequest as error:
                return json({"error": str(error)}, status=400)
            await on_new_message(message)
            if EXPLAIN in (message.metadata or {}):
                await request.app.ctx.agent.add_trace(collector.messages, message.sender_id)
            return json(collector.messages, ensure_ascii=False)

        return webhook
