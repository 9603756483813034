"""A window of the desktop as the bridge's screen, in a process of its own (tkinter comes with Python).

`python -m card_bridge.screen.window` reads `{"title", "lines", "yes", "no"}` on stdin; exit code 0 means yes.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Sequence
from functools import partial
from typing import TypedDict

from card_bridge.screen import texts
from card_bridge.screen.consent import CONSENT_SECONDS, code_lines, question
from card_bridge.screen.sentences import say

SAID_YES, SAID_NO, NO_DISPLAY = 0, 10, 11  # exit codes


class Content(TypedDict):
    """What a window shows; a button without a label is left out."""

    title: str
    lines: Sequence[str]
    yes: str
    no: str


class Window:
    """Asks in a window that comes to the front; closing it is a no."""

    def __init__(self, language: str, seconds: float = CONSENT_SECONDS) -> None:
        """`seconds` is how long a window stays open."""
        self._language, self._seconds = language, seconds

    async def show_code(self, code: str, origin: str) -> None:
        """Opens the window with the code, and does not wait for it."""
        self._showing = asyncio.create_task(self._open(*code_lines(code, origin, self._language), no=texts.CLOSE))

    async def agrees(self, origin: str, with_month: bool) -> bool:
        """Opens the window with the question."""
        lines = question(origin, with_month, self._language)
        return await self._open(*lines, yes=texts.YES, no=texts.NO) == SAID_YES

    async def _open(self, *lines: str, yes: str = "", no: str) -> int | None:
        content: Content = {"title": self._say(texts.TITLE), "lines": lines, "yes": self._say(yes), "no": self._say(no)}
        process = await asyncio.create_subprocess_exec(sys.executable, "-m", __name__, stdin=asyncio.subprocess.PIPE)
        try:
            await asyncio.wait_for(process.communicate(json.dumps(content).encode()), self._seconds)
        except TimeoutError:
            return SAID_NO
        finally:
            if process.returncode is None:
                process.kill()
        if process.returncode not in (SAID_YES, SAID_NO):
            print(self._say(texts.NO_WINDOW), file=sys.stderr)
        return process.returncode

    def _say(self, msgid: str) -> str:
        return say(msgid, self._language) if msgid else ""


def show(content: Content) -> int:
    """Shows one window until a button is pressed or it is closed."""
    try:
        import tkinter
    except ImportError:
        return NO_DISPLAY
    try:
        root = tkinter.Tk()
    except tkinter.TclError:
        return NO_DISPLAY
    answers = []

    def answer(code: int) -> None:
        answers.append(code)
        root.destroy()

    root.title(content["title"])
    root.attributes("-topmost", True)
    tkinter.Label(root, text="\n\n".join(content["lines"]), wraplength=480, justify="left", padx=24, pady=24).pack()
    for label, code in ((content["yes"], SAID_YES), (content["no"], SAID_NO)):
        if label:
            tkinter.Button(root, text=label, padx=24, pady=12, command=partial(answer, code)).pack(pady=8)
    root.mainloop()
    return answers[0] if answers else SAID_NO


if __name__ == "__main__":
    sys.exit(show(json.load(sys.stdin)))
