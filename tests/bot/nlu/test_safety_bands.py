"""How sure the classifiers must be of a loss or a scam, at each band's border: without a model."""

from __future__ import annotations

import re

import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.constants import CHANCES, LANGUAGE
from bot.nlu.safety_net import (
    ALONE,
    BELIEF,
    LIKELIHOOD,
    NOTE,
    RIVALRY,
    SENTENCE,
    SURE,
    SUSPICION,
    TRACE,
    Net,
    SafetyNet,
    is_sentence,
    weigh,
)

NET = Net(
    "lost_card", signs=(re.compile("lost"),), things=(re.compile("card"),), others=(re.compile("umbrella"),),
    hints=(re.compile("gone"), re.compile("today")), cries=(re.compile("help"),),
)  # fmt: skip
SUSPECTED = SUSPICION["lost_card"]
LESS = 0.001  # than a border
FIRST, CERTAIN = {"certain": True, "strong": True}, {"certain": True, "strong": False}
LIKELY, NOTED = {"certain": False, "strong": True}, {"certain": False, "strong": False}


# fmt: off
@pytest.mark.parametrize(("text", "chance", "sentence", "marks"), [
    ("help",          0.0,               False, FIRST),
    ("lost card",     SUSPECTED,         False, FIRST),    # a wording, and a thing of ours
    ("lost card",     SUSPECTED - LESS,  False, CERTAIN),
    ("lost card",     0.0,               False, CERTAIN),
    ("lost",          TRACE,             False, CERTAIN),  # a wording alone
    ("lost",          TRACE - LESS,      False, None),
    ("lost umbrella", 0.3,               False, None),     # of something else
    ("gone today",    LIKELIHOOD,        False, LIKELY),   # hints of each kind
    ("gone today",    LIKELIHOOD - LESS, False, NOTED),
    ("gone today",    NOTE,              False, NOTED),
    ("gone today",    NOTE - LESS,       False, None),
    ("gone",          LIKELIHOOD,        False, None),     # a hint of one kind
    ("words",         SURE,              True,  LIKELY),   # a sentence without hints
    ("words",         SURE - LESS,       True,  NOTED),
    ("words",         ALONE,             True,  NOTED),
    ("words",         ALONE - LESS,      True,  None),
    ("words",         1.0,               False, None),     # a word or two is never enough
])
# fmt: on
def test_bands(text: str, chance: float, sentence: bool, marks: dict[str, bool] | None) -> None:
    assert weigh(NET, text, text, chance, sentence) == marks


@pytest.mark.parametrize(("language", "word"), [("ja", "語"), ("zh", "语"), ("ko", "말"), ("en", "word ")])
def test_a_sentence_has_so_many_words_or_letters(language: str, word: str) -> None:
    assert is_sentence(word * SENTENCE[language], language)
    assert not is_sentence(word * (SENTENCE[language] - 1), language)


# fmt: off
@pytest.mark.parametrize(("topic", "confidence", "chance", "answered"), [
    ("konbini_hours", 0.5, RIVALRY * 0.5,        "lost_card"),      # likely beside the likeliest
    ("konbini_hours", 0.5, RIVALRY * 0.5 - LESS, "konbini_hours"),
    ("konbini_hours", 0.1, BELIEF,               "lost_card"),      # where the likeliest is hardly so itself
    ("konbini_hours", 0.1, BELIEF - LESS,        "konbini_hours"),
    ("reissue",       0.5, RIVALRY * 0.5,        "reissue"),        # names the line itself
    ("out_of_scope",  0.9, TRACE,                "lost_card"),
    ("out_of_scope",  0.9, TRACE - LESS,         "out_of_scope"),
    ("lost_card",     0.9, 0.9,                  "lost_card"),
])
# fmt: on
def test_a_wording_takes_over_from_a_topic_that_is_not_much_likelier(
    topic: str, confidence: float, chance: float, answered: str
) -> None:
    found = {INTENT: {"name": topic, "confidence": confidence}, CHANCES: {topic: confidence, "lost_card": chance}}
    message = Message({TEXT: "card stolen", LANGUAGE: "en", **found})
    SafetyNet().process([message])
    assert message.get(INTENT)["name"] == answered
