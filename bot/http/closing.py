"""The end of a server: whoever has just called is still answered."""

from __future__ import annotations

import asyncio

from sanic import Sanic

from bot.http.connections import Connections

LAST_CALL_SECONDS = 10.0  # for calls that wait at the door: uvloop lets one in at each turn of the loop
TURN_SECONDS, QUIET_TURNS = 0.01, 20


async def hear_all(app: Sanic) -> None:
    """Before the door closes: reads what has just been sent to it, and keeps no connection after its answer."""
    app.ctx.is_stopping = True
    connections: Connections = app.ctx.connections
    latest = asyncio.get_running_loop().time() + LAST_CALL_SECONDS
    seen, quiet = -1, 0
    while quiet < QUIET_TURNS and asyncio.get_running_loop().time() < latest:
        await asyncio.sleep(TURN_SECONDS)
        seen, quiet = connections.made, quiet + 1 if connections.made == seen else 0
    connections.last_answers()
