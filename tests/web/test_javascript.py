"""The chat's own logic, by node's test runner: the node that Playwright brings."""

from __future__ import annotations

import json
import random
import re
import subprocess
import unicodedata

import pytest
from playwright._impl._driver import compute_driver_executable

from bot.masking.mask import mask
from bot.settings import ROOT
from tests.conftest import DATA

NODE = compute_driver_executable()[0]
TESTS = sorted((ROOT / "tests/web").glob("*.test.js"))


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.name)
def test_module(path: object) -> None:
    run = subprocess.run([NODE, "--test", str(path)], capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "pass 0" not in run.stdout  # a runner that finds no test says nothing


def test_the_lock_of_the_tools_holds_versions_and_hashes_and_no_addresses() -> None:
    text = (ROOT / "package-lock.json").read_text()
    packages = [package for name, package in json.loads(text)["packages"].items() if name]
    assert len(packages) > 50 and "://" not in text
    assert all(package["version"] and package["integrity"].startswith("sha512-") for package in packages)


MASK_ALL = """
import { readFileSync } from "node:fs";
import { maskNumbers } from "%s";
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map((text) => maskNumbers(text))));
"""


def drawn_texts(count: int) -> list[str]:
    """Texts of pieces that the grammar looks for, of whole cases, and of any characters; the same every time."""
    draw = random.Random(13)
    cases = [text for text, _ in json.loads((DATA / "mask_cases.json").read_text())]
    pieces = [piece for text in cases for piece in re.findall(r"[0-9]+|[A-Za-z]+|.", text, re.DOTALL)]
    letters = [chr(code) for code in range(0x20, 0x10000) if unicodedata.category(chr(code)) not in ("Cs", "Co", "Cn")]
    kinds = (cases, pieces, letters, [*pieces, *letters])
    return ["".join(draw.choices(draw.choice(kinds), k=draw.randrange(1, 12))) for _ in range(count)]


def test_browser_and_desk_mask_the_same_in_any_text() -> None:
    texts = drawn_texts(3000)
    script = MASK_ALL % (ROOT / "web/shared/mask/mask.js").as_uri()
    run = subprocess.run(
        [NODE, "--input-type=module", "-e", script],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    differing = [text for text, masked in zip(texts, json.loads(run.stdout), strict=True) if mask(text).text != masked]
    assert not differing


@pytest.mark.parametrize(("text", "masked"), json.loads((DATA / "mask_cases.json").read_text()))
def test_the_desk_masks_as_the_browser_does(text: str, masked: str) -> None:
    assert mask(text).text == masked
