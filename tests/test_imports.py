"""Who may import whom: the contracts of pyproject.toml, kept by import-linter; here what it cannot say, and that it can fail."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import ROOT

PACKAGES = ("actions", "bot", "card_bridge", "dates", "expiry", "knowledge")
UPWARD = {
    "bot/text/scripts.py": "from bot.dialogue.hearing import hear",  # a room above
    "expiry/rules.py": "import rasa",  # rules without Rasa
    "bot/channels/web/channel.py": "import card_bridge.serve",  # two programs
}


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def linted(folder: Path) -> subprocess.CompletedProcess[str]:
    """What import-linter says of a tree."""
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-logo", "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, env={"PATH": "/usr/bin:/bin"})


@pytest.mark.parametrize(("file", "line"), UPWARD.items())
def test_a_wrong_import_breaks_a_contract(file: str, line: str, tmp_path: Path) -> None:
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    path = tmp_path / file
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    told = linted(tmp_path)
    assert told.returncode == 1 and "BROKEN" in told.stdout and line.split()[1] in told.stdout, told.stdout


def test_nobody_imports_the_tests() -> None:
    for path in (path for package in PACKAGES for path in (ROOT / package).rglob("*.py")):
        assert not any(name.split(".")[0] == "tests" for name in imported(path)), path


def test_rasa_sdk_only_in_actions() -> None:
    users = {
        path.stem for path in (ROOT / "bot").rglob("*.py") if any(n.startswith("rasa_sdk") for n in imported(path))
    }
    assert users == {"embedded_actions"}


def test_the_card_bridge_stands_alone() -> None:
    """Nothing of ours, two libraries, and pyscard only where it is loaded when needed."""
    paths = list((ROOT / "card_bridge").rglob("*.py"))
    assert ROOT / "card_bridge/card/reader.py" in paths
    for path in paths:
        foreign = {name.split(".")[0] for name in imported(path)} - sys.stdlib_module_names - {"card_bridge"}
        assert foreign <= ({"smartcard"} if path.name == "reader.py" else {"aiohttp"}), path
    at_once = [
        node
        for node in ast.parse((ROOT / "card_bridge/card/reader.py").read_text()).body
        if isinstance(node, ast.ImportFrom)
    ]
    assert not any((node.module or "").startswith("smartcard") for node in at_once)


def test_the_package_itself_imports_nothing_but_the_stand_ins() -> None:
    """`bot/__init__.py` runs before everything, also where Rasa is not installed."""
    tree = ast.parse((ROOT / "bot/__init__.py").read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert [(node.module, [alias.name for alias in node.names]) for node in imports] == [
        ("bot.runtime", ["absent_libraries", "late_libraries"])
    ]
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import)]


def test_only_settings_and_the_launchers_read_the_environment() -> None:
    files = {path for package in PACKAGES for path in (ROOT / package).rglob("*.py")}
    users = {path.relative_to(ROOT).as_posix() for path in files if "os.environ" in path.read_text(encoding="utf-8")}
    assert users == {
        "actions/__main__.py", "bot/settings.py", "bot/cli/drill.py", "bot/cli/run.py", "bot/runtime/quiet_libraries.py", "bot/runtime/watchdog.py",
        "card_bridge/i18n.py",
    }  # fmt: skip
