"""Understanding, on questions nobody trained on: each language is held to a floor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
import yaml

from bot.i18n.languages import LANGUAGES
from bot.nlu.constants import PART
from bot.replies.aspects import telling_parts
from bot.settings import ROOT
from bot.validation.data import read_questions
from knowledge.answers import load_answers
from knowledge.aspects import Aspect
from tests.conftest import read_tsv


@dataclass(frozen=True)
class Floor:
    """Shares on the evaluation sets (top-1 of the older questions, of those since 2026, top-3 of both) and on the twins.

    docs/results.md holds what was reached.
    """

    old: float
    new: float
    top_3: float
    twins: float


# What a training reached, less a hundredth: one question of a set, eight of the twins. The twins were made harder and
# twice as many with the topics of 2026.
FLOORS = {
    "ja": Floor(0.949, 0.92, 0.98, 0.90),
    "en": Floor(0.94, 0.92, 0.98, 0.82),
    "zh": Floor(0.94, 0.83, 0.97, 0.88),
    "ko": Floor(0.94, 0.89, 0.97, 0.86),
}
OUT_OF_SCOPE_CAUGHT = 0.80  # of 13 to 15 a language
REFUSED = 0.02  # of the real questions: told that they are none of ours
WRONG_OUTRIGHT = 0.04  # docs/decisions/0032 aims at 0.03
SETS = ("dev_v2.tsv", "dev2026.tsv")


def right_topics(row: dict[str, str]) -> set[str]:
    return {row["topic"], *filter(None, row["alt_topics"].split(","))}


@pytest.fixture(scope="module")
def parsed(understanding: Any) -> list[tuple[dict[str, str], dict[str, Any]]]:
    rows = [{**row, "set": name} for name in SETS for row in read_tsv(name)]
    return list(zip(rows, understanding.parse([(row["text"], None) for row in rows]), strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_topics_on_the_evaluation_set(parsed: Any, language: str) -> None:
    floor, mine = FLOORS[language], [(row, result) for row, result in parsed if row["lang"] == language]
    for name, least in zip(SETS, (floor.old, floor.new), strict=True):
        hits = [result["topic"] in right_topics(row) for row, result in mine if row["set"] == name]
        print(f"{language}: top-1 {sum(hits) / len(hits):.3f} of {len(hits)} in {name}")
        assert sum(hits) / len(hits) >= least, name
    third = [bool(right_topics(row) & {e["topic"] for e in result["ranking"][:3]}) for row, result in mine]
    print(f"{language}: top-3 {sum(third) / len(third):.3f}")
    assert sum(third) / len(third) >= floor.top_3


@pytest.fixture(scope="module")
def twins(understanding: Any) -> dict[str, list[tuple[str, dict[str, Any]]]]:
    return {language: parse_twins(understanding, language) for language in LANGUAGES}


def parse_twins(understanding: Any, language: str) -> list[tuple[str, dict[str, Any]]]:
    paths = sorted((ROOT / "tests/nlu" / language).glob("*.yml"))
    cases = [(path.stem, question) for path in paths for question in read_questions(path)[2]]
    results = understanding.parse([(question, language) for _topic, question in cases])
    return [(topic, result) for (topic, _question), result in zip(cases, results, strict=True)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_stated_outright_is_right(parsed: Any, twins: Any, language: str) -> None:
    mine = [(right_topics(row), result) for row, result in parsed if row["lang"] == language]
    mine += [({topic}, result) for topic, result in twins[language]]
    wrong = sum(not one["fallback"] and one["topic"] not in right for right, one in mine)
    print(f"{language}: stated outright and wrong {wrong} of {len(mine)}")
    assert wrong / len(mine) <= WRONG_OUTRIGHT


@pytest.mark.parametrize("language", LANGUAGES)
def test_out_of_scope(parsed: Any, language: str) -> None:
    mine = [(row, result) for row, result in parsed if row["lang"] == language]
    strange = [result for row, result in mine if row["topic"] == "out_of_scope" and not row["alt_topics"]]
    real = [result for row, result in mine if "out_of_scope" not in right_topics(row)]
    assert sum(result["fallback"] for result in strange) / len(strange) >= OUT_OF_SCOPE_CAUGHT
    assert sum(result["topic"] == "out_of_scope" for result in real) / len(real) <= REFUSED


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_on_the_evaluation_set(parsed: Any, language: str) -> None:
    mine = [(row["text"], result["language"]) for row, result in parsed if row["lang"] == language]
    wrong = [(text, found) for text, found in mine if found != language]
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_topics_on_the_twins(twins: Any, language: str) -> None:
    right = sum(result["topic"] == topic for topic, result in twins[language]) / len(twins[language])
    print(f"{language}: twins top-1 {right:.3f} of {len(twins[language])}")
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


# What a training reached on follow-ups that nobody trained on, less two hundredths.
ASPECTS_HEARD = {"ja": 0.72, "en": 0.82, "zh": 0.86, "ko": 0.77}
TAKEN_FOR_FOLLOW_UPS = 0.06  # of the questions that name their topic


def aspect_of(result: dict[str, Any]) -> str | None:
    return next((entity["value"] for entity in result["entities"] if entity["entity"] == "aspect"), None)


def hears(result: dict[str, Any], aspect: str) -> bool:
    """Whether the aspect is heard, or a part of the answer that tells it is asked for by name."""
    telling = {f"card_renewal/{part.asked}" for part in telling_parts(load_answers()["card_renewal"], Aspect(aspect))}
    asked = {entity["value"] for entity in result["entities"] if entity["entity"] == PART}
    return aspect_of(result) == aspect or bool(asked & telling)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_aspect_of_a_bare_follow_up(understanding: Any, language: str) -> None:
    words = yaml.safe_load((ROOT / f"tests/follow_ups/{language}.yml").read_text(encoding="utf-8"))["words"]
    cases = [(aspect, line.removeprefix("- ")) for aspect, lines in words.items() for line in lines.splitlines()]
    results = understanding.parse([(text, language) for _aspect, text in cases], about="card_renewal")
    right = sum(hears(one, aspect) for (aspect, _text), one in zip(cases, results, strict=True)) / len(cases)
    print(f"{language}: aspects {right:.3f} of {len(cases)}")
    assert right >= ASPECTS_HEARD[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_that_names_its_topic_is_no_follow_up(understanding: Any, language: str) -> None:
    paths = sorted((ROOT / "tests/nlu" / language).glob("*.yml"))
    texts = [question for path in paths if path.stem != "card_renewal" for question in read_questions(path)[2][:3]]
    leant = [
        one for one in understanding.parse([(text, language) for text in texts], about="card_renewal") if aspect_of(one)
    ]
    print(f"{language}: {len(leant)} of {len(texts)} taken for follow-ups")
    assert len(leant) / len(texts) <= TAKEN_FOR_FOLLOW_UPS
