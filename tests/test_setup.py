"""`script/setup` says in one sentence what is missing and what to do; what was there before stays."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import ROOT

TOOLS = ("awk", "bash", "dirname", "env", "grep", "mv", "rm", "touch")
DISK = "echo 'Filesystem 1024-blocks Used Available Capacity Mounted'; echo 'disk 9 9 %d 9%% /'"


class Machine:
    """A machine on which only these programs are found: the plainest tools, a disk and perhaps a Python."""

    def __init__(self, folder: Path) -> None:
        self.programs, self.venv = folder / "bin", folder / "env"
        self.programs.mkdir()
        for tool in TOOLS:
            (self.programs / tool).symlink_to(str(shutil.which(tool)))
        self.write("df", DISK % 50_000_000)

    def write(self, name: str, script: str) -> None:
        (self.programs / name).write_text(f"#!/bin/sh\n{script}\n")
        (self.programs / name).chmod(0o755)

    def set_up(self) -> tuple[int, str]:
        """Runs the script where no package index answers; returns its exit code and its last line."""
        away = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "0", "PIP_NO_CACHE_DIR": "1"}
        ended = subprocess.run(
            [str(ROOT / "script" / "setup"), str(self.venv)],
            env={"PATH": str(self.programs), "HOME": os.environ["HOME"], **away},
            capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        return ended.returncode, ended.stderr.splitlines()[-1]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.fixture
def with_python(machine: Machine) -> Machine:
    """A machine with this very Python, under the name of its version."""
    real = os.path.realpath(sys.executable)
    machine.write(f"python3.{sys.version_info.minor}", f'exec "{real}" "$@"')
    return machine


def test_without_a_python_it_says_which_to_install(machine: Machine) -> None:
    code, said = machine.set_up()
    assert code == 1 and "Python 3.12 or 3.11 is missing; install one" in said
    assert not machine.venv.exists()


def test_another_python_is_as_good_as_none(machine: Machine) -> None:
    machine.write("python3", "exit 1  # to the question whether it is 3.12, then 3.11")
    assert "Python 3.12 or 3.11 is missing" in machine.set_up()[1]


def test_a_full_disk_is_seen_before_anything_is_made(with_python: Machine) -> None:
    with_python.write("df", DISK % 1_500_000)
    code, said = with_python.set_up()
    assert code == 1 and "needs 2 GB of disk, but only 1 GB are free" in said
    assert not with_python.venv.exists()


def test_a_python_without_venv_is_told(machine: Machine) -> None:
    machine.write("python3.12", 'case "$*" in *"-m venv"*) exit 1;; esac')
    assert "venv module is missing; install python3-venv" in machine.set_up()[1]


def test_a_registry_that_is_away_is_told(with_python: Machine) -> None:
    code, said = with_python.set_up()
    assert code == 1 and "is a package index reachable? Then run the same command again." in said
    assert not (with_python.venv / ".ready").exists()


def test_the_environment_before_comes_back(with_python: Machine) -> None:
    """It is of another Python, so a new one is begun, and fails: the registry is away."""
    before = with_python.venv / "bin" / "python"
    before.parent.mkdir(parents=True)
    before.write_text("#!/bin/sh\nexit 1\n")
    before.chmod(0o755)
    (with_python.venv / ".ready").touch()
    assert with_python.set_up()[0] == 1
    assert before.read_text() == "#!/bin/sh\nexit 1\n" and (with_python.venv / ".ready").exists()
    assert not with_python.venv.with_name("env.before").exists()
