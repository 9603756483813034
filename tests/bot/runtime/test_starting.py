"""What a start does otherwise than the rest of the day: no search for garbage, YAML in C."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
import yaml

from bot.runtime.fast_yaml import read_yaml_in_c
from bot.runtime.memory import give_back, put_off_collecting
from bot.settings import ROOT

FOLDERS = ("bot", "knowledge", "data/form", "data/rules")


@pytest.fixture
def collecting() -> Iterator[None]:
    yield
    gc.enable()
    gc.unfreeze()


@pytest.mark.usefixtures("collecting")
def test_garbage_is_looked_for_again_after_the_start() -> None:
    put_off_collecting()
    assert not gc.isenabled()
    give_back()
    assert gc.isenabled() and gc.get_freeze_count()


def test_every_table_is_read_alike_in_c(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {path: path.read_text(encoding="utf-8") for folder in FOLDERS for path in (ROOT / folder).rglob("*.yml")}
    slow = {path: yaml.safe_load(text) for path, text in texts.items()}
    monkeypatch.setattr(yaml, "safe_load", yaml.safe_load)
    read_yaml_in_c()
    assert len(slow) > 30 and {path: yaml.safe_load(text) for path, text in texts.items()} == slow


def test_libyaml_is_there() -> None:
    assert yaml.__with_libyaml__, "PyYAML without libyaml: the start takes a fifth of a second longer"
