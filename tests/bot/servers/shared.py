"""Several servers of one desk, and visitors who speak to all of them at once."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any, TypeVar

from redis import Redis
from sqlalchemy import text
from sqlalchemy.engine import Engine

from tests.desk import Desk
from tests.doubles.postgres import OwnPostgres
from tests.doubles.redis import OwnRedis

Result = TypeVar("Result")
BACK_SECONDS = 30
ON_PATH = {"Content-Type": "application/json"}


class Servers:
    """The servers, and what they share."""

    def __init__(self, folder: Path, database: OwnPostgres, redis: OwnRedis, engine: Engine) -> None:
        self.folder, self.database, self.redis, self.engine = folder, database, redis, engine
        self.desks: list[Desk] = []
        self.settings = {
            "MADOGUCHI_STORE_URL": database.url,
            "MADOGUCHI_REDIS_URL": redis.url,
            "MADOGUCHI_KEY": secrets.token_hex(32),
            "MADOGUCHI_LIMIT_SENDER": "30",
            "MADOGUCHI_LIMIT_ADDRESS": "0",
            "LOG_LEVEL": "INFO",
        }

    def start(self, count: int) -> None:
        """Starts so many more; they load side by side."""
        self.desks += [self.new() for _one in range(count)]
        for desk in self.desks[-count:]:
            desk.wait()

    def new(self) -> Desk:
        """One more, which is starting."""
        (folder := self.folder / secrets.token_hex(4)).mkdir()
        return Desk(folder, **self.settings)

    def restart(self, place: int) -> None:
        """Starts one that has ended, on its own port."""
        self.desks[place].start()
        self.desks[place].wait()

    def end(self) -> None:
        """Ends everything."""
        for desk in self.desks:
            desk.process.kill()
        self.engine.dispose()
        self.redis.kill()
        self.database.stop()

    def ready(self, place: int) -> dict[str, bool]:
        """What a server's /readyz says."""
        found: dict[str, bool] = json.loads(self.desks[place].request("/readyz")[1])
        return found

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Waits until something is so."""
        deadline = time.monotonic() + BACK_SECONDS
        while not is_so():
            assert time.monotonic() < deadline, [desk.log.read_text()[-2000:] for desk in self.desks]
            time.sleep(0.1)

    def events(self, session: str, kind: str) -> list[dict[str, Any]]:
        """A conversation's stored events of a kind, in order."""
        query = text("SELECT data FROM events WHERE sender_id = :session AND type_name = :kind ORDER BY id")
        with self.engine.connect() as connection:
            return [json.loads(data) for (data,) in connection.execute(query, {"session": session, "kind": kind})]

    def held_in_redis(self) -> bytes:
        """Every key and value in Redis."""
        with Redis.from_url(self.redis.url) as client:
            return b"\n".join(part for key in client.scan_iter() for part in (key, client.dump(key) or b""))

    def kinds(self, session: str) -> str:
        """A conversation's messages and replies in order: U and B."""
        query = text("SELECT type_name FROM events WHERE sender_id = :session ORDER BY id")
        with self.engine.connect() as connection:
            kinds = [kind for (kind,) in connection.execute(query, {"session": session})]
        return "".join({"user": "U", "bot": "B"}.get(kind, "") for kind in kinds)


def name() -> str:
    """A name as a browser draws it."""
    return secrets.token_urlsafe(24)


def web(desk: Desk, session: str, words: str, message: str = "", path: str = "webhook", **more: str) -> tuple[int, Any]:
    """Sends to the chat's channel."""
    record = {"session": session, "message": message or name(), "language": "en", "text": words, **more}
    status, answer = desk.request(f"/webhooks/web/{path}", json.dumps(record).encode(), **ON_PATH)
    return status, json.loads(answer) if answer else None


def topics(answer: Any) -> list[str]:
    """What the replies of an answer are about."""
    return [reply["versions"]["en"]["topic"] for reply in answer["replies"]]


def at_once(tasks: Sequence[Callable[[], Result]]) -> list[Result]:
    """Runs tasks at the same moment; their results in order."""
    barrier = Barrier(len(tasks))

    def run(task: Callable[[], Result]) -> Result:
        barrier.wait()
        return task()

    with ThreadPoolExecutor(len(tasks)) as many:
        return list(many.map(run, tasks))
