"""`madoguchi expiry`: the dates of cards, for machines."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from bot.cli import Subparsers
from bot.cli.jsonlines import Record, run_lines


def add_parser(commands: Subparsers) -> None:
    """Adds the command."""
    parser = commands.add_parser("expiry", help="compute: a card's birth_date, issue_date, residence, … to its dates")
    parser.set_defaults(run=run)


def answer(record: Record) -> Record:
    """The dates of one card as ISO strings, or the field that is wrong."""
    from expiry.inputs import Refused, read_inputs
    from expiry.report import as_json
    from expiry.rules import compute

    try:
        return as_json(asdict(compute(read_inputs(record))))
    except Refused as error:
        return {"error": {"field": error.field, "reason": error.reason}}


def run(args: argparse.Namespace) -> int:
    """Computes every line."""
    return run_lines(lambda record: record, lambda records: [answer(record) for record in records])
