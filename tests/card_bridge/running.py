"""A bridge on a port of its own, its card and its person scripted."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
from aiohttp.test_utils import TestServer, unused_port

from card_bridge.card.worker import Worker
from card_bridge.http.app import Bridge, create_app
from card_bridge.http.origins import own_hosts
from card_bridge.http.rate_limit import Limit
from tests.doubles.my_number_card import my_number_card
from tests.doubles.scripted_card import ScriptedCard
from tests.doubles.scripted_readers import ScriptedReaders
from tests.doubles.scripted_screen import ScriptedScreen

PAGE = "https://www.city.example.jp"
HEADERS = {"Origin": PAGE, "Content-Type": "application/json", "X-Madoguchi-Card": "1"}
FAR_AWAY = 10**6


@dataclass
class Running:
    """A bridge on a port of its own."""

    session: aiohttp.ClientSession
    bridge: Bridge
    screen: ScriptedScreen
    card: ScriptedCard
    port: int

    async def send(
        self, path: str, body: object = None, method: str = "POST", **headers: str | None
    ) -> tuple[int, Any, dict[str, str]]:
        """Status, JSON and headers of an answer; a header given as None is left out."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        kept = {name: value for name, value in {**HEADERS, **named}.items() if value is not None}
        data = body if isinstance(body, bytes) else json.dumps({} if body is None else body).encode()
        url = f"http://127.0.0.1:{self.port}{path}"
        skip = ["Content-Type"]  # none but ours
        async with self.session.request(method, url, data=data, headers=kept, skip_auto_headers=skip) as response:
            text = await response.text()
            return response.status, json.loads(text) if text else None, dict(response.headers)

    async def pair(self) -> str:
        status, answer, _headers = await self.send("/pair", {"code": self.bridge.pairing.code})
        assert status == 200
        return str(answer["token"])


@asynccontextmanager
async def running(requests: int = FAR_AWAY) -> AsyncIterator[Running]:
    port, screen, card = unused_port(), ScriptedScreen(), my_number_card()
    bridge = Bridge(Worker(ScriptedReaders({"one": card})), screen, limit=Limit(requests, 60))
    app = create_app(bridge, own_hosts(port), (PAGE,))
    async with TestServer(app, port=port, handler_cancellation=True) as _server, aiohttp.ClientSession() as session:
        yield Running(session, bridge, screen, card, port)
