"""Which pages may speak to the web channel (CORS, and a check before anything is done)."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from sanic.request import Request
from sanic.response import HTTPResponse

PREFLIGHT_SECONDS = 600


def may_speak(origin: str | None, host: str, allowed: Collection[str]) -> bool:
    """Whether a page of an origin may; one without an origin is no browser's.

    >>> may_speak("https://www.city.example", "desk.example", {"https://www.city.example"})
    True
    >>> [may_speak(origin, "desk.example", ()) for origin in (None, "https://desk.example", "https://evil", "null")]
    [True, True, False, False]
    """
    return origin is None or origin in allowed or (origin != "null" and urlsplit(origin).netloc == host)


def allow(request: Request, response: HTTPResponse, allowed: Collection[str]) -> None:
    """Lets the page that asked read the answer, if it may."""
    origin = request.headers.get("origin")
    response.headers["vary"] = "Origin"
    if origin and may_speak(origin, request.host, allowed):
        response.headers["access-control-allow-origin"] = origin
        response.headers["access-control-allow-headers"] = "content-type"
        response.headers["access-control-expose-headers"] = "retry-after"
        response.headers["access-control-max-age"] = str(PREFLIGHT_SECONDS)
