"""`madoguchi check`: the validator of data, facts and catalogues."""

from __future__ import annotations

import argparse

from bot.cli import Subparsers


def add_parser(commands: Subparsers) -> None:
    """Adds the command."""
    parser = commands.add_parser("check", help="validate data, facts and catalogues")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints one line a problem; exit code 1 when there is one."""
    from bot.settings import read_ward
    from bot.validation import problems

    found = problems(read_ward())
    for problem in found:
        print(problem)
    print(f"{len(found)} problems." if found else "Data, facts and catalogues are in order.")
    return 1 if found else 0
