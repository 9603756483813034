"""Packs what the server sends, for phones on slow networks."""

from __future__ import annotations

import gzip

from sanic.request import Request
from sanic.response import HTTPResponse

SHORTEST = 1000  # bytes; less is not worth it
TEXTS = ("application/json", "text/", "image/svg+xml")
LEVEL = 6  # a tenth smaller than the fastest, at half a millisecond a reply


def takes(request: Request, coding: str) -> bool:
    """Whether the client reads a coding (`gzip`, `br`); browsers read Brotli where nobody can listen in."""
    accepted = request.headers.get("accept-encoding", "").split(",")
    return any(one.partition(";")[0].strip().lower() == coding for one in accepted)


async def compress(request: Request, response: HTTPResponse) -> None:
    """Response middleware: gzip for texts that are not packed yet."""
    body, kind = response.body or b"", response.content_type or ""
    if len(body) < SHORTEST or not kind.startswith(TEXTS) or "content-encoding" in response.headers:
        return
    response.headers["vary"] = ", ".join(filter(None, [response.headers.get("vary"), "Accept-Encoding"]))
    if takes(request, "gzip"):
        response.body = gzip.compress(body, LEVEL, mtime=0)
        response.headers["content-encoding"] = "gzip"
