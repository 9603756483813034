"""`madoguchi chat`: talk to the desk in the terminal."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from bot.cli import Subparsers

if TYPE_CHECKING:
    from bot.dialogue.local_conversation import Answered

from bot.i18n.languages import LANGUAGES

SENDER = "terminal"


def add_parser(commands: Subparsers) -> None:
    """Adds the command."""
    parser = commands.add_parser("chat", help="talk to the desk in this terminal")
    parser.add_argument("--language", choices=[*LANGUAGES], help="first guess of your language")
    parser.set_defaults(run=run)


def resolve(line: str, buttons: list[dict[str, str]]) -> str:
    """What was typed, or the payload of the button whose number was typed.

    >>> resolve("2", [{"title": "A", "payload": "/a"}, {"title": "B", "payload": "/b"}])
    '/b'
    """
    chosen = line.strip()
    if chosen.isdecimal() and 1 <= int(chosen) <= len(buttons):
        return buttons[int(chosen) - 1]["payload"]
    return line


def run(args: argparse.Namespace) -> int:
    """Asks and answers until end of input."""
    import asyncio

    from bot.dialogue.local_conversation import Conversations

    conversations = Conversations()
    loop = asyncio.new_event_loop()
    buttons = _show(loop.run_until_complete(conversations.ask("/greet", args.language, SENDER)))
    while True:
        print("> ", end="", flush=True)
        line = sys.stdin.readline()
        if not line:
            return 0
        buttons = _show(loop.run_until_complete(conversations.ask(resolve(line, buttons), args.language, SENDER)))


def _show(answer: Answered) -> list[dict[str, str]]:
    buttons = [button for reply in answer["replies"] for button in reply["buttons"]]
    for reply in answer["replies"]:
        print(f"\n{reply['text']}")
    for number, button in enumerate(buttons, start=1):
        print(f"  [{number}] {button['title']}")
    return buttons
