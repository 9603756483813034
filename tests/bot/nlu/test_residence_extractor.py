"""Which residence group somebody says of themselves, and which words say none (tests/data/residence)."""

from __future__ import annotations

import pytest

from bot.i18n.languages import LANGUAGES
from bot.nlu.residence_extractor import UNSAID, group_of
from tests.conftest import read_tsv

ROWS = [row for language in LANGUAGES for row in read_tsv(f"residence/{language}.tsv")]


def group_said(text: str) -> str:
    found = group_of(text)
    return "none" if found is None or found.group == UNSAID else found.group


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_group(row: dict[str, str]) -> None:
    found = group_of(row["text"])
    assert group_said(row["text"]) == row["group"]
    assert (found is not None and found.is_clear) == (row["clear"] == "yes")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_group_beside_dates(row: dict[str, str]) -> None:
    for text in (f"{row['text']}。1990-05-03, 2020-02-02", f"1990-05-03\n2020-02-02\n{row['text']}"):
        assert group_said(text) == row["group"]
