"""docs/card.md knows every file, code and option of the bridge."""

from __future__ import annotations

import re

from bot.settings import ROOT
from card_bridge.__main__ import build_parser
from card_bridge.card.files import APPLICATIONS, COUNTERS, PINS, READABLE
from card_bridge.screen import texts

PAGE = (ROOT / "docs/card.md").read_text()


def test_files_and_applications() -> None:
    for aid in APPLICATIONS:
        assert aid.hex().upper() in PAGE
    for _aid, file in (*READABLE, *COUNTERS):
        assert f"{file:04X}" in PAGE


def test_every_problem_and_pin() -> None:
    for word in (*texts.PROBLEMS, *PINS):
        assert f"`{word}`" in PAGE or f'"{word}"' in PAGE


def test_every_refusal() -> None:
    code = "".join(
        (ROOT / "card_bridge" / name).read_text() for name in ("http/app.py", "http/middleware.py", "http/pairing.py")
    )
    for status, word in re.findall(r'Refusal\((\d+), "(\w+)"', code):
        assert status in PAGE and (f"`{word}`" in PAGE or f'"{word}"' in PAGE)
    for word in re.findall(r'PairingError\("(\w+)"\)', code):
        assert f"`{word}`" in PAGE


def test_every_option() -> None:
    commands = build_parser()._subparsers._group_actions[0].choices  # type: ignore[union-attr]
    for command in commands.values():  # type: ignore[union-attr]
        options = {option for action in command._actions for option in action.option_strings if option.startswith("--")}
        assert all(option in PAGE for option in options - {"--help"})
