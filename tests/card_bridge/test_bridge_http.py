"""The bridge over real HTTP, its card and its person scripted: what gets in, and what is refused before the card."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from card_bridge.card.worker import Worker
from card_bridge.http.app import MOST_REQUESTS, Bridge, create_app
from card_bridge.http.middleware import bare_error
from card_bridge.http.origins import exact_origin, own_hosts
from card_bridge.http.pairing import MOST_WRONG, Pairing
from card_bridge.http.rate_limit import Limit
from tests.doubles.my_number_card import PLANTED, my_number_card
from tests.doubles.scripted_card import ScriptedCard
from tests.doubles.scripted_readers import ScriptedReaders
from tests.doubles.scripted_screen import ScriptedScreen

PAGE = "https://www.city.example.jp"
HEADERS = {"Origin": PAGE, "Content-Type": "application/json", "X-Madoguchi-Card": "1"}
PREFLIGHT = {
    "Origin": PAGE,
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "content-type,x-madoguchi-card",
}
FAR_AWAY = 10**6


@dataclass
class Running:
    """A bridge on a port of its own."""

    session: aiohttp.ClientSession
    bridge: Bridge
    screen: ScriptedScreen
    card: ScriptedCard
    port: int

    async def send(
        self, path: str, body: object = None, method: str = "POST", **headers: str | None
    ) -> tuple[int, Any, dict[str, str]]:
        """Status, JSON and headers of an answer; a header given as None is left out."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        kept = {name: value for name, value in {**HEADERS, **named}.items() if value is not None}
        data = body if isinstance(body, bytes) else json.dumps({} if body is None else body).encode()
        url = f"http://127.0.0.1:{self.port}{path}"
        skip = ["Content-Type"]  # none but ours
        async with self.session.request(method, url, data=data, headers=kept, skip_auto_headers=skip) as response:
            text = await response.text()
            return response.status, json.loads(text) if text else None, dict(response.headers)

    async def pair(self) -> str:
        status, answer, _headers = await self.send("/pair", {"code": self.bridge.pairing.code})
        assert status == 200
        return str(answer["token"])


@asynccontextmanager
async def running(requests: int = FAR_AWAY) -> AsyncIterator[Running]:
    port, screen, card = unused_port(), ScriptedScreen(), my_number_card()
    bridge = Bridge(Worker(ScriptedReaders({"one": card})), screen, limit=Limit(requests, 60))
    app = create_app(bridge, own_hosts(port), (PAGE,))
    async with TestServer(app, port=port, handler_cancellation=True) as _server, aiohttp.ClientSession() as session:
        yield Running(session, bridge, screen, card, port)


@pytest.fixture
async def bridge() -> AsyncIterator[Running]:
    async with running() as started:
        yield started


async def test_pairing_and_a_read(bridge: Running) -> None:
    """The whole way of a page: no code, the code that the bridge showed, a read without and with the month."""
    assert (await bridge.send("/pair"))[:2] == (403, {"error": "code_needed"})
    ((code, shown_for),) = bridge.screen.codes
    assert shown_for == PAGE and len(code) == 6
    _status, paired, _headers = await bridge.send("/pair", {"code": code})
    status, answer, headers = await bridge.send("/read", {"token": paired["token"]})
    assert status == 200 and answer["certificate"] == {"state": "valid", "until": None, "renewable_from": None}
    assert answer["card"] == "my_number_card" and answer["pins"]["signature"] == {"tries_left": 5, "locked": False}
    assert headers["Access-Control-Allow-Origin"] == PAGE and headers["Vary"] == "Origin"
    assert headers["Cache-Control"] == "no-store" and "Access-Control-Allow-Credentials" not in headers
    _status, answer, _headers = await bridge.send("/read", {"token": paired["token"], "until": True})
    assert answer["certificate"] == {"state": "valid", "until": "2028-05", "renewable_from": "2028-02"}
    assert bridge.screen.questions == [(PAGE, False), (PAGE, True)]
    assert bridge.card.forbidden == []


