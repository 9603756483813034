"""Consent outside the page: on the bridge's terminal, or in a window."""

from __future__ import annotations

import asyncio
import io
import os
import subprocess
import sys
from typing import Any

import pytest

from card_bridge.i18n import LANGUAGES
from card_bridge.screen import texts
from card_bridge.screen.sentences import say
from card_bridge.screen.terminal import Terminal
from card_bridge.screen.window import NO_DISPLAY, SAID_NO, SAID_YES, Window

PAGE = "https://www.city.example.jp"


class Keyboard:
    """A terminal's input that says only what the test types."""

    def __init__(self) -> None:
        self._read, self._write = os.pipe()
        self.source = os.fdopen(self._read, encoding="utf-8")

    def type(self, text: str) -> None:
        os.write(self._write, text.encode())

    def close(self) -> None:
        os.close(self._write)


async def until(condition: Any) -> None:
    while not condition():
        await asyncio.sleep(0.01)


# fmt: off
@pytest.mark.parametrize(("typed", "agreed"), [
    ("y\n", True), ("Y\n", True), (" yes \n", True),
    ("\n", False), ("n\n", False), ("no\n", False), ("yy\n", False), ("はい\n", False),
])
# fmt: on
async def test_only_a_yes_is_a_yes(typed: str, agreed: bool) -> None:
    keyboard, sink = Keyboard(), io.StringIO()
    terminal = Terminal("en", keyboard.source, sink)
    asking = asyncio.create_task(terminal.agrees(PAGE, with_month=True))
    await until(sink.getvalue)
    keyboard.type(typed)
    assert await asking is agreed
    keyboard.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("with_month", [True, False])
async def test_the_question(language: str, with_month: bool) -> None:
    """Who asks, what is read, that no PIN is used; and silence is a no."""
    keyboard, sink = Keyboard(), io.StringIO()
    assert not await Terminal(language, keyboard.source, sink, seconds=0).agrees(PAGE, with_month)
    told = sink.getvalue()
    assert PAGE in told and say(texts.WHAT_IS_READ, language) in told
    assert (say(texts.WITH_MONTH, language) in told) is with_month
    assert say(texts.WITHDRAWN, language) in told
    keyboard.close()


async def test_what_was_typed_before_is_no_answer() -> None:
    keyboard, sink = Keyboard(), io.StringIO()
    terminal = Terminal("en", keyboard.source, sink, seconds=0)
    keyboard.type("y\n")
    await until(lambda: terminal._lines.qsize())
    assert not await terminal.agrees(PAGE, with_month=False)
    keyboard.close()


async def test_no_terminal() -> None:
    sink = io.StringIO()
    terminal = Terminal("en", io.StringIO(""), sink)
    for _question in range(2):
        assert not await terminal.agrees(PAGE, with_month=False)
    assert say(texts.NO_TERMINAL, "en") in sink.getvalue()


async def test_a_page_that_leaves_is_told() -> None:
    keyboard, sink = Keyboard(), io.StringIO()
    asking = asyncio.create_task(Terminal("en", keyboard.source, sink).agrees(PAGE, with_month=False))
    await until(sink.getvalue)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert say(texts.WITHDRAWN, "en") in sink.getvalue()
    keyboard.close()


async def test_the_code_on_the_terminal() -> None:
    keyboard, sink = Keyboard(), io.StringIO()
    await Terminal("ko", keyboard.source, sink).show_code("012345", PAGE)
    assert "012345" in sink.getvalue() and PAGE in sink.getvalue()
    keyboard.close()


# fmt: off
@pytest.mark.parametrize(("code", "agreed", "complains"), [
    (SAID_YES,   True,  False),
    (SAID_NO,    False, False),
    (NO_DISPLAY, False, True),
    (1,          False, True),   # Python's own, after an error
    (-9,         False, True),
])
# fmt: on
async def test_the_window_by_its_exit_code(
    code: int, agreed: bool, complains: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = stand_in(monkeypatch, f"import os, sys; sys.stdin.read(); os._exit({code})" if code >= 0 else
                     "import os; os.kill(os.getpid(), 9)")  # fmt: skip
    assert await Window("en").agrees(PAGE, with_month=True) is agreed
    assert given[1:3] == ["-m", "card_bridge.screen.window"]
    assert (say(texts.NO_WINDOW, "en") in capsys.readouterr().err) is complains


async def test_a_window_that_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, "import time; time.sleep(60)")
    assert not await Window("en", seconds=0.3).agrees(PAGE, with_month=True)


def stand_in(monkeypatch: pytest.MonkeyPatch, program: str) -> list[str]:
    """Runs another program in the window's place; returns the command that was asked for."""
    start, given = asyncio.create_subprocess_exec, []

    async def instead(*command: str, **streams: Any) -> asyncio.subprocess.Process:
        given.extend(command)
        return await start(sys.executable, "-c", program, **streams)

    monkeypatch.setattr(asyncio, "create_subprocess_exec", instead)
    return given


def test_the_window_without_a_display() -> None:
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    done = subprocess.run(
        [sys.executable, "-m", "card_bridge.screen.window"], input=b'{"title": "", "lines": [], "yes": "", "no": ""}', env=environment
    )
    assert done.returncode == NO_DISPLAY
