"""How many connections are open, in all and from one address; who came last gets in, who has waited longest goes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from time import monotonic
from typing import Protocol

from prometheus_client import Counter, Gauge
from sanic.http import Stage
from sanic.server.protocols.http_protocol import HttpProtocol

from bot.http.framing import FramedHttp

OPEN = Gauge("madoguchi_connections", "Connections that are open")
REFUSED = Counter("madoguchi_connections_refused_total", "Connections that found no room, for all others were at work")
NETWORK_BITS = 64  # of an IPv6 address: what one household is given, and can draw addresses from at will


def network_of(address: str) -> str:
    """What is counted as one address: an IPv4 address, an IPv6 network.

    >>> network_of("203.0.113.7"), network_of("::ffff:10.0.0.1"), network_of("[2001:db8::ffff]")
    ('203.0.113.7', '10.0.0.1', '2001:db8::')
    """
    try:
        read = ip_address(address.strip("[]").partition("%")[0])
    except ValueError:
        return address
    if not isinstance(read, IPv6Address):
        return str(read)
    return str(read.ipv4_mapped or IPv6Address(int(read) >> NETWORK_BITS << NETWORK_BITS))


class Connection(Protocol):
    """One that is counted."""

    @property
    def is_at_work(self) -> bool:
        """Whether a whole request waits for its answer."""

    @property
    def is_silent(self) -> bool:
        """Whether nothing has come yet: browsers open connections before they know what to ask."""

    @property
    def is_stuck(self) -> bool:
        """Whether its other end does not read what it is sent."""

    def close_after_answer(self) -> None:
        """Keeps the connection for no other request."""

    def hurry(self) -> None:
        """Waits no longer for the rest of a request."""

    def abort(self) -> None:
        """Ends it at once."""


class Connections:
    """Those that are open, oldest first.

    Args:
        most: how many may be open in all.
        most_of_address: from one address; None where all come through a proxy of ours.
    """

    def __init__(self, most: int, most_of_address: int | None) -> None:
        self._most, self._most_of_address = most, most_of_address
        self._open: dict[Connection, str] = {}
        self.made = 0
        OPEN.set_function(lambda: len(self._open))

    def admit(self, one: Connection, network: str) -> bool:
        """Lets a connection in, for which one that waits may have to go; False where all are at work."""
        self.made += 1
        of_network = [other for other, where in self._open.items() if where == network]
        if self._most_of_address is not None and len(of_network) >= self._most_of_address:
            return self._replace(one, network, of_network)
        if len(self._open) >= self._most:
            return self._replace(one, network, list(self._open))
        self._open[one] = network
        return True

    def _replace(self, one: Connection, network: str, others: list[Connection]) -> bool:
        waiting = next((other for other in others if not other.is_at_work), None)
        if waiting is None:
            REFUSED.inc()
            return False
        self.leave(waiting)
        waiting.abort()
        self._open[one] = network
        return True

    def leave(self, one: Connection) -> None:
        """Forgets a connection that ended."""
        self._open.pop(one, None)

    def last_answers(self) -> None:
        """Has every connection close after the answer that it is waiting for."""
        for one in self._open:
            one.close_after_answer()

    def silent(self) -> list[Connection]:
        """Those on which nothing has come yet."""
        return [one for one in self._open if one.is_silent]

    def incomplete(self) -> list[Connection]:
        """Those whose request has begun and is not there as a whole."""
        return [one for one in self._open if not one.is_silent and not one.is_at_work]

    def stuck(self) -> list[Connection]:
        """Those whose other end does not read."""
        return [one for one in self._open if one.is_stuck]


class DeskProtocol(HttpProtocol):
    """One connection of the desk's; `app.ctx` holds the `connections` and `most_bytes`, by path."""

    @property
    def is_at_work(self) -> bool:
        """Whether a whole request waits for its answer."""
        http = self._http
        return http is not None and http.stage is not Stage.IDLE and http.request is not None and not http.request_body

    @property
    def is_silent(self) -> bool:
        """Whether nothing has come yet."""
        return self._http is None or (self._http.stage is Stage.IDLE and not self._http.has_answered)

    @property
    def is_stuck(self) -> bool:
        """Whether its other end does not read: what it was sent waits in this process."""
        return not self._can_write.is_set()

    def close_after_answer(self) -> None:
        """Keeps the connection for no other request."""
        if self._http is not None:  # Sanic's is false while a head is still coming
            self._http.keep_alive = False

    def hurry(self) -> None:
        """Waits no longer for the rest of a request: its sender is answered 408."""
        if self._http is not None:
            self._http.hurry()

    def connection_made(self, transport: asyncio.Transport) -> None:
        """Opens the connection, if there is room."""
        peer = transport.get_extra_info("peername")
        network = network_of(str(peer[0])) if isinstance(peer, tuple) else str(peer)
        self._http: FramedHttp | None = None  # until its task begins
        if self.app.ctx.connections.admit(self, network):
            super().connection_made(transport)
        else:
            transport.abort()

    def close_if_idle(self) -> bool:
        """At the stop: closes a connection between two requests; on a new one the first may be under way."""
        return False if self.is_silent else bool(super().close_if_idle())

    def abort(self) -> None:
        """Ends it at once; Sanic's also forgets the transport, which its own reader then misses."""
        if self.transport:
            self.transport.abort()

    def connection_lost(self, error: Exception | None) -> None:
        """Ends it."""
        self.app.ctx.connections.leave(self)
        super().connection_lost(error)

    def _setup_connection(self) -> None:
        most_bytes: Callable[[str], int] = self.app.ctx.most_bytes
        self._http = FramedHttp(self, most_bytes)
        self._time = monotonic()
        self.check_timeouts()
