"""`madoguchi conversation export` and `forget`: what is kept of one person's conversation, at that person's request."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from bot.cli import Subparsers

if TYPE_CHECKING:
    from bot.settings import Settings

WAYS = {
    "code": "the six digits that the chat or LINE shows for the telephone; exporting does not use them up",
    "line": "the user's id on LINE, U and 32 characters",
    "rest": "the sender's name, as a client of the REST channel sends it",
    "web": "the session's name in the chat",
}


def add_parser(commands: Subparsers) -> None:
    """Adds the command."""
    parser = commands.add_parser("conversation", help="export or forget one person's conversation, at their request")
    parser.add_argument("part", choices=["export", "forget"], help="export: as JSON; forget: delete everything of it")
    way = parser.add_mutually_exclusive_group(required=True)
    for name, meaning in WAYS.items():
        way.add_argument(f"--{name}", metavar="NAME" if name != "code" else "DIGITS", help=meaning)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints the conversation, or how much of it went; exit code 1 when nothing is kept of it."""
    import json

    from bot.dialogue.agent_factory import open_store
    from bot.handoff.on_request import OnRequest
    from bot.insights.kept_questions import KeptQuestions
    from bot.settings import read_settings
    from bot.storage.migrate import upgrade
    from bot.storage.secret_keys import key_of

    settings = read_settings()
    store = open_store(settings.store_url)
    upgrade(store.engine)
    name = name_of(args, settings)
    desk = OnRequest(store, KeptQuestions(store.engine, key_of(settings)))
    shown = desk.show(name) if name else None
    if name is None or shown is None or not (shown["events"] or shown["feedback"] or shown["reviews"]):
        print("Nothing is kept of that conversation.", file=sys.stderr)
        return 1
    if args.part == "export":
        print(json.dumps(shown, ensure_ascii=False, indent=2, default=str))
    else:
        print(f"Deleted: {desk.forget(name)} events, and what was kept beside them.")
    return 0


def name_of(args: argparse.Namespace, settings: Settings) -> str | None:
    """Rasa's name for the conversation that the arguments mean; None for a code that nobody has."""
    from bot.channels.rest import conversation_name
    from bot.handoff.codes import Handoffs
    from bot.handoff.service import code_key
    from bot.storage.engine import open_engine
    from bot.storage.secret_keys import derive, key_of, pseudonym

    if args.code:
        return Handoffs(open_engine(settings.store_url), key=code_key(settings)).sender_of(args.code)
    if args.line:
        return pseudonym(derive(key_of(settings), "line"), args.line)
    return conversation_name(derive(key_of(settings), "rest"), args.rest) if args.rest else str(args.web)
