"""A separate action server, which visitors do not wait for longer than they would for an answer."""

from __future__ import annotations

import asyncio

import aiohttp
from rasa.utils.endpoints import EndpointConfig

ACTION_SECONDS = 4.0


class RemoteActions(EndpointConfig):
    """An action endpoint that is away when it does not answer in time."""

    def __init__(self, url: str) -> None:
        super().__init__(url=url, selective_domain=True)  # our actions never read the domain

    async def request(self, *args: object, **kwargs: object) -> dict[str, object]:
        """Asks the server.

        Raises:
            ClientConnectionError: what Rasa reads as "away", also when no answer comes, or one that is no JSON object.
        """
        try:
            answer = await asyncio.wait_for(super().request(*args, **kwargs), ACTION_SECONDS)
        except TimeoutError:
            raise aiohttp.ClientConnectionError("no answer in time") from None
        if not isinstance(answer, dict):
            raise aiohttp.ClientConnectionError("no answer of an action server")
        return answer
