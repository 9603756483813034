"""The classifiers' votes become one decision."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.constants import CHANCES, VOTES
from bot.nlu.ensemble import add_vote


def test_a_topic_that_one_classifier_rules_out_does_not_lead() -> None:
    message = Message()
    add_vote(message, "words", {"a": 0.6, "b": 0.4, "c": 0.0}, 1.0)
    add_vote(message, "use", {"a": 0.0, "b": 0.4, "c": 0.6}, 0.5)
    assert message.get(INTENT)["name"] == "b"
    assert sum(message.get(CHANCES).values()) == pytest.approx(1.0)


def test_a_vote_that_has_read_more_takes_the_place_of_another() -> None:
    message, alone = Message(), Message()
    for one, votes in ((message, ("words", "use")), (alone, ("words",))):
        for name in votes:
            add_vote(one, name, {"a": 0.9, "b": 0.1} if name == "words" else {"a": 0.0, "b": 1.0}, 0.5)
        add_vote(one, "use + e5", {"a": 0.5, "b": 0.5}, 0.5, beside=["words"])
    assert message.get(CHANCES) == pytest.approx(alone.get(CHANCES))
    assert [name for name, _share, _vote in message.get(VOTES)] == ["words", "use + e5"]
