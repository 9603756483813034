"""Visitors whose two messages come at the same moment; each is sent again until it is answered, as the chat does."""

from __future__ import annotations

import http.client
import json
import secrets
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Barrier

WORDS = (
    "I lost my card",
    "How much is a new card?",
    "When does my card expire?",
    "暗証番号を忘れた",
    "카드를 잃어버렸어요",
    "住址变了",
)
GIVE_UP_SECONDS, PAUSE = 120.0, 0.5
HEADERS = {"Content-Type": "application/json"}


@dataclass
class Sent:
    """One message: when and how often it was sent, what came back, and how long that took from the first try."""

    session: str
    name: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    tries: int = 0
    status: int = 0
    topic: str = ""
    seconds: float = 0.0
    at: float = field(default_factory=time.monotonic)


def send(port: int, one: Sent, words: str) -> Sent:
    """Sends a message until it is answered."""
    body = json.dumps({"session": one.session, "message": one.name, "language": "en", "text": words})
    while one.status != 200 and time.monotonic() - one.at < GIVE_UP_SECONDS:
        if one.tries:
            time.sleep(PAUSE)
        one.tries += 1
        try:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            line.request("POST", "/webhooks/web/webhook", body, HEADERS)
            answer = line.getresponse()
            one.status, text = answer.status, answer.read()
            line.close()
        except (OSError, http.client.HTTPException):
            one.status = 0
    one.seconds = time.monotonic() - one.at
    if one.status == 200:
        one.topic = json.loads(text)["replies"][-1]["versions"]["en"]["topic"]
    return one


def pair(port: int, number: int) -> list[Sent]:
    """Two messages of one new conversation at the same moment."""
    session, barrier = secrets.token_urlsafe(24), Barrier(2)

    def go(place: int) -> Sent:
        barrier.wait()
        return send(port, Sent(session), WORDS[(number + place) % len(WORDS)])

    with ThreadPoolExecutor(2) as two:
        return list(two.map(go, (0, 1)))


def pairs(port: int, count: int, at_once: int) -> list[list[Sent]]:
    """So many pairs, some conversations side by side."""
    with ThreadPoolExecutor(at_once) as many:
        return list(many.map(lambda number: pair(port, number), range(count)))
