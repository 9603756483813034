"""The front door of the bridge: what every request must show before anything else happens (docs/card.md)."""

from __future__ import annotations

import logging
from collections.abc import Collection

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

CUSTOM_HEADER = "X-Madoguchi-Card"  # no form, image or script tag can send one, so browsers ask first
SAFE_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Server": "madoguchi-card",  # not which library of which version
    "Vary": "Origin",
    "X-Content-Type-Options": "nosniff",
}
# What browsers say about a page's fetch; everything else (a form, an image, the address bar) is refused.
FETCH_METADATA = {
    "Sec-Fetch-Site": {"cross-site", "same-site"},
    "Sec-Fetch-Mode": {"cors"},
    "Sec-Fetch-Dest": {"empty"},
}
HTTP_CODES = {404: "not_found", 405: "method_not_allowed", 413: "too_large"}

logger = logging.getLogger(__name__)


class Refusal(Exception):
    """A request that is refused; `code` is for the page, which has its own words."""

    def __init__(self, status: int, code: str, retry_after: float = 0) -> None:
        """`retry_after` in seconds."""
        super().__init__(code)
        self.status, self.code, self.retry_after = status, code, retry_after


def front_door(hosts: Collection[str], origins: Collection[str]) -> Middleware:
    """Checks Host, Origin and fetch metadata, answers preflights, and gives every answer its headers."""

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        response: web.StreamResponse
        allowed = {}
        try:
            check_host(request, hosts)
            origin = check_origin(request, origins)
            allowed = {"Access-Control-Allow-Origin": origin}
            check_fetch_metadata(request)
            response = preflight(request) if request.method == "OPTIONS" else await handler(request)
        except Refusal as refusal:
            response = web.json_response({"error": refusal.code}, status=refusal.status)
            if refusal.retry_after:
                response.headers["Retry-After"] = str(int(refusal.retry_after) + 1)
        except web.HTTPException as error:
            response = web.json_response({"error": HTTP_CODES.get(error.status, "failed")}, status=error.status)
        except Exception as mistake:  # its text stays here, and out of the log
            logger.error("a request failed: %s", type(mistake).__name__)
            response = web.json_response({"error": "failed"}, status=500)
        response.headers.update(SAFE_HEADERS | allowed)
        return response

    return middleware


def check_host(request: web.Request, hosts: Collection[str]) -> None:
    """Stops DNS rebinding: a page that renamed this machine still sends its own name."""
    if only(request, "Host") not in hosts:
        raise Refusal(421, "wrong_host")


def check_origin(request: web.Request, origins: Collection[str]) -> str:
    """The page's origin, which must be listed; none at all and `null` never are."""
    origin = only(request, "Origin")
    if origin is None or origin not in origins:
        raise Refusal(403, "foreign_origin")
    return origin


def check_fetch_metadata(request: web.Request) -> None:
    """Where a browser says how a request came about, it must be a page's fetch."""
    for name, accepted in FETCH_METADATA.items():
        if name in request.headers and only(request, name) not in accepted:
            raise Refusal(403, "no_fetch")


def preflight(request: web.Request) -> web.Response:
    """Answers a browser's question before the request; also the one of the older Private Network Access."""
    if request.headers.get("Access-Control-Request-Method") != "POST":
        raise Refusal(403, "method_not_allowed")
    headers = {
        "Access-Control-Allow-Methods": "POST",
        "Access-Control-Allow-Headers": f"Content-Type, {CUSTOM_HEADER}",
    }
    if request.headers.get("Access-Control-Request-Private-Network") == "true":
        headers["Access-Control-Allow-Private-Network"] = "true"
    return web.Response(status=204, headers=headers)


def bare_error(
    handler: web.RequestHandler,
    request: web.BaseRequest,
    status: int = 500,
    exc: BaseException | None = None,
    message: str | None = None,
) -> web.Response:
    """A bare status for what is not even HTTP, in place of aiohttp's page, which quotes the request.

    Args:
        handler: of the connection, as are the others aiohttp's; only the status is read.
        request: not read, for an answer may quote nothing of it.
        status: of the answer.
        exc: not read.
        message: not read.
    """
    response = web.Response(status=status, headers=SAFE_HEADERS)
    response.force_close()
    return response


def only(request: web.Request, name: str) -> str | None:
    """The value of a header that stands there exactly once."""
    values = request.headers.getall(name, [])
    return values[0] if len(values) == 1 else None
