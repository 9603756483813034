"""Whether a message leans on the answer before it, and what it then asks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rasa.shared.nlu.constants import METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.constants import ABOUT, ASPECT_CHANCES, BARENESS, CHANCES, PART_VOTES
from bot.nlu.leaning import SIGNS, Signs, leaning, load_weights
from bot.nlu.leaning_classifier import LeaningClassifier, part_of
from bot.nlu.part_classifier import PartVote

BARE = Signs(2.0, 0.95, 0.9, -2.0, 1.0, -2.0, 0.5, 0.0, 0.0, 0.0, 0.0, 1.0)


def follow_up(text: str, votes: dict[str, PartVote], chances: dict[str, float], bareness: float = 1.0) -> Message:
    found = {TEXT: text, METADATA: {ABOUT: "card_photo"}, CHANCES: chances, PART_VOTES: votes, BARENESS: bareness}
    return Message({**found, ASPECT_CHANCES: {"named": 0.9, "cost": 0.1}})


def test_each_sign_has_a_weight() -> None:
    assert set(load_weights()) == {"constant", *SIGNS}


def test_a_bare_question_leans_and_one_about_something_else_does_not() -> None:
    elsewhere = replace(BARE, bare=-2.0, likeness=0.4, part=0.2, own=-6.0, rival=4.0, rival_likeness=0.95)
    assert leaning(BARE) > 0.8 > 0.2 > leaning(elsewhere)


def test_what_leans_keeps_the_topic_and_names_the_part() -> None:
    votes = {"card_photo": PartVote({"glasses": 0.9, "untold": 0.1}, 0.9), "card_apply": PartVote({"fee": 1.0}, 0.5)}
    message = follow_up("with glasses?", votes, {"card_photo": 0.4, "card_apply": 0.2})
    LeaningClassifier().process([message])
    found = {(entity["entity"], entity["value"]) for entity in message.get("entities")}
    assert found == {("aspect", "detail"), ("part", "card_photo/glasses")}


def test_what_moves_on_keeps_its_own_topic() -> None:
    votes = {"card_photo": PartVote({"glasses": 0.3, "untold": 0.7}, 0.3), "moving_in": PartVote({"fee": 1.0}, 0.95)}
    message = follow_up("I moved to Meguro", votes, {"card_photo": 0.01, "moving_in": 0.97}, bareness=-2.0)
    LeaningClassifier().process([message])
    assert "aspect" not in {entity["entity"] for entity in message.get("entities") or []}


def test_what_moves_on_rather_goes_to_what_is_related() -> None:
    votes = {"card_photo": PartVote({"glasses": 0.1, "untold": 0.9}, 0.3), "card_apply": PartVote({"fee": 1.0}, 0.5)}
    message = follow_up("and then?", votes, {"card_photo": 0.01, "moving_in": 0.3, "card_apply": 0.2}, bareness=-5.0)
    LeaningClassifier().process([message])
    assert message.get("intent")["name"] == "card_apply"


@pytest.mark.parametrize(("chances", "likeness", "value", "sure"), [
    ({"fee": 0.9, "general": 0.1}, 0.5, "t/fee", True),
    ({"fee": 0.6, "general": 0.4}, 0.5, "t/fee", False),
    ({"fee": 0.6, "general": 0.4}, 0.9, "t/fee", True),
    ({"fee": 0.1, "general": 0.9}, 0.9, "t/general", False),
    ({"fee": 0.3, "general": 0.4, "untold": 0.3}, 0.9, "t/general", False),
    ({"fee": 0.1, "untold": 0.9}, 0.9, "t/untold", True),
    ({"fee": 0.52, "general": 0.48}, 0.9, None, None),
    ({"fee": 0.4, "general": 0.3, "untold": 0.3}, 0.9, None, None),
])  # fmt: skip
def test_the_part(chances: dict[str, float], likeness: float, value: str | None, sure: bool | None) -> None:
    part = part_of("t", PartVote(chances, likeness))
    assert (part and part["value"], part and part["sure"]) == (value, sure)
