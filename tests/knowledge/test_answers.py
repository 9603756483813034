"""Answers as they are loaded: parts with their kinds, in reading order."""

from __future__ import annotations

from collections import defaultdict

import pytest

from knowledge.answers import Answer, AnswerPart, load_answers
from knowledge.kinds import ASKED_KINDS, PART_KINDS, Kind

ANSWERS = load_answers()


def test_parts_of_one_kind() -> None:
    parts = (
        AnswerPart(Kind.COST, "a"),
        AnswerPart(Kind.POINT, "b"),
        AnswerPart(Kind.COST, "c"),
        AnswerPart(Kind.NOTE, "d"),
    )
    answer = Answer("x", "題", "文", parts, phone_lines=("callcentre",))
    assert answer.of_kind(Kind.COST) == ("a", "c") and answer.of_kind(Kind.WHO) == ()
    assert answer.msgids == ("題", "文", "a", "b", "c", "d")


def test_an_answer_as_its_file_has_it() -> None:
    answer = ANSWERS["address_name_change"]
    kinds = [part.kind for part in answer.parts]
    assert kinds == [Kind.WHO, Kind.BRING, Kind.WHERE, Kind.HOURS, Kind.DEADLINE, Kind.BRING, Kind.NOTE, Kind.NOTE]
    assert answer.of_kind(Kind.WHO) == ("来るかた：ご本人、または同じ世帯のかた。",)
    assert answer.phone_lines == ("callcentre",) and answer.silent == (Kind.COST, Kind.ONLINE)


@pytest.mark.parametrize("topic", sorted(ANSWERS))
def test_parts_stand_in_reading_order(topic: str) -> None:
    answer = ANSWERS[topic]
    is_note = [part.kind is Kind.NOTE for part in answer.parts]
    assert is_note == sorted(is_note)
    assert {part.kind for part in answer.parts} <= set(PART_KINDS)
    assert set(answer.silent) <= set(ASKED_KINDS) - {part.kind for part in answer.parts}


def test_a_text_is_of_one_kind_wherever_it_stands() -> None:
    kinds: dict[str, set[Kind]] = defaultdict(set)
    for part in (part for answer in ANSWERS.values() for part in answer.parts if part.kind is not Kind.NOTE):
        kinds[part.msgid].add(part.kind)
    assert not {msgid: found for msgid, found in kinds.items() if len(found) > 1}
