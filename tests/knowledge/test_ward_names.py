"""A question means the same in every ward, whatever the ward is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.i18n.languages import LANGUAGES
from bot.settings import ROOT
from bot.training.train import filled_data
from bot.validation.data import read_questions
from knowledge.ward_names import PLACEHOLDER, THIS_WARD, read_ward

MADE_UP = str(Path(__file__).parents[1] / "wards" / "sakuragaoka")


@pytest.mark.parametrize(
    ("text", "language", "ward", "read"),
    [
        ("目黒区の証明書を取れますか", "ja", "meguro", "この区の証明書を取れますか"),
        ("桜が丘区の証明書を取れますか", "ja", MADE_UP, "この区の証明書を取れますか"),
        ("中目黒から目黒に越しました", "ja", "meguro", "中目黒からこの区に越しました"),
        ("just moved to MEGURO from Osaka", "en", "meguro", "just moved to this ward from Osaka"),
        ("从大阪搬到樱丘区", "zh", MADE_UP, "从大阪搬到本区"),
        ("메구로구청이 어디예요", "ko", "meguro", "우리 구청이 어디예요"),
        ("目黒区に引っ越します", "ja", MADE_UP, "目黒区に引っ越します"),  # for others it is another ward
    ],
)
def test_the_wards_own_name_is_read_as_every_wards(text: str, language: str, ward: str, read: str) -> None:
    assert read_ward(text, language, ward) == read


def test_training_questions_name_no_ward() -> None:
    names = ("目黒区", "目黑区", "메구로구", "Meguro City")
    for path in (ROOT / "data/nlu").glob("*/*.yml"):
        text = path.read_text(encoding="utf-8")
        assert not [name for name in names if name in text], path.name


def test_the_placeholder_is_filled_where_the_model_reads() -> None:
    with filled_data() as folder:
        copies = {path.relative_to(folder): path.read_text(encoding="utf-8") for path in folder.glob("nlu/*/*.yml")}
    originals = [path.relative_to(ROOT / "data") for path in (ROOT / "data/nlu").glob("*/*.yml")]
    named = [Path("nlu", language, "parts.yml") for language in LANGUAGES]  # the questions by part
    assert sorted(copies) == sorted([*originals, *named])
    assert not [path for path, text in copies.items() if PLACEHOLDER in text]
    for language in LANGUAGES:
        _topic, _language, questions = read_questions(ROOT / f"data/nlu/{language}/moving_in.yml")
        assert any(THIS_WARD[language] in question for question in questions)
