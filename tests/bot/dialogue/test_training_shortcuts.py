"""Read quickly, the training questions are the very ones that Rasa reads."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from rasa.engine.storage import local_model_storage
from rasa.shared.importers.importer import TrainingDataImporter

from bot.dialogue.rasa_patches import Unpressed, training_shortcuts
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


def test_an_archive_that_is_not_pressed_is_one_that_rasa_unpacks(tmp_path: Path) -> None:
    inside, archive, outside = tmp_path / "in", tmp_path / "model.tar.gz", tmp_path / "out"
    inside.mkdir()
    (inside / "numbers").write_bytes(bytes(50_000))
    with training_shortcuts(), local_model_storage.TarSafe.open(archive, "w:gz") as written:
        written.add(inside, arcname="")
    assert local_model_storage.TarSafe is not Unpressed and archive.stat().st_size > 50_000
    assert len(gzip.decompress(archive.read_bytes())) > 50_000
    local_model_storage.LocalModelStorage._extract_archive_to_directory(archive, outside)
    assert (outside / "numbers").read_bytes() == bytes(50_000)
