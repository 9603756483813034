"""Questions that a reviewer decided (the co-pilot's review list): each is understood from then on."""

from __future__ import annotations

import csv
from typing import Any

import pytest

from bot.insights.export import REVIEWED
from bot.settings import ROOT

with (ROOT / REVIEWED).open(encoding="utf-8", newline="") as file:
    ROWS: list[Any] = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


NONE = pytest.param({}, marks=pytest.mark.skip(reason="nobody has reviewed a question yet"), id="none")


@pytest.mark.parametrize("row", ROWS or [NONE], ids=lambda row: f"{row['language']} {row['question']}")
def test_a_reviewed_question_is_understood(understanding: Any, row: dict[str, str]) -> None:
    (parsed,) = understanding.parse([(row["question"], row["language"])])
    assert parsed["topic"] == row["topic"]
