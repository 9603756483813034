"""Who may import whom (docs/architecture.md)."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from bot.settings import ROOT

PURE_BOT = {
    "bot.i18n.catalogues",
    "bot.i18n.languages",
    "bot.clock",
    "bot.text.scripts",
    "bot.masking.mask",
    "bot.i18n.formatting",
    "bot.replies.builder",
}
# fmt: off
FORBIDDEN = {
    "knowledge": {"bot", "actions", "rasa", "rasa_sdk", "babel"},
    "actions":   {"rasa", "sanic", "tensorflow"},
    "bot":       {"tests"},
}
# fmt: on


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


@pytest.mark.parametrize("package", FORBIDDEN)
def test_packages(package: str) -> None:
    for path in (ROOT / package).rglob("*.py"):
        roots = {name.split(".")[0] for name in imported(path)}
        assert not roots & FORBIDDEN[package], path


def test_rasa_sdk_only_in_actions() -> None:
    users = {
        path.stem for path in (ROOT / "bot").rglob("*.py") if any(n.startswith("rasa_sdk") for n in imported(path))
    }
    assert users == {"embedded_actions"}


def test_actions_need_no_rasa_through_ours() -> None:
    for path in (ROOT / "actions").rglob("*.py"):
        ours = {name for name in imported(path) if name.startswith("bot")}
        assert ours <= PURE_BOT, path
    for name in PURE_BOT:
        path = ROOT / (name.replace(".", "/") + ".py")
        assert not any(module.split(".")[0] in {"rasa", "rasa_sdk", "sanic"} for module in imported(path)), path


def test_the_card_bridge_stands_alone() -> None:
    """Nothing of ours, two libraries, and pyscard only where it is loaded when needed."""
    for path in (ROOT / "card_bridge").rglob("*.py"):
        foreign = {name.split(".")[0] for name in imported(path)} - sys.stdlib_module_names - {"card_bridge"}
        assert foreign <= ({"smartcard"} if path.name == "reader.py" else {"aiohttp"}), path
    at_once = [
        node
        for node in ast.parse((ROOT / "card_bridge/reader.py").read_text()).body
        if isinstance(node, ast.ImportFrom)
    ]
    assert not any((node.module or "").startswith("smartcard") for node in at_once)


@pytest.mark.parametrize("package", ["actions", "bot", "dates", "expiry", "knowledge"])
def test_nobody_imports_the_card_bridge(package: str) -> None:
    """The visitor's page speaks to both; they never speak to each other."""
    for path in (ROOT / package).rglob("*.py"):
        assert not any(name.split(".")[0] == "card_bridge" for name in imported(path)), path


def test_the_package_itself_imports_nothing_but_the_placeholders() -> None:
    """`bot/__init__.py` runs before everything, also where Rasa is not installed."""
    tree = ast.parse((ROOT / "bot/__init__.py").read_text(encoding="utf-8"))
    assert [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)] == [
        "bot.runtime.absent_libraries"
    ]
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
