"""The end of a server: a Ctrl-C is never lost, and whoever has just called is still answered."""

from __future__ import annotations

import asyncio
from signal import SIGINT, SIGTERM

from sanic import Sanic

from bot.http.connections import Connection, Connections

LAST_CALL_SECONDS = 10.0  # for calls that wait at the door: uvloop lets one in at each turn of the loop
TURN_SECONDS, QUIET_TURNS = 0.01, 20
SILENT_SECONDS = 2.0  # for a request that is still under way, from the other end of the world
READING_SECONDS = 2.0  # after which whoever reads nothing of an answer is left, if that is so twice


def stop_on_signals(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
    """Stops the application on Ctrl-C and `kill`, from a listener after its start.

    Sanic's own handlers stop the loop at once. While the loop still runs that listener they end the listener alone, and
    the signal is lost; or they break it off with a trace. So the application is run with `register_sys_signals=False`.
    """
    for signal in (SIGINT, SIGTERM):
        loop.add_signal_handler(signal, _stop_once_running, app, loop)


def _stop_once_running(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
    if app.state.is_running:
        app.stop(terminate=False)
    else:
        loop.call_later(TURN_SECONDS, _stop_once_running, app, loop)


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
    await _leave_the_slow(connections)
    _leave_who_does_not_read(connections, [])


async def _leave_the_slow(connections: Connections) -> None:
    """Ends the connections on which no whole request comes: Sanic would wait for them as long as for an answer."""
    latest = asyncio.get_running_loop().time() + SILENT_SECONDS
    while connections.silent() + connections.incomplete() and asyncio.get_running_loop().time() < latest:
        await asyncio.sleep(TURN_SECONDS)
    for one in connections.silent():
        one.abort()
    for one in connections.incomplete():
        one.hurry()


def _leave_who_does_not_read(connections: Connections, before: list[Connection]) -> None:
    """Ends the connections that were stuck before and are still, now and as long as the loop turns."""
    stuck = connections.stuck()
    for one in stuck:
        if one in before:
            one.abort()
    asyncio.get_running_loop().call_later(READING_SECONDS, _leave_who_does_not_read, connections, stuck)
