"""The machine of a desk whose parts fail, and a visitor who asks it meanwhile."""

from __future__ import annotations

import json
import secrets
import sqlite3
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.desk import Desk, free_port
from tests.doubles.action_server import ActionServerDouble
from tests.doubles.clock import Clock
from tests.doubles.small_disk import SmallDisk

SUMMER_TIME = "America/New_York"  # of the host: the desk's own time is Tokyo's, wherever it stands
STOP_CARD = {"ja": "0120-95-0178", "en": "0120-0178-27", "zh": "0120-0178-27", "ko": "0120-0178-27"}
LOST = {"ja": "カードをなくしました", "en": "I lost my card", "zh": "我的卡丢了", "ko": "카드를 잃어버렸어요"}
HUMAN = {"ja": "人と話したいです", "en": "I want to talk to a human please", "zh": "我想和工作人员说话", "ko": "상담원과 통화하고 싶어요"}  # fmt: skip
BACK_SECONDS = 30
JSON = {"Content-Type": "application/json"}


class Host:
    """A running desk and what it stands on; `disk` is None where none can be mounted."""

    def __init__(
        self, folder: Path, disk: SmallDisk | None, clock: Clock, actions: ActionServerDouble, model: Path
    ) -> None:
        self.folder, self._disk, self.clock, self.actions, self.model = folder, disk, clock, actions, model
        limits = {"MADOGUCHI_LIMIT_SENDER": "0", "MADOGUCHI_LIMIT_ADDRESS": "0"}
        self.settings = {
            "MADOGUCHI_ACTION_URL": actions.url,
            "MADOGUCHI_MODEL": str(model),
            "TZ": SUMMER_TIME,
            **limits,
        }
        self.settings |= {"LOG_LEVEL": "INFO", "MADOGUCHI_KEY": secrets.token_hex(32), **clock.settings}
        self.staff_port = free_port()
        self.settings |= {"MADOGUCHI_STAFF_ADDRESS": f"127.0.0.1:{self.staff_port}", "MADOGUCHI_LOG_FORMAT": "json"}
        self.desk = Desk(folder, **self.settings)

    @property
    def disk(self) -> SmallDisk:
        assert self._disk is not None
        return self._disk

    def staff(self, path: str) -> tuple[int, str]:
        """Asks at staff's address."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.staff_port}{path}", timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def metrics(self) -> str:
        """All metrics."""
        return self.staff("/metrics")[1]

    def ready(self) -> tuple[int, dict[str, bool]]:
        """What /readyz says."""
        status, text = self.desk.request("/readyz")
        return status, json.loads(text)

    def is_away(self, part: str) -> bool:
        """Whether /readyz and the metrics say so of one part, and of it alone."""
        status, parts = self.ready()
        shown = f'madoguchi_ready{{part="{part}"}} 0.0' in self.metrics()
        return status == 503 and [name for name, is_ready in parts.items() if not is_ready] == [part] and shown

    def comes_back(self) -> bool:
        """Whether it is whole again, without a restart."""
        deadline = time.monotonic() + BACK_SECONDS
        while self.ready()[0] != 200 and time.monotonic() < deadline:
            time.sleep(0.1)
        return self.ready()[0] == 200

    def ask(self, words: str, language: str, sender: str | None = None) -> list[dict[str, Any]]:
        """What somebody reads."""
        return self.desk.say(words, sender or secrets.token_hex(8), metadata={"language": language})

    def loses_a_card(self, language: str) -> bool:
        """Whether somebody who has lost a card is told, in their language, whom to call."""
        replies = self.ask(LOST[language], language)
        (first,) = [one for one in replies if one["custom"]["topic"] == "lost_card"]
        return first["custom"]["language"] == language and STOP_CARD[language] in first["text"]

    def is_told_whom_to_call(self, words: str, language: str, sender: str | None = None) -> bool:
        """Whether somebody whose question cannot be answered now reads so in their language, with a telephone number."""
        (reply,) = self.ask(words, language, sender)
        custom = reply["custom"]
        numbers = [link["value"] for link in custom["answer"]["links"] if link["kind"] == "tel"]
        return custom["topic"] in ("unavailable", "error") and custom["language"] == language and bool(numbers)

    def web(self, session: str, words: str, message: str) -> tuple[int, Any]:
        """Sends to the chat's channel."""
        record = {"session": session, "message": message, "language": "en", "text": words}
        status, answer = self.desk.request("/webhooks/web/webhook", json.dumps(record).encode(), **JSON)
        return status, json.loads(answer)

    def heard(self, message: str) -> int:
        """How often a message is kept."""
        return sum(message == one for one in self.messages())

    def messages(self) -> list[str]:
        """The names of all that is kept of what visitors sent."""
        with closing(sqlite3.connect(self.desk.store)) as store:
            rows = store.execute("SELECT data FROM events WHERE type_name = 'user'").fetchall()
        return [json.loads(data)["message_id"] for (data,) in rows]

    def is_sound(self) -> bool:
        """Whether the store's file is."""
        with closing(sqlite3.connect(self.desk.store)) as store:
            return bool(store.execute("PRAGMA integrity_check").fetchall() == [("ok",)])

    def log(self) -> str:
        """All it has written."""
        return self.desk.log.read_text()

    def entries(self, since: int) -> list[dict[str, str]]:
        """The entries of its log after so many characters: a full disk has torn one of those before."""
        return [json.loads(line) for line in self.log()[since:].splitlines()]
