"""Listens to Orca while the chat is used without a mouse: prints what it says, in order.

Run with `dbus-run-session -- .venv/bin/python -m benchmarks.web.hear_orca`. It needs Orca, Xvfb and AT-SPI, which on
Debian are `apt-get install orca at-spi2-core xvfb dbus-x11`; nothing sounds. What it says is judged by a person, who
keeps version and day in `bot/pages/screen_readers.yml`.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests import needs
from tests.desk import Desk
from tests.web.chat.running import QUIET

SCREEN = ":77"
BUS = "/usr/libexec/at-spi-bus-launcher"
PAUSE = 4.0  # seconds: Orca speaks after the page has changed
SAID = re.compile(r"SPEECH OUTPUT: '(.*?)'(?:\{|$)", re.MULTILINE)
A11Y_BUS = ("--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus")
SET = ("--method", "org.freedesktop.DBus.Properties.Set", "org.a11y.Status")
READS = ("gdbus", "call", "--session", *A11Y_BUS, *SET, "ScreenReaderEnabled", "<true>")  # for Chromium to know


@contextmanager
def running(*command: str) -> Iterator[None]:
    """A program that ends with the block."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(2)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


class Ear:
    """What Orca has said since it was last asked."""

    def __init__(self, log: Path) -> None:
        self._log, self._heard = log, 0

    def hear(self, what: str) -> None:
        """Prints what was done, and what was said of it."""
        time.sleep(PAUSE)
        said = SAID.findall(self._log.read_text(encoding="utf-8", errors="replace"))
        print(f"\n{what}", *(f"  {one}" for one in said[self._heard :]), sep="\n")
        self._heard = len(said)


def use(address: str, ear: Ear) -> None:
    """A question that is typed, a button that is pressed, and the way back over older answers."""
    arguments = [*QUIET, "--no-sandbox", "--force-renderer-accessibility"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=needs.chromium(), headless=False, args=arguments)
        page = browser.new_page()
        page.goto(f"{address}/?language=en")
        page.locator("dialog[open]").wait_for()
        page.bring_to_front()
        ear.hear("the page is open")
        page.locator("textarea.question").focus()
        ear.hear("the field")
        page.keyboard.type("I lost my card", delay=60)
        page.keyboard.press("Enter")
        ear.hear("a question is sent")
        page.locator(".reply").last.locator(".offers button").first.focus()
        page.keyboard.press("Space")
        ear.hear("a related question is pressed")
        for key in ("Tab", "Tab", "Tab", *["Shift+Tab"] * 5):
            page.keyboard.press(key)
            ear.hear(key)
        browser.close()


def main() -> None:
    """Starts all that is needed, and listens."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "orca.log"
        os.environ |= {"DISPLAY": SCREEN, "HOME": folder, "XDG_RUNTIME_DIR": folder, "ACCESSIBILITY_ENABLED": "1"}
        desk = Desk(Path(folder))
        desk.wait()
        orca = ("orca", "--replace", "--debug", f"--debug-file={log}")
        with running("Xvfb", SCREEN, "-screen", "0", "1280x900x24"), running(BUS, "--launch-immediately"):
            subprocess.run(READS, stdout=subprocess.DEVNULL, check=True)
            with running(*orca):
                use(f"http://127.0.0.1:{desk.port}", Ear(log))
        desk.stop()


if __name__ == "__main__":
    main()
