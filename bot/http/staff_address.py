"""The co-pilot and the metrics at an address of their own, which the ward's network alone reaches.

The same application listens there: staff's pages use visitors' files too. At visitors' address staff's paths are as if
they were not there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

from sanic import Sanic
from sanic.models.server_types import Signal
from sanic.request import Request
from sanic.response import HTTPResponse, json
from sanic.server.protocols.http_protocol import HttpProtocol

STAFF_PATHS = ("/copilot", "/sign-in", "/metrics")
TURN_SECONDS = 0.01
NOT_HERE = "Not found"


def keep_apart(app: Sanic, port: int) -> None:
    """Answers staff's paths 404 wherever they are asked for but at a port."""

    @app.on_request
    async def elsewhere(request: Request) -> HTTPResponse | None:
        own = request.transport.get_extra_info("sockname") if request.transport else None
        is_staffs = isinstance(own, tuple) and own[1] == port
        if is_staffs or not is_for_staff(request.path):
            return None
        return json({"error": NOT_HERE}, status=404)


def is_for_staff(path: str) -> bool:
    """Whether a path is staff's.

    >>> [is_for_staff(path) for path in ("/copilot", "/copilot/start", "/metrics", "/metricsx", "/", "/readyz")]
    [True, True, True, False, False, False]
    """
    return any(path == own or path.startswith(f"{own}/") for own in STAFF_PATHS)


class StaffAddress:
    """The second address at which an application listens.

    Args:
        app: the application.
        protocol: of its connections.
    """

    def __init__(self, app: Sanic, protocol: Callable[..., HttpProtocol]) -> None:
        self._stop, self._open = Signal(), set[HttpProtocol]()
        self._server: asyncio.Server | None = None
        kept = {"app": app, "signal": self._stop, "connections": self._open}
        self._connection: Callable[..., HttpProtocol] = partial(protocol, **kept)

    async def listen(self, host: str, port: int) -> None:
        """Listens from now on.

        Raises:
            OSError: when the address cannot be used.
        """
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(partial(self._connection, loop=loop), host, port)

    async def close(self, seconds: float) -> None:
        """Takes no more connections, and waits so long at most for the answers that are under way."""
        if self._server is None:
            return
        self._server.close()
        self._stop.stopped = True
        for one in list(self._open):
            one.close_if_idle()
        latest = asyncio.get_running_loop().time() + seconds
        while self._open and asyncio.get_running_loop().time() < latest:
            await asyncio.sleep(TURN_SECONDS)
