"""`madoguchi train`: trains only when something changed."""

from __future__ import annotations

import argparse

from bot.cli import Subparsers


def add_parser(commands: Subparsers) -> None:
    """Adds the command."""
    parser = commands.add_parser("train", help="train the model, when something it learns from has changed")
    parser.add_argument("--force", action="store_true", help="train even when nothing changed")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Trains if needed."""
    from bot.training.train import is_trained, train

    if is_trained() and not args.force:
        print("The model is up to date.")
        return 0
    print("Training the model (four minutes on two cores, up to eight beside other work) …", flush=True)
    train()
    print("The model is trained.")
    return 0