# fmt: off
REFUSED = [  # (headers, status, error)
    ({"Host": "evil.example:8765"},                  421, "wrong_host"),   # DNS rebinding
    ({"Host": "127.0.0.1"},                          421, "wrong_host"),
    ({"Host": "127.0.0.1:1"},                        421, "wrong_host"),
    ({"Host": "localhost.evil.example"},             421, "wrong_host"),
    ({"Host": "[::1]:8765"},                         421, "wrong_host"),
    ({"Origin": "https://evil.example"},             403, "foreign_origin"),
    ({"Origin": "null"},                             403, "foreign_origin"),
    ({"Origin": None},                               403, "foreign_origin"),
    ({"Origin": ""},                                 403, "foreign_origin"),
    ({"Origin": "http://www.city.example.jp"},       403, "foreign_origin"),
    ({"Origin": PAGE + ":8443"},                     403, "foreign_origin"),
    ({"Origin": PAGE + ".evil.example"},             403, "foreign_origin"),
    ({"Origin": PAGE.upper()},                       403, "foreign_origin"),
    ({"Origin": PAGE + " https://evil.example"},     403, "foreign_origin"),
    ({"Sec_Fetch_Site": "none"},                     403, "no_fetch"),     # the address bar
    ({"Sec_Fetch_Site": "same-origin"},              403, "no_fetch"),     # the bridge has no pages
    ({"Sec_Fetch_Mode": "no-cors"},                  403, "no_fetch"),     # an image, a form in a frame
    ({"Sec_Fetch_Mode": "navigate"},                 403, "no_fetch"),
    ({"Sec_Fetch_Dest": "document"},                 403, "no_fetch"),
    ({"Content_Type": "text/plain"},                 415, "json_needed"),  # what a form can send
    ({"Content_Type": "application/x-www-form-urlencoded"}, 415, "json_needed"),
    ({"Content_Type": None},                         415, "json_needed"),
    ({"X_Madoguchi_Card": None},                     403, "header_needed"),
    ({"X_Madoguchi_Card": "0"},                      403, "header_needed"),
]
# fmt: on


@pytest.mark.parametrize("path", ["/pair", "/read"])
@pytest.mark.parametrize(("headers", "status", "error"), REFUSED)
async def test_refused_before_the_card(
    bridge: Running, path: str, headers: dict[str, Any], status: int, error: str
) -> None:
    token = await bridge.pair()
    answered, answer, answer_headers = await bridge.send(path, {"token": token}, **headers)
    assert (answered, answer) == (status, {"error": error})
    assert bridge.card.log == [] and bridge.screen.questions == [] and bridge.screen.codes == []
    assert answer_headers["Cache-Control"] == "no-store"
    is_foreign = error in ("wrong_host", "foreign_origin")
    assert answer_headers.get("Access-Control-Allow-Origin") == (None if is_foreign else PAGE)


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH", "TRACE"])
async def test_only_post(bridge: Running, method: str) -> None:
    status, _answer, _headers = await bridge.send("/read", {"token": await bridge.pair()}, method)
    assert status == 405 and bridge.card.log == []


@pytest.mark.parametrize("path", ["/", "/status", "/read/", "/favicon.ico", "/..%2f"])
async def test_nothing_else_answers(bridge: Running, path: str) -> None:
    assert (await bridge.send(path))[:2] == (404, {"error": "not_found"})


# fmt: off
@pytest.mark.parametrize(("body", "status"), [
    (b"",                                400),
    (b"{",                               400),
    (b"\xff",                            400),
    (b"[" * 1000,                        400),
    ([],                                 400),
    ("text",                             400),
    ({"token": 5},                       400),
    ({"token": None},                    400),
    ({"token": ["x"]},                   400),
    ({"token": "x", "until": "yes"},     400),
    ({"token": "x", "until": 1},         400),
    ({"token": "x" * 2000},              413),
    ({"token": "x"},                     401),
    ({"token": "\ud800"},                401),
    ({"token": ""},                      401),
    ({},                                 401),
])
# fmt: on
async def test_bodies(bridge: Running, body: object, status: int) -> None:
    await bridge.pair()
    answered, answer, _headers = await bridge.send("/read", body)
    assert answered == status and set(answer) == {"error"} and bridge.card.log == []


