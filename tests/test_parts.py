"""What is asked of one part of an answer, on questions nobody trained on (tests/data/parts.tsv): each language has a floor.

A bare question comes after the answer of its topic. Written by one who saw the answers and no training question.
"""

from __future__ import annotations

from typing import Any

import pytest

from bot.i18n.languages import LANGUAGES
from bot.nlu.constants import PART
from tests.conftest import read_tsv

# What a training reached, less two or three questions. Of the bare ones that stay with their topic; of all, those whose right part leads; of the parts that lead, the right ones.
KEPT = {"ja": 0.82, "en": 0.73, "zh": 0.66, "ko": 0.78}
TOLD = {"ja": 0.72, "en": 0.59, "zh": 0.61, "ko": 0.70}
RIGHT = 0.94


@pytest.fixture(scope="module")
def answered(understanding: Any) -> list[tuple[dict[str, str], str, str | None]]:
    """Each row with its topic as understood, and the name of what it asks of the topic; None: nothing in particular."""
    found = []
    for row in read_tsv("parts.tsv"):
        about = row["topic"] if row["kind"] == "bare" else None
        (result,) = understanding.parse([(row["text"], row["lang"])], about)
        parts = [entity["value"].partition("/")[2] for entity in result["entities"] if entity["entity"] == PART]
        found.append((row, result["topic"], parts[0] if parts else None))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bare_question_stays_with_the_topic_just_answered(answered: Any, language: str) -> None:
    kept = [
        topic == row["topic"] for row, topic, _part in answered if row["lang"] == language and row["kind"] == "bare"
    ]
    print(f"{language}: {sum(kept) / len(kept):.3f} of {len(kept)} bare questions stay")
    assert sum(kept) / len(kept) >= KEPT[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_part_that_is_asked_for_leads(answered: Any, language: str) -> None:
    mine = [
        (topic == row["topic"], part or "general", row["asked"].split(","))
        for row, topic, part in answered
        if row["lang"] == language
    ]
    told = [is_topic and part in asked for is_topic, part, asked in mine]
    print(f"{language}: {sum(told) / len(told):.3f} of {len(told)} lead with what was asked")
    assert sum(told) / len(told) >= TOLD[language]


def test_a_part_that_leads_is_the_right_one(answered: Any) -> None:
    led = [part in row["asked"].split(",") for row, topic, part in answered if part and topic == row["topic"]]
    print(f"{sum(led) / len(led):.3f} of {len(led)} parts that lead are right")
    assert sum(led) / len(led) >= RIGHT
