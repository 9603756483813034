"""`madoguchi bench`: accuracy and speed, beside stock Rasa. The comparison itself is benchmarks/compare."""

from __future__ import annotations

import argparse
import subprocess
import sys

from bot.cli import Subparsers


def add_parser(commands: Subparsers) -> None:
    """Adds the command; what follows it is read by benchmarks.compare."""
    parser = commands.add_parser(
        "bench",
        help="compare with stock Rasa, BM25 and each encoder alone",
        add_help=False,
        prefix_chars="\0",  # its options are not read here
    )
    parser.add_argument("rest", nargs="*")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Runs the comparison, which is kept apart from the product."""
    from bot.settings import ROOT

    if not (ROOT / "benchmarks").is_dir():
        print("The benchmarks are in the project's repository; run this command there.", file=sys.stderr)
        return 2
    command = [sys.executable, "-m", "benchmarks.compare", *args.rest]
    return subprocess.run(command, cwd=ROOT).returncode  # noqa: S603 - what was typed, and no shell
