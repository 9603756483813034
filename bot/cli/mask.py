"""`madoguchi mask`: what the privacy gate makes of texts."""

from __future__ import annotations

import argparse

from bot.cli import Subparsers
from bot.cli.jsonlines import Record, run_lines, text_field


def add_parser(commands: Subparsers) -> None:
    """Adds the command."""
    parser = commands.add_parser("mask", help='mask numbers: {"text"} lines to {"text", "found"} lines')
    parser.set_defaults(run=run)


def read(record: Record) -> str:
    """The text of a line."""
    return str(text_field(record, "text"))


def run(args: argparse.Namespace) -> int:
    """Masks every line's text."""
    from bot.masking.mask import mask

    def work(texts: list[str]) -> list[Record]:
        masked = [mask(text) for text in texts]
        return [{"text": one.text, "found": list(one.found)} for one in masked]

    return run_lines(read, work)
