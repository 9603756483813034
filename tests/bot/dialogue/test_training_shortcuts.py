"""Read quickly, the training questions are the very ones that Rasa reads."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import pytest
from rasa.shared.importers.importer import TrainingDataImporter

from bot.dialogue.rasa_patches import training_shortcuts
from bot.settings import ROOT


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Any], list[str]]:
    """Reads a few files with one question more that stands there twice; returns what each example holds, in order."""
    folder = tmp_path_factory.mktemp("data")
    for name in ("greet", "goodbye"):
        shutil.copy(ROOT / "data" / "nlu" / "en" / f"{name}.yml", folder)
    doubled = (folder / "greet.yml").read_text(encoding="utf-8").rstrip(
        "\n"
    ) + "\n      - hi double\n      - hi double\n"
    (folder / "greet.yml").write_text(doubled, encoding="utf-8")

    def read(way: Any) -> list[str]:
        with way:
            importer = TrainingDataImporter.load_from_config(
                str(ROOT / "config.yml"), str(ROOT / "domain.yml"), [str(folder)]
            )
            examples = [*importer.get_nlu_data().training_examples]
            assert [*importer.get_nlu_data(language="ja").training_examples] == examples
        return [repr(example.data) for example in examples if example.get("text")]

    return read


def test_the_same_questions_in_the_same_order(read: Callable[[Any], list[str]]) -> None:
    quick = read(training_shortcuts())
    assert quick == read(nullcontext())
    assert sum("hi double" in one for one in quick) == 1
