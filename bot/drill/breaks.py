"""The ways in which a drill breaks its copy: each starts the desk, breaks it, and says what must be seen then."""

from __future__ import annotations

import json
import re
import resource
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer

from bot.channels.line.signature import sign
from bot.drill.throwaway import Throwaway, free_port

NEW_NUMBER = "0120-00-0000"
LOSS_LINE = re.compile(r"(?m)^(  national\.phone: \{kind: phone, value: )[\d-]+")  # knowledge/facts/lines.yml
LINE_SECONDS = 20


@dataclass
class Seen:
    """What a break adds to the visitors' answers.

    Attributes:
        number: the telephone number that urgent answers must have; None: any.
        notes: what else was tried, and what came of it.
        is_well: whether that was as it should be.
    """

    number: str | None = None
    notes: list[str] = field(default_factory=list)
    is_well: bool = True


Break = Callable[[Throwaway], AbstractContextManager[Seen]]


@contextmanager
def nothing(desk: Throwaway) -> Iterator[Seen]:
    """nothing is broken"""
    desk.start()
    yield Seen()


@contextmanager
def store_full(desk: Throwaway) -> Iterator[Seen]:
    """the disk is full: the server can write to no file, its store and its log included"""
    desk.start()
    assert desk.process is not None
    hard = resource.prlimit(desk.process.pid, resource.RLIMIT_FSIZE)[1]
    resource.prlimit(desk.process.pid, resource.RLIMIT_FSIZE, (0, hard))
    yield Seen()


@contextmanager
def store_locked(desk: Throwaway) -> Iterator[Seen]:
    """the store is held by another program that does not let go"""
    desk.start()
    with closing(sqlite3.connect(desk.store, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield Seen()


@contextmanager
def store_damaged(desk: Throwaway) -> Iterator[Seen]:
    """the store's files are written over with zeros: a server that runs has them in memory, one that starts refuses"""
    desk.start()
    for path in (desk.store, desk.store.with_name(f"{desk.store.name}-wal")):
        with path.open("r+b") as file:
            file.write(bytes(path.stat().st_size))
    told = desk.try_another()
    yield Seen(notes=[f"a server that starts with it {told}"], is_well=told != "serves")


@contextmanager
def model_bad(desk: Throwaway) -> Iterator[Seen]:
    """a new model is no model: the server that runs goes on, one that starts refuses it"""
    desk.start()
    desk.model.write_bytes(secrets.token_bytes(1000))
    told = desk.try_another()
    yield Seen(notes=[f"a server that starts with it {told}"], is_well=told != "serves")


@contextmanager
def actions_dead(desk: Throwaway) -> Iterator[Seen]:
    """the separate action server is dead"""
    desk.start(MADOGUCHI_ACTION_URL=f"http://127.0.0.1:{free_port()}/webhook")
    yield Seen()


@contextmanager
def redis_away(desk: Throwaway) -> Iterator[Seen]:
    """the Redis in which limits are counted is away"""
    desk.start(MADOGUCHI_LIMITS_URL=f"redis://127.0.0.1:{free_port()}/0")
    yield Seen()


@contextmanager
def line_changed(desk: Throwaway) -> Iterator[Seen]:
    """the telephone line for losses has another number: one fact was changed, and the server started anew"""
    facts = desk.knowledge / "facts" / "lines.yml"
    changed, count = LOSS_LINE.subn(rf"\g<1>{NEW_NUMBER}", facts.read_text(encoding="utf-8"))
    facts.write_text(changed, encoding="utf-8")
    desk.start()
    yield Seen(NEW_NUMBER, [f"every urgent answer must name {NEW_NUMBER}"], is_well=count == 1)


@contextmanager
def line_token(desk: Throwaway) -> Iterator[Seen]:
    """LINE takes the channel's token no more"""
    secret, platform = secrets.token_hex(16), RefusingPlatform()
    url = f"http://127.0.0.1:{platform.server_address[1]}"
    threading.Thread(target=platform.serve_forever, daemon=True).start()
    try:
        account = {"LINE_CHANNEL_SECRET": secret, "LINE_CHANNEL_ACCESS_TOKEN": "gone"}
        desk.start(**account, LINE_API_URL=url, LINE_DATA_API_URL=url)
        status = send_event(desk, secret)
        is_told = wait_for(lambda: ": 401" in desk.log.read_text(errors="replace"), LINE_SECONDS)
        log = "the log says LINE …: 401" if is_told else "the log does not say why"
        yield Seen(notes=[f"over LINE a visitor reads nothing (webhook {status}; {log})"], is_well=is_told)
    finally:
        platform.shutdown()
        platform.server_close()


class RefusingPlatform(HTTPServer):
    """LINE's servers, to whom every token is unknown."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Refuses)


class _Refuses(BaseHTTPRequestHandler):
    def _refuse(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = b'{"message": "Authentication failed."}'
        self.send_response(401)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = _refuse

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def send_event(desk: Throwaway, secret: str) -> int:
    """Sends one message as LINE does; the webhook's status."""
    event = {
        "type": "message", "mode": "active", "timestamp": int(time.time() * 1000), "replyToken": secrets.token_hex(16),
        "source": {"type": "user", "userId": "U" + secrets.token_hex(16)}, "webhookEventId": secrets.token_hex(13),
        "deliveryContext": {"isRedelivery": False},
        "message": {"type": "text", "id": "1", "quoteToken": "q", "text": "カードをなくしました"},
    }  # fmt: skip
    body = json.dumps({"destination": "U" + "b" * 32, "events": [event]}).encode()
    headers = {"Content-Type": "application/json", "X-Line-Signature": sign(secret, body)}
    return desk.request("/webhooks/line/webhook", body, **headers)[0]


def wait_for(is_so: Callable[[], bool], seconds: float) -> bool:
    """Whether something becomes so in time."""
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


BREAKS: dict[str, Break] = {
    "nothing": nothing,
    "store-full": store_full,
    "store-locked": store_locked,
    "store-damaged": store_damaged,
    "model-bad": model_bad,
    "actions-dead": actions_dead,
    "redis-away": redis_away,
    "line-changed": line_changed,
    "line-token": line_token,
}
