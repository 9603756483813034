"""The bridge over HTTP: a page pairs once, and asks for each read (the contract: docs/card.md)."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TypeVar

from aiohttp import web

from card_bridge.card.worker import Worker
from card_bridge.http.middleware import CUSTOM_HEADER, Refusal, front_door
from card_bridge.http.pairing import Pairing, PairingError
from card_bridge.http.rate_limit import Limit
from card_bridge.screen.consent import Screen

MOST_BYTES = 1024  # of a request
MOST_REQUESTS, SECONDS = 10, 60.0

T = TypeVar("T")


@dataclass
class Bridge:
    """What the handlers work with.

    Attributes:
        screen: where the person at this machine sees the code and agrees to a read.
        limit: how often a page may ask for anything.
    """

    worker: Worker
    screen: Screen
    pairing: Pairing = field(default_factory=Pairing)
    limit: Limit = field(default_factory=lambda: Limit(MOST_REQUESTS, SECONDS))
    asking: bool = False


BRIDGE = web.AppKey("BRIDGE", Bridge)


def create_app(bridge: Bridge, hosts: Collection[str], origins: Collection[str]) -> web.Application:
    """The application for these exact hosts and origins."""
    app = web.Application(middlewares=[front_door(hosts, origins)], client_max_size=MOST_BYTES)
    app[BRIDGE] = bridge
    app.router.add_post("/pair", pair)
    app.router.add_post("/read", read)
    return app


async def pair(request: web.Request) -> web.Response:
    """Gives a page its token for the pairing code; without a code, shows the code on this machine."""
    bridge, origin = request.app[BRIDGE], request.headers["Origin"]
    body = await read_body(request)
    if "code" not in body:
        await bridge.screen.show_code(bridge.pairing.code, origin)
        raise Refusal(403, "code_needed")
    try:
        return web.json_response({"token": bridge.pairing.pair(origin, typed(body, "code", str, ""))})
    except PairingError as error:
        raise Refusal(403, error.code) from error


async def read(request: web.Request) -> web.Response:
    """Reads the card once, after the person at this machine has agreed outside the page."""
    bridge, origin = request.app[BRIDGE], request.headers["Origin"]
    body = await read_body(request)
    with_month = typed(body, "until", bool, False)
    if not bridge.pairing.knows(origin, typed(body, "token", str, "")):
        raise Refusal(401, "not_paired")
    if bridge.asking:
        raise Refusal(409, "busy")
    bridge.asking = True
    try:
        if not await bridge.screen.agrees(origin, with_month):
            raise Refusal(403, "not_agreed")
        report = await bridge.worker.read()
    finally:
        bridge.asking = False
    return web.json_response(report.as_json(with_month))


async def read_body(request: web.Request) -> dict[str, object]:
    """The JSON object of a request that only a page's own fetch can send, and not too often."""
    if request.content_type != "application/json":
        raise Refusal(415, "json_needed")
    if request.headers.get(CUSTOM_HEADER) != "1":
        raise Refusal(403, "header_needed")
    if wait := request.app[BRIDGE].limit.wait():
        raise Refusal(429, "too_often", retry_after=wait)
    try:
        body = json.loads(await request.read())
    except (ValueError, RecursionError) as error:
        raise Refusal(400, "json_needed") from error
    if not isinstance(body, dict):
        raise Refusal(400, "json_needed")
    return body


def typed(body: dict[str, object], name: str, kind: type[T], default: T) -> T:
    """A field of the request; its default where it is missing.

    Args:
        body: of the request, unchecked.
        name: of the field.
        kind: what its value must be.
        default: where the field is missing.

    Raises:
        Refusal: 400, when it is something else.
    """
    value = body.get(name, default)
    if not isinstance(value, kind):
        raise Refusal(400, "json_needed")
    return value
