"""The container files: what hadolint has against them, and what a desk in a container must and must not have."""

from __future__ import annotations

import re
import subprocess
import sysconfig
from pathlib import Path

import pytest

from bot.settings import ROOT
from tests.deploy.manifests import DEPLOY

FILES = [DEPLOY / "Containerfile", DEPLOY / "model.Containerfile"]
DESK = FILES[0].read_text()
DESK_FILES = re.findall(r'(?m)^    "([\w.]+)",$', (ROOT / "setup.py").read_text())
IGNORED = (ROOT / ".dockerignore").read_text().splitlines()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_hadolint_has_nothing_against_it(path: Path) -> None:
    hadolint = Path(sysconfig.get_path("scripts")) / "hadolint"
    told = subprocess.run([hadolint, path], capture_output=True, text=True, timeout=60)
    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_it_fetches_nothing_by_address_and_does_not_run_as_root(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"(?m)^ADD ", text) and not re.search(r"\b(curl|wget|git clone)\b", text)
    assert re.findall(r"(?m)^USER (.+)$", text) == ["10001:10001"]
    for base in re.findall(r"(?m)^(?:FROM|ARG PYTHON_IMAGE=) ?(docker\S+)", text):
        assert re.fullmatch(r"docker\.io/library/\w+:\d[\w.-]+", base), base


def test_everything_is_installed_by_its_hash_and_nothing_of_tensorflow() -> None:
    assert DESK.count("--require-hashes") == 2 and "requirements-desk.lock" in DESK
    lock = (ROOT / "requirements-desk.lock").read_text()
    packages = re.findall(r"(?m)^([a-z0-9-]+)==", lock)
    assert not {"tensorflow", "tensorflow-cpu", "keras", "torch"} & set(packages)
    assert lock.count("--hash=sha256:") >= len(packages) > 50


def test_the_desks_image_has_no_model_store_or_key() -> None:
    copied = re.findall(r"(?m)^COPY (?:--\S+ )?(.+) \S+$", DESK)
    assert copied == ["pyproject.toml requirements-desk.lock", ".", "/opt/madoguchi"]
    assert IGNORED[1] == "*" and "!var" not in IGNORED and not re.search(r"ENV[^#]*(KEY|SECRET|TOKEN)", DESK)


def test_the_build_gets_all_that_the_wheel_is_made_of() -> None:
    packages = {"actions", "bot", "card_bridge", "dates", "expiry", "knowledge"}
    assert "endpoints.yml" in DESK_FILES
    needed = {*DESK_FILES, *packages, "setup.py", "pyproject.toml", "requirements-desk.lock"}
    assert {f"!{name}" for name in needed} <= set(IGNORED)
    assert all((ROOT / line[1:]).exists() for line in IGNORED if line.startswith("!") and "models" not in line)
