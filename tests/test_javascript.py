"""The chat's own logic, by node's test runner: the node that Playwright brings."""

from __future__ import annotations

import json
import subprocess

import pytest
from playwright._impl._driver import compute_driver_executable

from bot.privacy import mask
from bot.settings import ROOT
from tests.conftest import DATA

NODE = compute_driver_executable()[0]
TESTS = sorted((ROOT / "tests/web").glob("*.test.js"))


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.name)
def test_module(path: object) -> None:
    run = subprocess.run([NODE, "--test", str(path)], capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "pass 0" not in run.stdout  # a runner that finds no test says nothing


@pytest.mark.parametrize(("text", "masked"), json.loads((DATA / "mask_cases.json").read_text()))
def test_the_desk_masks_as_the_browser_does(text: str, masked: str) -> None:
    assert mask(text).text == masked