async def test_a_token_is_for_its_origin(bridge: Running) -> None:
    token = bridge.bridge.pairing.pair("https://other.example", bridge.bridge.pairing.code)
    assert (await bridge.send("/read", {"token": token}))[:2] == (401, {"error": "not_paired"})


async def test_pairing_again_ends_the_earlier_token(bridge: Running) -> None:
    first, second = await bridge.pair(), await bridge.pair()
    assert (await bridge.send("/read", {"token": first}))[0] == 401
    assert (await bridge.send("/read", {"token": second}))[0] == 200


async def test_guessing_the_code_ends_soon(bridge: Running) -> None:
    wrong = "000000" if bridge.bridge.pairing.code != "000000" else "111111"
    for _guess in range(MOST_WRONG):
        assert (await bridge.send("/pair", {"code": wrong}))[:2] == (403, {"error": "wrong_code"})
    right = {"code": bridge.bridge.pairing.code}
    assert (await bridge.send("/pair", right))[:2] == (403, {"error": "closed"})


def test_codes_differ() -> None:
    assert len({Pairing().code for _start in range(50)}) > 40


async def test_no_consent_no_read(bridge: Running) -> None:
    bridge.screen.answer = False
    assert (await bridge.send("/read", {"token": await bridge.pair()}))[:2] == (403, {"error": "not_agreed"})
    assert bridge.card.log == []


async def test_consent_is_for_one_read(bridge: Running) -> None:
    token = await bridge.pair()
    for _read in range(2):
        await bridge.send("/read", {"token": token})
    assert len(bridge.screen.questions) == 2


async def test_one_question_at_a_time(bridge: Running) -> None:
    token, bridge.screen.hold = await bridge.pair(), asyncio.Event()
    first = asyncio.create_task(bridge.send("/read", {"token": token}))
    while not bridge.screen.questions:
        await asyncio.sleep(0)
    assert (await bridge.send("/read", {"token": token}))[:2] == (409, {"error": "busy"})
    bridge.screen.hold.set()
    assert (await first)[0] == 200 and len(bridge.screen.questions) == 1


async def test_a_page_that_leaves_withdraws_its_question(bridge: Running) -> None:
    token, bridge.screen.hold = await bridge.pair(), asyncio.Event()
    leaving = asyncio.create_task(bridge.send("/read", {"token": token}))
    while not bridge.screen.questions:
        await asyncio.sleep(0)
    leaving.cancel()
    while bridge.bridge.asking:
        await asyncio.sleep(0.01)
    assert bridge.card.log == []


async def test_rate_limit() -> None:
    async with running(requests=MOST_REQUESTS) as bridge:
        answers = [await bridge.send("/pair") for _request in range(MOST_REQUESTS + 1)]
        assert [status for status, _answer, _headers in answers] == [403] * MOST_REQUESTS + [429]
        assert 1 <= int(answers[-1][2]["Retry-After"]) <= 61
        assert len(bridge.screen.codes) == MOST_REQUESTS


def test_a_limit_ends() -> None:
    now = [0.0]
    limit = Limit(2, 10, clock=lambda: now[0])
    assert [limit.wait() for _time in range(3)] == [0, 0, 10]
    now[0] = 10.0
    assert limit.wait() == 0


