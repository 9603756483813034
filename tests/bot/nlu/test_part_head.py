"""Which part of an answer is asked for, and what leans on the answer before it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from bot.nlu.encoders import Vectors
from bot.nlu.part_head import PartHead
from bot.nlu.part_questions import PartQuestion

NUMBERS = 12
TOPICS = ("photo", "pickup", "return")
ASKED = ("general", "glasses", "fee")


def questions() -> Iterator[tuple[PartQuestion, Vectors]]:
    """Ten questions of each kind: a number tells the topic, one the part, one that the topic is named."""
    random = np.random.default_rng(0)
    for topic, name in ((topic, name) for topic in range(len(TOPICS)) for name in range(len(ASKED))):
        for number in range(20):
            vector = random.normal(0, 0.05, NUMBERS).astype(np.float32)
            vector[topic] += 1.0
            vector[4 + name] += 1.0
            vector[8] += number % 2
            yield PartQuestion(TOPICS[topic], "en", ASKED[name], f"{topic} {name} {number}", not number % 2), vector


@pytest.fixture(scope="module")
def head() -> PartHead:
    asked, vectors = zip(*questions(), strict=True)
    return PartHead(C=20.0).fit(asked, np.stack(vectors))


def vector_of(*places: int) -> Vectors:
    vector = np.zeros(NUMBERS, dtype=np.float32)
    vector[list(places)] = 1.0
    return vector


@pytest.mark.parametrize("topic", range(len(TOPICS)))
@pytest.mark.parametrize("name", range(len(ASKED)))
def test_the_part_that_is_asked_for(head: PartHead, topic: int, name: int) -> None:
    chances = head.asked(vector_of(topic, 4 + name), TOPICS[topic])
    assert max(chances, key=lambda name: chances[name]) == ASKED[name] and chances[ASKED[name]] > 0.5


def test_a_bare_question_is_told_from_one_that_names_its_topic(head: PartHead) -> None:
    assert head.bareness(vector_of(0, 5)) > 0 > head.bareness(vector_of(0, 5, 8))


def test_a_question_is_most_like_those_of_its_topic(head: PartHead) -> None:
    vector = vector_of(0, 5)
    assert head.likeness(vector, "photo") > 0.9 > head.likeness(vector, "return")
