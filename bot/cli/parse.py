"""`madoguchi parse`: what the model understands, without a dialogue."""

from __future__ import annotations

import argparse

from bot.cli import Subparsers
from bot.cli.jsonlines import Record, language_field, run_lines, text_field

BATCH = 32  # lines encoded together when they are already waiting


def add_parser(commands: Subparsers) -> None:
    """Adds the command."""
    parser = commands.add_parser("parse", help='understand: {"text", "language"?} lines to topic lines')
    parser.set_defaults(run=run)


def read(record: Record) -> tuple[str, str | None]:
    """The text and language of a line."""
    return str(text_field(record, "text")), language_field(record)


def run(args: argparse.Namespace) -> int:
    """Parses every line."""
    from bot.dialogue.parser import Understanding

    return run_lines(read, Understanding().parse, BATCH)
