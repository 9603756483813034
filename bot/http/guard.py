"""What every request passes, whatever it asks: a limit by address, and what an answer tells the browser."""

from __future__ import annotations

import logging

from sanic import Sanic
from sanic.exceptions import InvalidUsage, PayloadTooLarge, SanicException
from sanic.response import HTTPResponse, json

from bot.http.desk_request import BadBody, DeskRequest
from bot.http.framing import BadFraming
from bot.http.rate_limits import RateLimits
from bot.settings import Settings
from bot.storage.away import AWAY

logger = logging.getLogger(__name__)
LINE_PATH = "/webhooks/line/"
MAX_BODY_BYTES, MAX_WEBHOOK_BYTES = 256 * 1024, 1024 * 1024
# Those that look after the desk, files that cost nothing, what LINE signs.
UNCOUNTED = ("/healthz", "/readyz", "/web/", "/madoguchi.js", LINE_PATH)
MESSAGES = ("/webhooks/rest/", "/webhooks/web/")  # which their channels count
FORWARDED = "x-forwarded-for"
STORE_AWAY = "The desk's database does not answer, so this could not be done. Try again in a moment."
AWAY_SECONDS = 10  # until trying again makes sense


def most_bytes(path: str) -> int:
    """How large a body may be: one of LINE's carries many events."""
    return MAX_WEBHOOK_BYTES if path.startswith(LINE_PATH) else MAX_BODY_BYTES


class Guard:
    """The middleware of the whole desk."""

    def __init__(self, settings: Settings, limits: RateLimits) -> None:
        self._limits, self._has_proxies, self._has_warned = limits, bool(settings.proxies), False

    def stand_before(self, app: Sanic) -> None:
        """Has every request of an application pass, and every refusal said in one sentence."""
        app.on_request(self.refusal)
        app.register_middleware(name_content, "response")
        app.error_handler.add(InvalidUsage, not_well_formed)
        app.error_handler.add(PayloadTooLarge, too_large)
        app.error_handler.add(SanicException, refused)
        for kind in AWAY:
            app.error_handler.add(kind, store_away)
        app.error_handler.add(Exception, broken)

    async def refusal(self, request: DeskRequest) -> HTTPResponse | None:
        """What somebody gets who asks for too much."""
        self._look_for_proxy(request)
        is_message = request.method == "POST" and request.path.startswith(MESSAGES)
        if is_message or request.path.startswith(UNCOUNTED):
            return None
        wait = self._limits.seconds_to_wait_for_page(request.network, request.path.startswith("/copilot"))
        if not wait:
            return None
        return json({"error": "Too many requests from your address."}, 429, {"Retry-After": str(wait)})

    def _look_for_proxy(self, request: DeskRequest) -> None:
        if not self._has_proxies and not self._has_warned and FORWARDED in request.headers:
            self._has_warned = True
            logger.warning("Requests come through a proxy, but MADOGUCHI_PROXIES is 0: all count as one address.")


async def name_content(request: DeskRequest, response: HTTPResponse) -> None:
    """No browser guesses what an answer is."""
    response.headers.setdefault("x-content-type-options", "nosniff")


async def not_well_formed(request: DeskRequest, error: InvalidUsage) -> HTTPResponse:
    """Bytes that are no request, or a body that is not JSON, told in one sentence."""
    if isinstance(error, BadFraming):
        logger.info("A request was refused: %s", error)
    told = str(error) if isinstance(error, (BadBody, BadFraming)) else "The request is not well-formed."
    return json({"error": told}, status=400)


async def too_large(request: DeskRequest, error: PayloadTooLarge) -> HTTPResponse:
    """A head or body that nobody needs."""
    return json({"error": "The request is too large."}, status=413)


async def refused(request: DeskRequest, error: SanicException) -> HTTPResponse:
    """Every other refusal; Sanic's own page reads the Accept header for it, and fails at an odd one."""
    return json({"error": str(error)}, status=error.status_code, headers=getattr(error, "headers", None))


async def store_away(request: DeskRequest, error: Exception) -> HTTPResponse:
    """The database does not answer: no fault of who asks, nor one that a traceback explains."""
    logger.error("A request could not be answered, for the store is away: %s", type(error).__name__)
    return json({"error": STORE_AWAY}, 503, {"Retry-After": str(AWAY_SECONDS)})


async def broken(request: DeskRequest, error: Exception) -> HTTPResponse:
    """A fault of ours; the log tells where, nobody else does."""
    logger.error("A request could not be answered.", exc_info=error)
    return json({"error": "Something is wrong with the desk."}, status=500)
