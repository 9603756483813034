"""`madoguchi ask`: the real dialogue, actions included, line by line."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import TypedDict

from bot.cli import Subparsers
from bot.cli.jsonlines import BadLine, Record, language_field, run_lines, text_field


def add_parser(commands: Subparsers) -> None:
    """Adds the command."""
    parser = commands.add_parser("ask", help='converse: {"text", "language"?, "sender"?, "now"?} lines to reply lines')
    parser.set_defaults(run=run)


class Asked(TypedDict):
    """A message as `Conversations.ask` takes it."""

    text: str
    language: str | None
    sender: str | None
    now: str | None


def read(record: Record) -> Asked:
    """The fields of a line.

    Raises:
        BadLine: naming the field that is wrong.
    """
    now = text_field(record, "now", required=False)
    try:
        datetime.fromisoformat(now or "2000-01-01")
    except ValueError:
        raise BadLine("'now' must be an ISO time") from None
    return {
        "text": str(text_field(record, "text")),
        "language": language_field(record),
        "sender": text_field(record, "sender", required=False),
        "now": now,
    }


def run(args: argparse.Namespace) -> int:
    """Answers every line."""
    import asyncio

    from bot.dialogue.local_conversation import Conversations

    conversations = Conversations()
    loop = asyncio.new_event_loop()
    return run_lines(read, lambda inputs: [loop.run_until_complete(conversations.ask(**one)) for one in inputs])
