"""Where a request ends: one strict reader, stricter than Sanic's own, with a bound on time and size (RFC 9112).

Kept apart from the rest, so that it can go when the server is another. What is not well-formed is answered 400 and the
connection closed, before any route. Nothing is read further than a path may send, nor for longer than REQUEST_SECONDS.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable

from httptools import HttpParserError
from sanic import Sanic
from sanic.exceptions import InvalidUsage, PayloadTooLarge, RequestTimeout
from sanic.headers import HeaderIterable
from sanic.http import Http, Stage
from sanic.models.protocol_types import TransportProtocol
from sanic.request import Request
from sanic.server.protocols.http_protocol import HttpProtocol

from bot.runtime.tracing import begin

REQUEST_SECONDS = 15.0  # from the first byte of a request to its last
DRAIN_BYTES = 16 * 1024 * 1024  # of a body that was refused, read and dropped so that its sender hears why
_TOKEN = rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_HEAD = re.compile(_TOKEN + rb" [\x21-\x7e]+ HTTP/1\.[01](?:\r\n" + _TOKEN + rb":[^\x00\r\n]*)*")
_DIGITS = re.compile(r"[0-9]{1,18}")
_CHUNK = re.compile(rb"\r\n(?:0+(?:;[^\r\n]*)?\r\n\r\n|0*[1-9A-Fa-f][0-9A-Fa-f]{0,7}(?:;[^\r\n]*)?\r\n)")
_LAST_CHUNK_BEGUN = re.compile(rb"\r\n0+(?:;[^\r\n]*)?\r\n\r?")
_MOST_OF_A_CHUNK_LINE = 64  # bytes
_OWN = ("_deadline", "_most_bytes", "has_answered")
_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class BadFraming(InvalidUsage):
    """Bytes that are no request; nothing behind them can be trusted."""


def check_framing(head: bytes, version: str, lengths: list[str], codings: list[str], hosts: list[str]) -> None:
    """Sees that a request says exactly once, and plainly, where it ends.

    Args:
        head: the bytes from the method to the last header.
        version: of HTTP.
        lengths: the values of every Content-Length.
        codings: those of every Transfer-Encoding, in small letters.
        hosts: those of every Host.

    Raises:
        BadFraming: when it does not.

    >>> check_framing(b"GET / HTTP/1.1", "1.1", ["5"], [], ["desk"])
    >>> check_framing(b"GET / HTTP/1.1", "1.1", ["-1"], [], ["desk"])
    Traceback (most recent call last):
    bot.http.framing.BadFraming: The length of the body is not plain.
    """
    if not _HEAD.fullmatch(head) or len(hosts) > 1:
        raise BadFraming("The head of the request is not well-formed.")
    if len(lengths) + len(codings) > 1 or not all(map(_DIGITS.fullmatch, lengths)):
        raise BadFraming("The length of the body is not plain.")
    if codings and (codings != ["chunked"] or version != "1.1"):
        raise BadFraming("The body is sent in an unknown way.")


class FramedRequest(Request):
    """A request whose head is well-formed; HEAD is asked of the routes as GET, and Sanic leaves the body out."""

    def __init__(
        self,
        url_bytes: bytes,
        headers: HeaderIterable,
        version: str,
        method: str,
        transport: TransportProtocol,
        app: Sanic,
        head: bytes = b"",
        stream_id: int = 0,
    ) -> None:
        """Checks before Sanic reads the body.

        Raises:
            BadFraming: for what is no request.
        """
        asked = "GET" if method == "HEAD" else method
        try:
            super().__init__(url_bytes, headers, version, asked, transport, app, head, stream_id)
        except HttpParserError:
            raise BadFraming("The address is not well-formed.") from None
        if self._parsed_url.path is None:
            raise BadFraming("The address has no path.")
        if head:  # else it stands for one that could not be read
            self._frame(head)

    def _frame(self, head: bytes) -> None:
        lengths, codings, hosts = (
            [value.strip(" \t") for value in self.headers.getall(name, [])]
            for name in ("content-length", "transfer-encoding", "host")
        )
        codings = [coding.lower() for coding in codings]
        check_framing(head, self.version, lengths, codings, hosts)
        if codings:
            self.headers["transfer-encoding"] = codings[0]  # as Sanic compares it


class FramedHttp(Http):
    """Sanic's connection, with a bound on the size and time of every request.

    Args:
        most_bytes: how many bytes of a body a path takes.
    """

    __slots__ = _OWN  # Sanic's class gives its instances nothing else
    request_body: bool | str | None
    expecting_continue: bool

    def __init__(self, protocol: HttpProtocol, most_bytes: Callable[[str], int]) -> None:
        super().__init__(protocol)
        self._most_bytes = most_bytes
        self._deadline: float | None = None
        self.has_answered = False
        self._receive_more = self._receive_in_time

    def init_for_request(self) -> None:
        """Starts anew; the next request has its own time."""
        self.has_answered = hasattr(self, "response")  # of the request before
        super().init_for_request()
        self._deadline = None
        begin(None)  # what cannot be read has an id of its own, not that of the request before

    def create_empty_request(self) -> None:
        """Makes what stands for an unreadable request; its address may be unreadable too."""
        self.url = None
        super().create_empty_request()

    async def http1_request_header(self) -> None:
        """Reads the head.

        Raises:
            BadFraming: for what is no head.
        """
        try:
            await super().http1_request_header()
        except (BadFraming, PayloadTooLarge, RequestTimeout):
            raise
        except (UnicodeError, ValueError, LookupError, InvalidUsage) as error:
            raise BadFraming("The head of the request is not well-formed.") from error
        self.request_max_size = self._most_bytes(self.request.path)
        await self._skip_body()
        if getattr(self.protocol.app.ctx, "is_stopping", False):
            self.keep_alive = False

    async def _skip_body(self) -> None:
        """Reads and drops what no route reads (RFC 9110, 9.3.1), which Sanic would log as an error of ours."""
        if self.request_body is True and not self.request_bytes_left:  # a body of no bytes is none to wait for
            self.request_body, self.expecting_continue = None, False
        if self.request.method == "GET":
            async for _some in self:
                pass

    async def read(self) -> bytes | None:
        """Reads some of the body; what is wrong with it ends the connection, after the answer if there is none yet."""
        is_answered = self.response is not None
        if is_answered:
            self._drain()
        try:
            if self.request_body == "chunked" and self.request_bytes_left == 0:
                await self._check_chunk()
            data: bytes | None = await super().read()
            return data
        except (InvalidUsage, RequestTimeout):
            self.request_body, self.keep_alive = None, False
            if is_answered:
                return None
            raise

    def _drain(self) -> None:
        """Ends our side; what the other still sends is read and dropped, else it might never read the answer."""
        self.request_max_size, self.keep_alive = DRAIN_BYTES, False
        if self.protocol.transport and self.protocol.transport.can_write_eof():
            self.protocol.transport.write_eof()

    async def _check_chunk(self) -> None:
        """Waits for the line before a chunk and sees that it is plain; Sanic would also read +5, 0x5 and 5_0."""
        if self.expecting_continue:
            self.expecting_continue = False
            await self._send(_CONTINUE)
        buffer = self.recv_buffer
        while not _CHUNK.match(buffer):
            has_line = buffer.find(b"\r\n", 2) != -1 and not _LAST_CHUNK_BEGUN.fullmatch(buffer)
            if has_line or len(buffer) > _MOST_OF_A_CHUNK_LINE:
                raise BadFraming("A chunk of the body is not well-formed.")
            await self._receive_more()

    def hurry(self) -> None:
        """Waits no longer for the rest of a request that has begun."""
        if self.stage is not Stage.IDLE:
            self._deadline = 0.0
            self.protocol._data_received.set()

    async def _receive_in_time(self) -> None:
        if self.stage is Stage.IDLE:  # between requests Sanic's keep-alive timeout counts
            await self.protocol.receive_more()
            return
        loop = self.protocol.loop
        if self._deadline is None:
            self._deadline = loop.time() + REQUEST_SECONDS
        more: asyncio.Event = self.protocol._data_received
        self.protocol.transport.resume_reading()
        more.clear()  # now, as receive_more does: in a task of its own it would wipe out what has come meanwhile
        try:
            await asyncio.wait_for(more.wait(), max(0.0, self._deadline - loop.time()))
            if not self._deadline:
                raise TimeoutError
        except TimeoutError:
            self.keep_alive = False
            raise RequestTimeout("The request did not arrive in time.") from None
