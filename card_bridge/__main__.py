"""The launcher: `madoguchi-card serve` and `madoguchi-card read`."""

from __future__ import annotations

import argparse
import sys

from card_bridge import read, serve
from card_bridge.i18n import LANGUAGES, default_language


def build_parser() -> argparse.ArgumentParser:
    """The parser of both commands."""
    parser = argparse.ArgumentParser(prog="madoguchi-card", description="What a My Number Card tells without its PIN.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    for command in (serve, read):
        command.add_parser(commands)
    for subparser in commands.choices.values():
        subparser.add_argument(
            "--language", choices=LANGUAGES, default=default_language(), help="of the sentences (default: the locale's)"
        )
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; exit code 130 after Ctrl-C."""
    for stream in (sys.stdout, sys.stderr):  # a console that lacks a letter shows another, rather than nothing
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    args = build_parser().parse_args(arguments)
    try:
        return int(args.run(args))
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
