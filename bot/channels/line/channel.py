"""The LINE channel: an official account's webhook (docs/line.md)."""

from __future__ import annotations

from asyncio import AbstractEventLoop
from collections.abc import Awaitable, Callable

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from bot.channels.line.calendar_links import calendar_file
from bot.channels.line.event_handler import LineDesk
from bot.channels.line.signature import signature_ok
from bot.channels.line.webhook_events import BadBody, read_events

OpenDesk = Callable[[Callable[[UserMessage], Awaitable[object]]], LineDesk]


class LineInput(InputChannel):
    """`POST /webhooks/line/webhook`, signed by the platform."""

    def __init__(self, secret: str, open_desk: OpenDesk, link_key: bytes, public_url: str | None = None) -> None:
        """Keeps what it needs.

        Args:
            secret: the channel secret.
            open_desk: opens the desk on Rasa's handler of messages.
            link_key: signs the links to calendar files.
            public_url: the desk's address; without one, that which the platform called.
        """
        self._secret, self._open_desk = secret, open_desk
        self._link_key, self._public_url = link_key, public_url

    @classmethod
    def name(cls) -> str:
        """The channel's name and path."""
        return "line"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[object]]) -> Blueprint:
        """The routes of the channel."""
        webhook = Blueprint("madoguchi_line")
        desk = self._open_desk(on_new_message)

        @webhook.get("/")
        async def health(request: Request) -> HTTPResponse:
            return json({"status": "ok"})

        @webhook.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            if not signature_ok(self._secret, request.body, request.headers.get("x-line-signature", "")):
                return json({"error": "The signature is missing or wrong."}, status=401)
            try:
                events = read_events(request.body)
            except BadBody as error:
                return json({"error": str(error)}, status=400)
            if not desk.has_room(len(events)):
                return json({"error": "Too many events are waiting."}, status=503)
            for event in events:
                desk.accept(event, self._public_url or address_of(request))
            return empty(200)

        @webhook.get(r"/calendar/<file:[A-Za-z0-9._-]+\.ics>")
        async def calendar(request: Request, file: str) -> HTTPResponse:
            return calendar_file(self._link_key, file.removesuffix(".ics"))

        @webhook.listener("before_server_stop")
        async def close(app: Sanic, loop: AbstractEventLoop) -> None:
            await desk.close()

        return webhook


def address_of(request: Request) -> str:
    """Where the platform reached the desk; a proxy says how in X-Forwarded-Proto. Believed only once it is signed."""
    scheme = request.headers.get("x-forwarded-proto", request.scheme)
    return f"{scheme}://{request.host}"
