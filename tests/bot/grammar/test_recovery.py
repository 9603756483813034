"""A missing card that is back raises no alarm, a wallet that is back without it does, and a cry in any dialect does."""

from __future__ import annotations

from typing import Any

import pytest

from bot.grammar.recovery import BACK, MISSING, whereabouts
from bot.nlu.safety_net import LOST, nets, searchable, urgent_topics
from tests.conftest import read_tsv

ROWS, CRIES = read_tsv("recovery.tsv"), read_tsv("cries.tsv")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_whereabouts(row: dict[str, str]) -> None:
    """What is neither may also sound like a wallet without its card: never like a card that is back."""
    state = whereabouts(row["text"])
    if row["state"] == "calm":
        assert state is None
        return
    assert state != BACK if row["state"] == "none" else state == row["state"]


@pytest.mark.parametrize("row", CRIES, ids=lambda row: row["text"])
def test_cries(row: dict[str, str]) -> None:
    cried = nets()[0].is_cried(searchable(row["text"]))
    assert (cried or urgent_topics(row["text"]) == [LOST]) if row["kind"] == "cry" else not cried


def alarmed(ask: Any, row: dict[str, str]) -> bool:
    (*_, reply) = ask(row["text"], language=row["language"], now="2026-11-25T10:00")["replies"]
    return reply["custom"]["topic"] == LOST and "0120-95-0178" in reply["custom"]["answer"]["lead"]


@pytest.mark.parametrize("row", [row for row in ROWS if row["state"] == BACK], ids=lambda row: row["text"])
def test_a_card_that_is_back_raises_no_alarm(ask: Any, row: dict[str, str]) -> None:
    assert not alarmed(ask, row)


@pytest.mark.parametrize("row", [row for row in ROWS if row["state"] == MISSING], ids=lambda row: row["text"])
def test_a_wallet_without_its_card_does(ask: Any, row: dict[str, str]) -> None:
    assert alarmed(ask, row)


@pytest.mark.parametrize("row", [row for row in CRIES if row["kind"] == "cry"], ids=lambda row: row["text"])
def test_a_cry_does(ask: Any, row: dict[str, str]) -> None:
    assert alarmed(ask, row)


def test_a_cry_in_a_form_is_no_answer(ask: Any) -> None:
    ask("请帮我算一下卡的有效期", sender="cry", language="zh")
    (reply,) = ask("我的卡呢？", sender="cry")["replies"]
    assert reply["custom"]["topic"] == LOST
