"""Anything at all, at every route and in every field: an answer below 500, and the desk goes on."""

from __future__ import annotations

import json
import secrets
from http.client import HTTPConnection
from typing import Any
from urllib.parse import quote_from_bytes, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.line.signature import sign
from tests.bot.copilot.agent import FORM, AgentOverHttp
from tests.desk import Desk
from tests.doubles.line_platform import SECRET, LinePlatform

pytestmark = pytest.mark.usefixtures("unharmed")
bounded = settings(
    max_examples=40, derandomize=True, deadline=None, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
JSON = {"Content-Type": "application/json"}
NAMES = {"session": "s" * 32, "message": "m" * 32, "language": "ja"}
CARD = {"card": {"card": "none", "reader": "ok", "certificate": {}, "pins": {}, "problem": None}}
ROUTES: dict[str, dict[str, Any]] = {
    "/webhooks/rest/webhook": {"sender": "fuzz", "message": "PIN", "metadata": {"language": "ja", "explain": True}},
    "/webhooks/web/webhook": {**NAMES, "text": "PIN", "switched": True},
    "/webhooks/web/feedback": {**NAMES, "topic": "scam", "helpful": False, "reason": "other", "comment": "a"},
    "/webhooks/web/card": {**NAMES, **CARD},
    "/webhooks/web/handoff": NAMES,
    "/webhooks/web/forget": NAMES,
}
CALLS: dict[str, dict[str, Any]] = {
    "suggest": {"text": "PIN", "language": "ja", "page": "p" * 32, "paused": True},
    "answer": {"topic": "scam", "language": "ja"},
    "pin": {"symptom": "x", "language": "ja"},
    "handoff": {"code": "123456"},
    "expiry": {"language": "ja", "birth_date": "1990-05-03", "issue_date": "2023-06-01", "residence": "japanese"},
}
FORMS: dict[str, dict[str, str]] = {
    "/plain": {"session": "s" * 32, "message": "PIN", "button": "date", "era": "showa", "year": "1", "month": "1", "day": "1"},
    "/": {"message": "PIN", "furigana": "1"},
    "/sign-in": {"name": "somebody", "password": "a long enough password"},
}  # fmt: skip
DEEP: Any = "a"
for _level in range(200):
    DEEP = [DEEP]
VALUES = [
    None, True, 0, -1, 10**30, 1.5, -0.0, 1e300, "", " ", "a", "\ud83d", "カード\udc00をなくした", "\x00", "a\x00b", "\u202e\ufeff",
    "a" * 5000, "m" * 32, "ja", [], ["ja"], [[]], {}, {"a": {"\ud800": "\x00"}}, DEEP,
]  # fmt: skip
odd = st.sampled_from(["\ud83d", "\udfff", "\x00", "\ufeff", "\u0301", "😀", "カ", "１", "\r\n", '"', "%", "/"])
texts = st.lists(odd | st.characters(), max_size=30).map("".join)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


def changed(record: dict[str, Any]) -> st.SearchStrategy[Any]:
    """A record with some fields replaced and others added, or anything else."""
    some = st.dictionaries(st.sampled_from(sorted(record)) | texts, values, max_size=3)
    return some.map(lambda other: {**record, **other}) | values


def post(desk: Desk, path: str, body: Any, headers: dict[str, str] | None = None) -> int:
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    return desk.request(path, sent, **JSON, **(headers or {}))[0]


@pytest.mark.parametrize("path", ROUTES)
def test_every_field_with_every_kind_of_value(desk: Desk, path: str) -> None:
    for field in [*ROUTES[path], "other"]:
        for value in VALUES:
            own_name = {"message": secrets.token_urlsafe(24)} if path.startswith("/webhooks/web/") else {}
            assert post(desk, path, {**ROUTES[path], **own_name, field: value}) < 500, (field, value)


@pytest.mark.parametrize("field", ["session", "message", "language", "text", "topic", "helpful", "reason", "comment"])
@pytest.mark.parametrize("value", [[], ["ja"], {}, {"a": 1}, 5])
def test_a_field_of_another_type_is_named(desk: Desk, field: str, value: Any) -> None:
    path = next(path for path, record in ROUTES.items() if path.startswith("/webhooks/web/") and field in record)
    status, text = desk.request(path, json.dumps({**ROUTES[path], field: value}).encode(), **JSON)
    assert status == 400 and f"'{field}'" in text


@pytest.mark.parametrize("name", CALLS)
def test_every_field_of_the_agents_page(agent: AgentOverHttp, name: str) -> None:
    for field in [*CALLS[name], "other"]:
        for value in VALUES:
            assert agent.post(name, **{**CALLS[name], field: value}).status < 500, (field, value)


@pytest.mark.parametrize("path", ROUTES)
def test_any_json(desk: Desk, path: str) -> None:
    @bounded
    @given(changed(ROUTES[path]) | st.binary(max_size=60))
    def send(body: Any) -> None:
        assert post(desk, path, body) < 500

    send()


@pytest.mark.parametrize("path", FORMS)
def test_any_form(desk: Desk, path: str) -> None:
    some = st.dictionaries(st.sampled_from(sorted(FORMS[path])), st.binary(max_size=30), max_size=3)
    kinds = st.sampled_from(
        [FORM, f"{FORM}; charset=utf-16", "multipart/form-data", "multipart/form-data; boundary=a", ""]
    )

    @bounded
    @given(some, kinds)
    def send(fields: dict[str, bytes], kind: str) -> None:
        body = urlencode({**FORMS[path], **fields}).encode()
        assert desk.request(path, body, **{"Content-Type": kind})[0] < 500
        assert (
            desk.request(path, b"--a\r\nContent-Disposition: form-data\r\n\r\n" + body, **{"Content-Type": kind})[0]
            < 500
        )

    send()


HEADERS = ["Origin", "Cookie", "X-CSRF-Token", "Accept-Language", "Accept-Encoding", "If-None-Match", "X-Forwarded-For",
           "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded", "X-Line-Signature", "Accept", "Content-Type", "X-Remote-User"]  # fmt: skip
PATHS = ["/", "/plain", "/booklet", "/sign-in", "/copilot/", "/copilot/start", "/copilot/files/1/", "/web/1/", "/webhooks/web/start",
         "/webhooks/web/card", "/webhooks/line/calendar/", "/readyz", "/metrics", "/webhooks/rest/"]  # fmt: skip
some_headers = st.dictionaries(
    st.sampled_from(HEADERS),
    st.binary(max_size=30).map(lambda value: bytes(byte for byte in value if byte not in b"\r\n\x00")),
    max_size=3,
)


@bounded
@given(st.sampled_from(PATHS), st.binary(max_size=20), st.binary(max_size=20), some_headers)
def test_any_address_and_header(desk: Desk, path: str, rest: bytes, query: bytes, headers: dict[str, bytes]) -> None:
    connection = HTTPConnection("127.0.0.1", desk.port, timeout=60)
    address = f"{path}{quote_from_bytes(rest)}?language={quote_from_bytes(query)}"
    connection.request("GET", address, headers=headers)  # type: ignore[arg-type]
    assert connection.getresponse().status < 500
    connection.close()


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("path", ["/nowhere", "/healthz", "/webhooks/web/webhook"])
def test_odd_headers(desk: Desk, path: str, header: str) -> None:
    for value in ("", "\x01", "\xff", ";", ",", "=", "a=;", "\x7f", '"', "[", "*/*;q=a", "bytes=-"):
        odd: dict[str, Any] = {header: value}
        assert desk.request(path, **odd)[0] < 500, value


@pytest.mark.parametrize(
    "origin", ["http://[", "http://[bad", "null", "", "//", "http://", "https://evil.example", "\xff"]
)
@pytest.mark.parametrize("path", [*ROUTES, "/sign-in", "/webhooks/web/start"])
def test_a_foreign_page_is_refused(desk: Desk, path: str, origin: str) -> None:
    body = None if path.endswith("start") else json.dumps(ROUTES.get(path)).encode()
    status, _text = desk.request(path, body, **JSON, Origin=origin)
    assert status == 403 or (path == "/webhooks/rest/webhook" and status == 200)  # which no page can read


def test_a_page_of_another_scheme_is_another_page(desk: Desk) -> None:
    address = f"127.0.0.1:{desk.port}"
    body = {**ROUTES["/webhooks/web/webhook"], "message": secrets.token_urlsafe(24)}
    assert post(desk, "/webhooks/web/webhook", body, {"Origin": f"https://{address}"}) == 403
    assert post(desk, "/webhooks/web/webhook", body, {"Origin": f"http://{address}"}) == 200
    proxied = {"Origin": f"https://{address}", "X-Forwarded-Proto": "https"}
    assert post(desk, "/webhooks/web/webhook", body, proxied) == 200


def test_any_event_of_line(desk: Desk, platform: LinePlatform) -> None:
    event = platform.message("Ufuzz", "PIN")
    event.pop("replyToken", None)

    @bounded
    @given(
        st.lists(changed(event) | st.builds(lambda m: {**event, "message": m}, changed(event["message"])), max_size=3)
        | values
    )
    def send(events: Any) -> None:
        body = json.dumps({"destination": "U1", "events": events}).encode()
        assert post(desk, "/webhooks/line/webhook", body, {"X-Line-Signature": sign(SECRET, body)}) < 500

    send()


def test_half_an_emoji_is_a_message(desk: Desk) -> None:
    said = "カードをなくした\ud83d"
    assert desk.say(said, sender="half \ud83d")[0]["custom"]["topic"] == "lost_card"
    body = {**NAMES, "message": secrets.token_urlsafe(24), "text": said}
    status, text = desk.request("/webhooks/web/webhook", json.dumps(body).encode(), **JSON)
    assert status == 200 and json.loads(text)["replies"][0]["versions"]["ja"]["topic"] == "lost_card"
