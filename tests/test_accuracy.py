"""Understanding, on questions nobody trained on: each language is held to a floor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from bot.i18n.languages import LANGUAGES
from bot.settings import ROOT
from bot.validation.data import read_questions
from tests.conftest import read_tsv


@dataclass(frozen=True)
class Floor:
    """Shares on dev.tsv and, last, on the twins of tests/nlu; docs/results.md holds what was reached."""

    top_1: float
    top_3: float
    twins: float


# What two trainings both reached, less a hundredth: one question of dev.tsv, four of the twins.
FLOORS = {
    "ja": Floor(0.949, 0.99, 0.93),
    "en": Floor(0.92, 0.97, 0.89),
    "zh": Floor(0.95, 0.96, 0.92),
    "ko": Floor(0.93, 0.98, 0.89),
}
OUT_OF_SCOPE_CAUGHT = 0.90
TURNED_AWAY = 0.03


def right_topics(row: dict[str, str]) -> set[str]:
    return {row["topic"], *filter(None, row["alt_topics"].split(","))}


@pytest.fixture(scope="module")
def parsed(understanding: Any) -> list[tuple[dict[str, str], dict[str, Any]]]:
    rows = read_tsv("dev.tsv")
    return list(zip(rows, understanding.parse([(row["text"], None) for row in rows]), strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_topics_on_the_evaluation_set(parsed: Any, language: str) -> None:
    mine = [(right_topics(row), result) for row, result in parsed if row["lang"] == language]
    first = sum(result["topic"] in right for right, result in mine) / len(mine)
    third = sum(bool(right & {e["topic"] for e in result["ranking"][:3]}) for right, result in mine) / len(mine)
    print(f"{language}: top-1 {first:.3f}, top-3 {third:.3f} of {len(mine)}")
    assert first >= FLOORS[language].top_1
    assert third >= FLOORS[language].top_3


@pytest.mark.parametrize("language", LANGUAGES)
def test_out_of_scope(parsed: Any, language: str) -> None:
    mine = [(row, result) for row, result in parsed if row["lang"] == language]
    strange = [result for row, result in mine if row["topic"] == "out_of_scope" and not row["alt_topics"]]
    real = [result for row, result in mine if "out_of_scope" not in right_topics(row)]
    assert sum(result["fallback"] for result in strange) / len(strange) >= OUT_OF_SCOPE_CAUGHT
    assert sum(result["fallback"] for result in real) / len(real) <= TURNED_AWAY


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_on_the_evaluation_set(parsed: Any, language: str) -> None:
    mine = [(row["text"], result["language"]) for row, result in parsed if row["lang"] == language]
    wrong = [(text, found) for text, found in mine if found != language]
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_topics_on_the_twins(understanding: Any, language: str) -> None:
    paths = sorted((ROOT / "tests/nlu" / language).glob("*.yml"))
    cases = [(path.stem, question) for path in paths for question in read_questions(path)[2]]
    results = understanding.parse([(question, language) for _topic, question in cases])
    right = sum(result["topic"] == topic for (topic, _question), result in zip(cases, results, strict=True)) / len(
        cases
    )
    print(f"{language}: twins top-1 {right:.3f} of {len(cases)}")
    assert right >= FLOORS[language].twins


@pytest.mark.parametrize(
    "row", [r for r in read_tsv("safety_dev.tsv") if r["kind"] in ("lost_urgent", "scam")], ids=lambda r: r["text"][:30]
)
def test_loss_and_scams_reach_the_line(ask: Any, row: dict[str, str]) -> None:
    answer = ask(row["text"])
    assert "0120-95-0178" in " ".join(reply["text"] for reply in answer["replies"])
    assert answer["language"] == row["lang"]


@pytest.mark.parametrize("topic", ["lost_card", "scam"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_twin_of_loss_or_scam_misses_the_line(ask: Any, topic: str, language: str) -> None:
    questions = read_questions(ROOT / "tests/nlu" / language / f"{topic}.yml")[2]
    missed = [
        q for q in questions if "0120-95-0178" not in " ".join(r["text"] for r in ask(q, language=language)["replies"])
    ]
    assert not missed
