"""The desk of the browser tests, and what it kept."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.desk import Desk


class RunningDesk(Desk):
    """A desk with an address, that can be started again at the same one."""

    def __init__(self, folder: Path, **settings: str) -> None:
        super().__init__(folder, **settings)
        self.folder, self.settings = folder, settings
        self.origin = f"http://127.0.0.1:{self.port}"

    def restart(self) -> None:
        self.stop()
        with patch("tests.desk.free_port", lambda: self.port):
            self.process = Desk(self.folder, **self.settings).process
        self.wait()

    def rows(self, query: str, *values: str) -> list[dict[str, Any]]:
        """What the desk's database holds."""
        with sqlite3.connect(self.store) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(query, values)]

    def heard(self, message: str) -> list[dict[str, Any]]:
        """The events of one message of a visitor, by the name that the browser drew for it."""
        rows = self.rows("SELECT sender_id, data FROM events WHERE type_name = 'user'")
        events = [{"sender": row["sender_id"], **json.loads(row["data"])} for row in rows]
        return [event for event in events if event.get("message_id") == message]
