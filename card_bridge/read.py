"""`madoguchi-card read`: the card's facts in the terminal."""

from __future__ import annotations

import argparse
import json

from card_bridge import Subparsers
from card_bridge.card.reader import PcscReaders
from card_bridge.card.worker import Worker
from card_bridge.screen.sentences import sentences


def add_parser(commands: Subparsers) -> None:
    """Adds the command."""
    parser = commands.add_parser("read", help="read the card once and print what it tells without a PIN")
    parser.add_argument("--json", action="store_true", help="one JSON object (docs/card.md)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints the report; exit code 0 when a card was read, else 1."""
    report = Worker(PcscReaders()).read_now()
    if args.json:
        print(json.dumps(report.as_json(with_month=True)))
    else:
        print(*sentences(report, args.language), sep="\n")
    return 1 if report.problem else 0
