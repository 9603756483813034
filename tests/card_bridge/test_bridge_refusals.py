"""The bridge over real HTTP: what is refused before the card."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiohttp import web

from card_bridge.http.app import MOST_REQUESTS
from card_bridge.http.middleware import bare_error
from card_bridge.http.origins import exact_origin
from card_bridge.http.rate_limit import Limit
from tests.card_bridge.running import HEADERS, PAGE, Running, running

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


PREFLIGHT = {
    "Origin": PAGE,
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "content-type,x-madoguchi-card",
}


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
