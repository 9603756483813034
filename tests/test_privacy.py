"""The privacy gate: what it masks, what it leaves, and that nothing slips past it."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy import MASK, check_digit, is_my_number, mask
from tests.conftest import read_tsv

NUMBER = "304479502616"


@pytest.mark.parametrize(
    "row", [r for r in read_tsv("safety_dev.tsv") if r["kind"].endswith("number")], ids=lambda r: r["text"][:30]
)
def test_evaluation_set(row: dict[str, str]) -> None:
    assert ("my_number" in mask(row["text"]).found) == (row["kind"] == "has_number")


# fmt: off
@pytest.mark.parametrize(("text", "found"), [
    (NUMBER,                                   ("my_number",)),
    ("3044-7950-2616です",                      ("my_number",)),
    ("番号は３０４４　７９５０　２６１６です",          ("my_number",)),
    ("三〇四四七九五〇二六一六",                     ("my_number",)),
    (f"my number:{NUMBER}.",                   ("my_number",)),
    ("304479502617",                           ()),                # wrong check digit
    (f"9{NUMBER}",                             ()),                # thirteen digits
    ("03-5722-9349 / 0120-95-0178",            ()),
    ("2023年10月1日 1985-12-24",                ()),
    ("暗証番号は1234です",                         ("pin",)),
    ("my PIN is 4321",                         ("pin",)),
    ("密码是2580",                              ("pin",)),
    ("비밀번호 9876이에요",                        ("pin",)),
    ("暗証番号は4桁ですか",                        ()),
    ("暗証番号を忘れた 03-5722-9349",              ()),
    ("在留カードUH12345678EA",                   ("residence_card",)),
])
# fmt: on
def test_kinds(text: str, found: tuple[str, ...]) -> None:
    masked = mask(text)
    assert masked.found == found
    assert (masked.text == text) == (not found)


@given(st.lists(st.integers(0, 9), min_size=11, max_size=11), st.sampled_from(["", " ", "-", "　", "－"]), st.text("あa가 。", max_size=5))
def test_every_number_is_masked_in_every_writing(digits: list[int], separator: str, around: str) -> None:
    number = "".join(map(str, [*digits, check_digit(digits)]))
    written = separator.join((number[:4], number[4:8], number[8:]))
    assert is_my_number(number)
    assert mask(f"{around}{written}{around}").text == f"{around}{MASK}{around}"


@given(st.text(max_size=60))
def test_masking_twice_changes_nothing(text: str) -> None:
    once = mask(text).text
    assert mask(once).text == once


def test_nothing_planted_reaches_store_log_or_events(ask: Any, conversations: Any, loop: Any, caplog: Any, capfd: Any) -> None:
    caplog.set_level(logging.DEBUG)
    planted = ["304479502616", "3044 7950 2616", "３０４４７９５０２６１６", "UH12345678EA", "暗証番号は8642です"]
    for text in planted:
        answer = ask(f"{text} カードをなくした", sender="planted")
        assert answer["replies"][0]["custom"]["topic"] == "masked"
        assert not any(text in reply["text"] for reply in answer["replies"])
    tracker = loop.run_until_complete(conversations.agent.tracker_store.retrieve("planted"))
    stored = json.dumps([event.as_dict() for event in tracker.events], ensure_ascii=False, default=str)
    printed = capfd.readouterr()
    # The PIN with the letter before it: four digits alone stand in any clock time.
    for secret in ("304479502616", "3044 7950 2616", "３０４４７９５０２６１６", "UH12345678EA", "は8642"):
        assert secret not in stored + caplog.text + printed.out + printed.err


def test_the_warning_is_in_the_language_of_the_message(ask: Any) -> None:
    ask("カードをなくしました", sender="warned")
    replies = ask(f"사기꾼한테 {NUMBER}라고 말해버렸어요", sender="warned")["replies"]
    assert [reply["custom"]["language"] for reply in replies] == ["ko", "ko"]
