"""The systemd units: nothing that systemd would not understand, and little that a broken-in desk could do."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.dialogue.answering import ANSWER_SECONDS
from tests.deploy.manifests import DEPLOY

UNITS = [DEPLOY / "madoguchi.service", DEPLOY / "madoguchi-actions.service"]
MOST_EXPOSED = 20  # tenths, of `systemd-analyze security`: "OK" ends at 4.9, an unhardened service has 9.6

pytestmark = pytest.mark.needs("systemd")


@pytest.fixture(params=UNITS, ids=lambda path: path.name)
def unit(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The unit, of a machine on which its program is there."""
    text = request.param.read_text().replace("/opt/madoguchi/.venv/bin/python", sys.executable)
    (written := tmp_path / request.param.name).write_text(text.replace("User=madoguchi", "User=daemon"))
    return written


def analyze(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["systemd-analyze", *arguments], capture_output=True, text=True, timeout=60)


def test_systemd_understands_all_of_it(unit: Path) -> None:
    told = analyze("verify", "--man=no", "--recursive-errors=no", unit)
    assert told.returncode == 0 and not told.stderr.strip(), told.stderr


def test_a_word_that_systemd_does_not_know_is_found(unit: Path) -> None:
    unit.write_text(unit.read_text().replace("ProtectSystem=", "ProtectSystm="))
    assert "ProtectSystm" in analyze("verify", "--man=no", unit).stderr


def test_it_is_exposed_to_little(unit: Path) -> None:
    told = analyze("security", "--offline=true", f"--threshold={MOST_EXPOSED}", "--no-pager", unit)
    assert told.returncode == 0, told.stdout.splitlines()[-1:]


def test_at_a_stop_everybody_is_answered_before_systemd_loses_patience() -> None:
    (seconds,) = re.findall(r"(?m)^TimeoutStopSec=(\d+)$", UNITS[0].read_text())
    assert int(seconds) > ANSWER_SECONDS
