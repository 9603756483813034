"""What is missing shows as a skip with its reason, and as a failure where CI has installed it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import ROOT
from tests import needs

FILES = ("tests/bot/storage/test_migrations.py", "tests/card_bridge/test_pcscd_shared.py")


def run_without_programs(require: str, folder: Path) -> str:
    """What pytest says of these tests where nothing is on the path and Debian's folders are hidden."""
    hide = (
        "import pathlib, shutil, sys, pytest; from tests.doubles import postgres; postgres.PROGRAMS.clear();"
        "shutil.which = lambda *_: None; sys.exit(pytest.main(sys.argv[1:]))"
    )
    chosen = ["-q", "-k", "(postgresql and taken_back) or test_in_use", "--basetemp", str(folder), *FILES]
    environment = {**os.environ, needs.REQUIRE: require, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", hide, *chosen], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120
    )
    return done.stdout


def test_what_is_missing_is_skipped_with_a_reason_and_fails_where_it_is_required(tmp_path: Path) -> None:
    told = run_without_programs("postgres", tmp_path / "t")
    assert f"there is no PostgreSQL (initdb), but {needs.REQUIRE} says that postgres is there" in told
    assert "pcscd: pcscd is not installed" in told
    assert "2 skipped" in told and "1 error" in told


def test_a_requirement_that_no_test_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(needs.REQUIRE, "postgres, pcsd")
    with pytest.raises(pytest.UsageError, match="pcsd"):
        needs.required()