# fmt: off
@pytest.mark.parametrize(("headers", "status"), [
    ({},                                                       204),
    ({"Access-Control-Request-Private-Network": "true"},       204),
    ({"Access-Control-Request-Method": "PUT"},                 403),
    ({"Access-Control-Request-Method": "GET"},                 403),
    ({"Origin": "https://evil.example"},                       403),
    ({"Origin": "null"},                                       403),
    ({"Host": "evil.example"},                                 421),
])
# fmt: on
@pytest.mark.parametrize("path", ["/pair", "/read", "/elsewhere"])
async def test_preflight(bridge: Running, headers: dict[str, str], status: int, path: str) -> None:
    url = f"http://127.0.0.1:{bridge.port}{path}"
    async with bridge.session.options(url, headers={**PREFLIGHT, **headers}) as response:
        assert response.status == status
        allowed = {name: value for name, value in response.headers.items() if name.startswith("Access-Control-")}
        assert response.headers["Vary"] == "Origin"
    if "evil" in str(headers) or "null" in str(headers):
        assert allowed == {}
    if status == 204:
        private = allowed.pop("Access-Control-Allow-Private-Network", None)
        assert private == headers.get("Access-Control-Request-Private-Network")
        assert allowed == {
            "Access-Control-Allow-Origin": PAGE,
            "Access-Control-Allow-Methods": "POST",
            "Access-Control-Allow-Headers": "Content-Type, X-Madoguchi-Card",
        }
    assert bridge.card.log == []


async def test_two_hosts_or_origins_are_none(bridge: Running) -> None:
    for name, value in (("Host", f"127.0.0.1:{bridge.port}"), ("Origin", PAGE)):
        lines = [f"{key}: {kept}" for key, kept in HEADERS.items()]
        doubled = [*lines, f"Host: 127.0.0.1:{bridge.port}", f"{name}: {value}", "Content-Length: 2", "Connection: close"]
        reader, writer = await asyncio.open_connection("127.0.0.1", bridge.port)
        writer.write(("\r\n".join(["POST /pair HTTP/1.1", *doubled, "", "{}"])).encode())
        status = (await reader.read()).split()[1]
        writer.close()
        assert status in (b"400", b"403", b"421") and bridge.screen.codes == []


@pytest.mark.parametrize("request_line", [b"PLANTED", b"POST /read HTTP/1.1\r\nHost: planted\r\nX-Long: " + b"a" * 9000])
async def test_what_is_not_even_http(bridge: Running, request_line: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web.RequestHandler, "handle_error", bare_error)
    reader, writer = await asyncio.open_connection("127.0.0.1", bridge.port)
    writer.write(request_line + b"\r\n\r\n")
    head, body = (await reader.read()).split(b"\r\n\r\n")
    writer.close()
    assert b" 400 " in head and body == b"" and b"aiohttp" not in head and b"no-store" in head


async def test_no_text_of_a_mistake_gets_out(bridge: Running, caplog: pytest.LogCaptureFixture) -> None:
    async def stumble(origin: str, with_month: bool) -> bool:
        raise RuntimeError("planted text of a library")

    token = await bridge.pair()
    bridge.screen.agrees = stumble  # type: ignore[method-assign]
    with caplog.at_level(logging.DEBUG):
        assert (await bridge.send("/read", {"token": token}))[:2] == (500, {"error": "failed"})
    assert "RuntimeError" in caplog.text and "planted" not in caplog.text
    assert bridge.bridge.asking is False


async def test_nothing_that_identifies_gets_out(bridge: Running, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        token = await bridge.pair()
        told = json.dumps(await bridge.send("/read", {"token": token, "until": True})) + caplog.text
    assert "2028-05" in told and not [planted for planted in (*PLANTED, "2028-05-03") if planted in told]
    assert token not in caplog.text and bridge.bridge.pairing.code not in caplog.text


# fmt: off
@pytest.mark.parametrize("text", [
    "null", "*", "", "www.city.example.jp", "https://", "https://www.city.example.jp/", "https://WWW.example",
    "https://a.example:443", "http://a.example:80", "https://a.example:0", "https://*.example", "file://x",
    "https://a.example https://b.example", "https://user@a.example", "https://a.example?x",
])
# fmt: on
def test_origins_that_are_none(text: str) -> None:
    with pytest.raises(ValueError, match="origin"):
        exact_origin(text)


@pytest.mark.parametrize("text", ["http://localhost:5005", "http://127.0.0.1:5005", "https://a-b.example.jp:8443"])
def test_origins(text: str) -> None:
    assert exact_origin(text) == text
