"""The browser and the desk of the browser tests, and what the desk kept."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path
from typing import Any
from unittest.mock import patch

from playwright.sync_api import Browser, BrowserType

from tests import needs
from tests.desk import Desk

QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",  # a container's /dev/shm is small
    "--disable-gpu",
    "--no-default-browser-check",
    "--no-first-run",
]


def launch(chromium: BrowserType, *more: str) -> Browser:
    """Starts the system's Chromium: Playwright's own comes from an address that not every network lets through."""
    needs.leave_out_without("chromium")
    file = needs.chromium()
    arguments = [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else []), *more]
    return chromium.launch(executable_path=file, args=arguments)


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
