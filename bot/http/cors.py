"""Which pages may speak to the web channel (CORS, and a check before anything is done)."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from sanic.request import Request
from sanic.response import HTTPResponse

PREFLIGHT_SECONDS = 600


def may_speak(origin: str | None, host: str, allowed: Collection[str], schemes: Collection[str] = ()) -> bool:
    """Whether a page of an origin may; one without an origin is no browser's.

    Args:
        origin: the header, if there is one.
        host: the desk's own, with its port.
        allowed: other origins that may.
        schemes: those that the desk is reached by; with none, any.

    >>> may_speak("https://www.city.example", "desk.example", {"https://www.city.example"})
    True
    >>> [may_speak(origin, "desk.example", ()) for origin in (None, "https://desk.example", "https://evil", "null")]
    [True, True, False, False]
    >>> [may_speak(origin, "desk.example", (), {"http"}) for origin in ("https://desk.example", "http://[", "")]
    [False, False, False]
    """
    if origin is None or origin in allowed:
        return True
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.netloc == host != "" and (not schemes or parts.scheme in schemes)


def page_may_speak(request: Request, allowed: Collection[str] = ()) -> bool:
    """Whether the page that a browser names as the request's origin may speak to the desk.

    Its scheme is the desk's own, or what a proxy says it is: a page elsewhere cannot set that header unasked.
    """
    schemes = {request.scheme, request.headers.get("x-forwarded-proto", request.scheme)}
    return may_speak(request.headers.get("origin"), request.host, allowed, schemes)


def allow(request: Request, response: HTTPResponse, allowed: Collection[str]) -> None:
    """Lets the page that asked read the answer, if it may."""
    origin = request.headers.get("origin")
    response.headers["vary"] = "Origin"
    if origin and page_may_speak(request, allowed):
        response.headers["access-control-allow-origin"] = origin
        response.headers["access-control-allow-headers"] = "content-type"
        response.headers["access-control-expose-headers"] = "retry-after"
        response.headers["access-control-max-age"] = str(PREFLIGHT_SECONDS)
