"""The vectors that are kept beside the training questions are those of just these questions."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.i18n.languages import LANGUAGES
from bot.nlu.encoders import encode
from bot.nlu.vector_store import KEPT, KINDS, name_of, read_kept
from bot.training.vectors import keep, read_texts

EACH = 3  # questions of a language that are encoded again


@pytest.fixture(scope="module")
def wanted() -> dict[Path, list[str]]:
    return dict(read_texts())


@pytest.mark.parametrize("encoder", KINDS)
def test_every_question_has_its_vector_and_no_other_is_kept(encoder: str, wanted: dict[Path, list[str]]) -> None:
    folder = KEPT / encoder
    kept = {path.relative_to(folder): np.load(path)["name"].tolist() for path in folder.glob("*/*.npy")}
    assert kept == {path: [*map(name_of, texts)] for path, texts in wanted.items()}, "Run `make vectors`."


@pytest.mark.parametrize("encoder", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_vectors_are_what_the_encoder_says(encoder: str, language: str, wanted: dict[Path, list[str]]) -> None:
    texts = [text for path, some in wanted.items() if path.parent.name == language for text in some]
    asked, kept = texts[:: len(texts) // EACH], read_kept(KEPT / encoder)
    for text, vector in zip(asked, encode(asked, [encoder]), strict=True):
        mine = KINDS[encoder].widened(kept[name_of(text)])
        assert mine @ vector / np.linalg.norm(mine) / np.linalg.norm(vector) > 0.998, text  # a byte a number


@pytest.mark.parametrize("encoder", KINDS)
def test_only_new_questions_are_encoded(encoder: str, tmp_path: Path) -> None:
    kind, path = KINDS[encoder], tmp_path / "en" / "lost_card.npy"
    kept = {name_of("one"): np.full(kind.numbers, 7, dtype=np.int8)}
    assert keep(path, ["two", "one"], encoder, kept) == 1
    assert read_kept(tmp_path)[name_of("one")].tolist() == [7] * kind.numbers
    assert read_kept(tmp_path)[name_of("two")].tolist() == kind.quantised(encode(["two"], [encoder]))[0].tolist()
    assert keep(path, ["two"], encoder, kept) == 0 and [*read_kept(tmp_path)] == [name_of("two")]
