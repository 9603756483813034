"""An agent over HTTP: signs in as the page does, and asks what the page asks."""

from __future__ import annotations

import hashlib
import http.client
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

from tests.desk import Desk

AGENT, REVIEWER, PASSWORD = "hanako", "taro", "a long enough password"
FORM = "application/x-www-form-urlencoded"


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:
        return None


class FromAddress(urllib.request.HTTPHandler):
    """Asks from an address of this machine: all of 127.0.0.0/8 are, and each is counted by itself at the door."""

    address = "127.0.0.1"

    def http_open(self, request: urllib.request.Request) -> Any:
        return self.do_open(http.client.HTTPConnection, request, source_address=(self.address, 0))


OPENER = urllib.request.build_opener(NoRedirect, FromAddress)


def address_of(name: str) -> str:
    """An address for each test, so that failures of one lock out no other.

    >>> address_of("a") != address_of("b"), address_of("a") == address_of("a")
    (True, True)
    """
    draw = hashlib.sha256(name.encode()).digest()
    return f"127.{draw[0]}.{draw[1]}.{1 + draw[2] % 254}"


class Answer:
    """Status, headers and text of one answer."""

    def __init__(self, status: int, headers: Any, text: str) -> None:
        self.status, self.headers, self.text = status, headers, text

    @property
    def json(self) -> Any:
        return json.loads(self.text)


def send(desk: Desk, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Answer:
    """One request, redirects not followed."""
    request = urllib.request.Request(f"http://127.0.0.1:{desk.port}{path}", body, headers or {})
    try:
        with OPENER.open(request, timeout=60) as answer:
            return Answer(answer.status, answer.headers, answer.read().decode())
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.headers, error.read().decode())


def sign_in(desk: Desk, name: str, password: str = PASSWORD, **headers: str) -> Answer:
    """Sends the form of the sign-in page."""
    body = urllib.parse.urlencode({"name": name, "password": password}).encode()
    return send(desk, "/sign-in", body, {"Content-Type": FORM, **headers})


class AgentOverHttp:
    """A session that is signed in."""

    def __init__(self, desk: Desk, name: str, password: str = PASSWORD) -> None:
        self.desk = desk
        answer = sign_in(desk, name, password)
        assert answer.status == 303, answer.text
        self.cookie = answer.headers["Set-Cookie"].split(";")[0]
        self.csrf = re.findall('name="csrf" content="([0-9a-f]{64})"', self.get("").text)[0]

    def get(self, path: str, **headers: str) -> Answer:
        return send(self.desk, f"/copilot/{path}", None, {"Cookie": self.cookie, **headers})

    def post(self, path: str, headers: dict[str, str] | None = None, **record: Any) -> Answer:
        known = {"Cookie": self.cookie, "X-CSRF-Token": self.csrf, "Content-Type": "application/json"}
        return send(self.desk, f"/copilot/{path}", json.dumps(record).encode(), {**known, **(headers or {})})

    def ask(self, path: str, **record: Any) -> Any:
        answer = self.post(path, **record)
        assert answer.status == 200, answer.text
        return answer.json
