"""`madoguchi dates`: the date that a text says, for machines."""

from __future__ import annotations

import argparse

from bot.cli import Subparsers
from bot.cli.jsonlines import Record, language_field, run_lines, text_field


def add_parser(commands: Subparsers) -> None:
    """Adds the command."""
    parser = commands.add_parser("dates", help='read a date: {"text", "language"?} lines to {"iso"} lines')
    parser.set_defaults(run=run)


def read(record: Record) -> str:
    """The text of a line; every language writes dates in every form, so its language changes nothing."""
    language_field(record)
    return str(text_field(record, "text"))


def run(args: argparse.Namespace) -> int:
    """Reads every line; two-digit years are read as of today in Tokyo."""
    from bot.clock import moment_of
    from dates.reader import iso_of

    today = moment_of(None).date()
    return run_lines(read, lambda texts: [{"iso": iso_of(text, today)} for text in texts])
