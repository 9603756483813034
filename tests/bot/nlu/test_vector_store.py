"""The vectors that are kept beside the training questions are those of just these questions."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.i18n.languages import LANGUAGES
from bot.nlu.encoders import encode
from bot.nlu.vector_store import KEPT, name_of, quantised, read_kept, widened
from bot.training.vectors import keep, read_texts

EACH = 3  # questions of a language that are encoded again


@pytest.fixture(scope="module")
def wanted() -> dict[Path, list[str]]:
    return dict(read_texts())


def test_every_question_has_its_vector_and_no_other_is_kept(wanted: dict[Path, list[str]]) -> None:
    kept = {path: np.load(path)["name"].tolist() for path in KEPT.glob("*/*.npy")}
    assert kept == {path: [*map(name_of, texts)] for path, texts in wanted.items()}, "Run `make vectors`."


@pytest.mark.parametrize("language", LANGUAGES)
def test_vectors_are_what_the_encoder_says(language: str, wanted: dict[Path, list[str]]) -> None:
    texts = [text for path, some in wanted.items() if path.parent.name == language for text in some]
    asked, kept = texts[:: len(texts) // EACH], read_kept()
    for text, vector in zip(asked, encode(asked, ["e5"]), strict=True):
        mine = widened(kept[name_of(text)])
        assert mine @ vector / np.linalg.norm(mine) / np.linalg.norm(vector) > 0.998, text  # a byte a number


def test_only_new_questions_are_encoded(tmp_path: Path) -> None:
    path, kept = tmp_path / "en" / "lost_card.npy", {name_of("one"): np.full(384, 7, dtype=np.int8)}
    assert keep(path, ["two", "one"], kept) == 1
    assert read_kept(tmp_path)[name_of("one")].tolist() == [7] * 384
    assert read_kept(tmp_path)[name_of("two")].tolist() == quantised(encode(["two"], ["e5"]))[0].tolist()
    assert keep(path, ["two"], kept) == 0 and [*read_kept(tmp_path)] == [name_of("two")]
