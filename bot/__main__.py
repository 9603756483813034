"""The launcher: `madoguchi <command>` or `python -m bot <command>`."""

from __future__ import annotations

import argparse
import os
import sys

from bot.cli import (
    agent,
    ask,
    bench,
    chat,
    check,
    conversation,
    dates,
    drill,
    expiry,
    line,
    mask,
    new_topic,
    parse,
    run,
    train,
    why,
)
from bot.runtime.quiet_libraries import quiet_libraries
from bot.runtime.standard_streams import never_fail_at_writing
from bot.text.well_formed import well_formed

KEEPS = ("run", "chat", "agent", "conversation")  # conversations, accounts: files for nobody else of this machine
COMMANDS = (
    run,
    train,
    parse,
    ask,
    expiry,
    dates,
    mask,
    check,
    line,
    chat,
    why,
    bench,
    agent,
    conversation,
    drill,
    new_topic,
)


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    parser = argparse.ArgumentParser(prog="madoguchi", description="The help desk for the My Number Card.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    for command in COMMANDS:
        command.add_parser(commands)
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; exit code 2 for a user's mistake, told in one sentence."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["run"]:
        never_fail_at_writing()
    try:
        quiet_libraries()
    except ModuleNotFoundError:
        print("madoguchi: only the card bridge is installed; for the desk: pip install '.[bot]'", file=sys.stderr)
        return 2
    parsed = build_parser().parse_args([well_formed(one) for one in given])
    if parsed.command in KEEPS:
        os.umask(0o077)
    try:
        return int(parsed.run(parsed))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read has gone, and Python would write the rest at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        from bot.cli.user_errors import is_users_mistake, sentence

        if not is_users_mistake(error):
            raise
        print(f"madoguchi: {sentence(error)}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
