"""Calls the Messaging API (LINE's messaging-api.yml) over HTTP; whatever happens comes back as an answer."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from json import loads
from typing import TypedDict, Unpack

import aiohttp
from prometheus_client import Counter

from bot.settings import LineSettings
from bot.text.json_values import JsonValue

logger = logging.getLogger(__name__)
CALLS = Counter("madoguchi_line_calls_total", "Calls of the Messaging API by kind and status", ["call", "status"])
NO_ANSWER = 0  # instead of a status: a timeout, or a connection lost
LONGEST_SECONDS = 60.0  # a whole call
LANES = 10  # calls at once in each lane: making hundreds of them would hold up the event loop
EARLY_SECONDS = 60  # a token is renewed before it ends


@dataclass(frozen=True)
class Lane:
    """Calls that wait for each other, and for no others'.

    Attributes:
        name: the calls of one name share their places.
        seconds: of silence that are waited for; longer counts as no answer.
    """

    name: str
    seconds: float


MESSAGES = Lane("messages", 10.0)  # what an answer depends on, and what is set up by hand
ASIDE = Lane("aside", 3.0)  # what no answer depends on


@dataclass(frozen=True)
class Answer:
    """What the platform said.

    Attributes:
        status: the HTTP status, or NO_ANSWER.
        request_id: the platform's own, for its support.
        retry_after: seconds to wait, where it says so.
    """

    status: int
    body: Mapping[str, object] = field(default_factory=dict)
    request_id: str = ""
    retry_after: float | None = None

    @property
    def is_ok(self) -> bool:
        """Whether it was done."""
        return 200 <= self.status < 300

    def objects(self, name: str) -> list[dict[str, object]]:
        """The objects of a list that the body names; none where it has no such list."""
        found = self.body.get(name)
        return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []

    @property
    def message(self) -> str:
        """Why it was not done."""
        return str(self.body.get("message", ""))


class Body(TypedDict, total=False):
    """What a call sends, as aiohttp takes it: an object as JSON, or bytes or the fields of a form."""

    json: Mapping[str, JsonValue] | None
    data: bytes | Mapping[str, str | None] | None
    headers: Mapping[str, str]


class LineClient:
    """One channel's access to the platform.

    The connections are made by the first call.
    """

    def __init__(self, settings: LineSettings) -> None:
        self._settings = settings
        self._session: aiohttp.ClientSession | None = None
        self._token, self._renew_at = settings.token, float("inf") if settings.token else 0.0
        self._renewing = asyncio.Lock()
        self._places: dict[str, asyncio.Semaphore] = {}  # of each lane, by its name

    async def call(
        self,
        name: str,
        method: str,
        path: str,
        json: Mapping[str, JsonValue] | None = None,
        *,
        data: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        lane: Lane = ASIDE,
        of_data_api: bool = False,
    ) -> Answer:
        """One call; a short-lived token that was refused is renewed once.

        Args:
            name: what the counters and the log call it.
            method: of HTTP.
            path: below the API's address.
            json: the body, as JSON.
            data: the body, as bytes; instead of `json`.
            headers: beside the channel's token.
            lane: which calls it goes beside, and how long it waits.
            of_data_api: whether the other address is meant, which takes and gives files.
        """
        base = self._settings.data_api_url if of_data_api else self._settings.api_url
        arguments: Body = {"json": json, "data": data} if data is None else {"data": data}
        answer = await self._authorized(name, method, base + path, headers or {}, lane, arguments)
        if answer.status == 401 and self._settings.token is None:
            self._renew_at = 0.0
            answer = await self._authorized(name, method, base + path, headers or {}, lane, arguments)
        return answer

    async def _authorized(
        self, name: str, method: str, url: str, headers: Mapping[str, str], lane: Lane, arguments: Body
    ) -> Answer:
        token = await self._valid_token()
        authorized = {**headers, "Authorization": f"Bearer {token}"}
        sent: Body = {**arguments, "headers": authorized}
        return await self._request(name, method, url, lane, **sent)

    async def _valid_token(self) -> str:
        """The channel access token; a stateless one is fetched when the last is about to end."""
        async with self._renewing:
            if time.monotonic() >= self._renew_at:
                form = {
                    "grant_type": "client_credentials",
                    "client_id": self._settings.channel_id,
                    "client_secret": self._settings.secret,
                }
                url = f"{self._settings.api_url}/oauth2/v3/token"
                answer = await self._request("token", "POST", url, MESSAGES, data=form)
                self._token = str(answer.body.get("access_token", ""))
                self._renew_at = time.monotonic() + float(str(answer.body.get("expires_in", 0))) - EARLY_SECONDS
        return self._token or ""

    async def _request(self, name: str, method: str, url: str, lane: Lane, **arguments: Unpack[Body]) -> Answer:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        timeout = aiohttp.ClientTimeout(total=LONGEST_SECONDS, sock_connect=lane.seconds, sock_read=lane.seconds)
        places = self._places.setdefault(lane.name, asyncio.Semaphore(LANES))
        try:
            async with places, self._session.request(method, url, timeout=timeout, **arguments) as response:
                answer = Answer(
                    response.status,
                    read_object(await response.read()),
                    response.headers.get("x-line-request-id", ""),
                    read_seconds(response.headers.get("Retry-After")),
                )
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            answer = Answer(NO_ANSWER, {"message": type(error).__name__})
        CALLS.labels(name, answer.status).inc()
        level = logging.INFO if answer.is_ok or answer.status == 404 else logging.WARNING  # no profile, no menu yet
        logger.log(level, "LINE %s: %d, request %s", name, answer.status, answer.request_id)
        return answer

    async def close(self) -> None:
        """Closes the connections."""
        if self._session:
            await self._session.close()


def read_object(body: bytes) -> dict[str, object]:
    """A JSON object; an empty one for anything else."""
    try:
        parsed = loads(body)
    except (ValueError, RecursionError):
        return {}
    return parsed if isinstance(parsed, dict) else {}


def read_seconds(header: str | None) -> float | None:
    """The seconds of a Retry-After header (RFC 9110); a date is not read.

    >>> read_seconds("2"), read_seconds("Wed, 21 Oct 2026 07:28:00 GMT"), read_seconds(None)
    (2.0, None, None)
    """
    return float(header) if header and header.isascii() and header.isdecimal() else None
