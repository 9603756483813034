"""Rasa's own validator finds what ours does not look for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.settings import ROOT
from bot.validation.rasa_checks import rasa_problems


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The files that it reads."""
    for name in ("config.yml", "domain.yml"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "data/rules", tmp_path / "data/rules")
    return tmp_path


# fmt: off
@pytest.mark.parametrize(("file", "old", "new", "told"), [
    ("domain.yml",              "  - action_open_lines\n",                "",                                   "'action_open_lines' is used"),
    ("domain.yml",              "required_slots: [kiosk_hours]",          "required_slots: [kiosk_hour]",       "'kiosk_hour' in form 'kiosk_form'"),
    ("domain.yml",              "  - konbini_tax\n",                      "",                                   "'konbini_tax'"),
    ("data/rules/dialogue.yml", "      - intent: human_handoff\n",        "      - intent: human_handof\n",      "'human_handof' is used"),
    ("data/rules/forms.yml",    "active_loop: expiry_form",               "active_loop: expiry_from",           "'expiry_from' is used"),
])
# fmt: on
def test_a_name_that_another_file_has_not_is_told(copied: Path, file: str, old: str, new: str, told: str) -> None:
    text = (copied / file).read_text(encoding="utf-8")
    assert old in text and list(rasa_problems(copied)) == []
    (copied / file).write_text(text.replace(old, new), encoding="utf-8")
    found = list(rasa_problems(copied))
    assert any(told in problem for problem in found) and all("\n" not in problem for problem in found), found


@pytest.mark.parametrize("text", ["rules: [", "rules:\n- rule: x\n  steps: 5\n"])
def test_a_file_that_rasa_cannot_read_is_one_line(copied: Path, text: str) -> None:
    (copied / "data/rules/forms.yml").write_text(text, encoding="utf-8")
    (problem, *_others) = rasa_problems(copied)
    assert "\n" not in problem and "forms.yml" in problem
