"""`madoguchi drill`: breaks a copy of the desk, and says what a visitor would have read."""

from __future__ import annotations

import argparse
import os

from bot.cli import Subparsers


def add_parser(commands: Subparsers) -> None:
    """Adds the command."""
    parser = commands.add_parser("drill", help="break a copy of this desk in turn, and show what visitors would read")
    parser.add_argument("breaks", nargs="*", metavar="break", help="only these; without: all, see --list")
    parser.add_argument("--list", action="store_true", help="name the breaks and what each does")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints a table for each break; exit code 1 where somebody got no sentence, or no line in an emergency."""
    from bot.dialogue.agent_factory import NoModelError
    from bot.drill.breaks import BREAKS
    from bot.drill.report import drill, lines
    from bot.settings import SettingError, read_settings

    if unknown := set(args.breaks) - set(BREAKS):
        raise SettingError(f"There is no break {', '.join(sorted(unknown))}; there are {', '.join(BREAKS)}.")
    if args.list:
        print("\n".join(f"{name}\t{one.__doc__}" for name, one in BREAKS.items()))
        return 0
    settings = read_settings()
    if not settings.model.is_file():
        raise NoModelError(f"No model found at {settings.model}. Run `make train` first.")
    is_well = True
    for outcome in drill(settings, args.breaks or BREAKS, os.environ):
        print("\n".join(lines(outcome)), end="\n\n", flush=True)
        is_well &= outcome.is_well
    return 0 if is_well else 1
