"""Decides whether a message leans on the answer before it, and what it asks of its topic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.aspect_classifier import NAMED, NEVER_LEANT, is_named, keep_topic, likeliest_aspect
from bot.nlu.base import StatelessComponent, add_entities
from bot.nlu.constants import (
    ABOUT,
    ALARMS,
    ASPECT_CHANCES,
    BARENESS,
    CHANCES,
    PART,
    PART_VOTES,
    PARTS,
    SIGNS,
    SMALL_TALK,
)
from bot.nlu.correction_classifier import favoured
from bot.nlu.ensemble import set_chances, top_topic
from bot.nlu.leaning import LEAST, Signs, leaning, log_odds
from bot.nlu.part_classifier import PartVote
from bot.nlu.safety_net import is_leaning, urgent_topics
from bot.nlu.sentence_encoder_featurizer import may_lean
from knowledge.answers import GENERAL, UNTOLD, load_answers
from knowledge.aspects import Aspect

POSSIBLE, SURE = 0.55, 0.65  # of the probability of a part: from which on it leads, and from which on it surely does
LIKE = 0.8  # of the cosine to the nearest question of the topic, with which what is possible is sure
NAMED_RIVAL, NAMED_BARENESS = 0.45, 0.0  # of the other topic, and the score of naming none, with which one is named
RELATED = 2.0  # how much likelier a topic is that is offered beside the one just answered, when the talk moves on
NOTHING: Mapping[str, PartVote] = {}


class PartFound(TypedDict):
    """What is asked of a topic, as an entity; `value` is topic/name, `sure` whether it counts more than an aspect.

    Of 429 follow-ups of data/dialogues with an aspect and a part, the part was what was asked in nine of ten, what
    tells the aspect in four.
    """

    entity: str
    value: str
    sure: bool


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class LeaningClassifier(StatelessComponent, IntentClassifier):
    """Keeps the topic just answered for what leans on it, and names what a message asks of its topic."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Decides about every message that PartClassifier has weighed."""
        for message in messages:
            if message.get(PART_VOTES) is not None:
                self._lean(message)
                add_entities(message, self, asked_parts(message, str((message.get(INTENT) or {}).get("name"))))
            message.set(PARTS, None)
        return messages

    def _lean(self, message: Message) -> None:
        signs = None if leans_on_nothing(message) else signs_of(message)
        message.set(SIGNS, (signs, top_topic(message)[0]))
        aspect, probability = likeliest_aspect(message.get(ASPECT_CHANCES) or {NAMED: 1.0})
        if keeps_alarm(message):
            keep_topic(message, self, aspect or Aspect.DETAIL.value, 1.0)
        elif signs:
            self._weigh(message, signs, aspect, probability)

    def _weigh(self, message: Message, signs: Signs, aspect: str | None, probability: float) -> None:
        """Keeps the topic where a common aspect or the signs speak for it; else what is related counts more."""
        chance = leaning(signs)
        if aspect and not is_named(*top_topic(message)):
            keep_topic(message, self, aspect, max(chance, probability))
        elif chance >= LEAST and not is_named_outright(signs):
            keep_topic(message, self, aspect or Aspect.DETAIL.value, chance)
        elif not is_named_outright(signs):
            related = set(load_answers()[message.get(METADATA)[ABOUT]].related)
            set_chances(message, favoured(message.get(CHANCES), related, RELATED))


def leans_on_nothing(message: Message) -> bool:
    """Whether a message is so clearly a loss, a scam, a wish for a person or small talk that it leans on nothing."""
    topic, probability = top_topic(message)
    about = (message.get(METADATA) or {}).get(ABOUT)
    return topic in NEVER_LEANT and topic != about and is_named(topic, probability)


def is_named_outright(signs: Signs) -> bool:
    """Whether a message names another topic in so many words. Few of data/dialogues do, so the weights hardly know it.

    Of questions asked after an unrelated answer 7 in a hundred leant without it, 4 do with it.
    """
    return signs.rival >= log_odds(NAMED_RIVAL) and signs.bare <= NAMED_BARENESS


def keeps_alarm(message: Message) -> bool:
    """Whether a message that sounds like another alarm surely asks a part of the first: "I called them, what now?".

    Not where its words say the other outright: a card lost after a scam is a loss.
    """
    about, (topic, _probability) = str((message.get(METADATA) or {}).get(ABOUT)), top_topic(message)
    vote = (message.get(PART_VOTES) or NOTHING).get(about)
    if vote is None or not {about, topic} <= ALARMS or is_leaning(message) or not may_lean(message):
        return False
    part = part_of(about, vote)
    is_told = bool(part and part["sure"]) and vote.likeliest != UNTOLD
    return is_told and (topic == about or topic not in urgent_topics(message.get(TEXT) or ""))


def signs_of(message: Message) -> Signs | None:
    """What speaks for and against a message leaning on the answer before it; None where it cannot, or surely does."""
    about = (message.get(METADATA) or {}).get(ABOUT)
    votes: dict[str, PartVote] = message.get(PART_VOTES) or {}
    chances: dict[str, float] = message.get(CHANCES) or {}
    others = chances.keys() - {about}
    if not may_lean(message) or is_leaning(message) or about not in votes or not others:
        return None
    rival = max(others, key=lambda topic: chances[topic])
    told = {name: chance for name, chance in votes[about].chances.items() if name not in (GENERAL, UNTOLD)}
    return Signs(
        bare=message.get(BARENESS),
        likeness=votes[about].likeness,
        part=max(told.values(), default=0.0),
        named=log_odds((message.get(ASPECT_CHANCES) or {}).get(NAMED, 0.5)),
        own=log_odds(chances.get(about, 0.0)),
        rival=log_odds(chances[rival]),
        rival_likeness=votes[rival].likeness if rival in votes else 0.0,
        is_related=float(rival in load_answers()[about].related),
        is_small_talk=float(rival in SMALL_TALK),
        is_out_of_scope=float(rival == "out_of_scope"),
        is_alarm=float(about in ALARMS),
        length=len(message.get(TEXT) or "") / 20,
    )


def asked_parts(message: Message, topic: str) -> list[PartFound]:
    """What a message asks of its topic, or each of its questions that is about the topic; `general` only alone."""
    found: dict[str, PartFound] = {}
    for one in message.get(PARTS) or [message]:
        vote = (one.get(PART_VOTES) or NOTHING).get(topic)
        if vote and (one is message or top_topic(one)[0] == topic or one.get(BARENESS) > 0):
            part = part_of(topic, vote)
            if part:
                found.setdefault(part["value"], part)
    of_parts = [part for part in found.values() if not part["value"].endswith(f"/{GENERAL}")]
    return of_parts or list(found.values())


def part_of(topic: str, vote: PartVote) -> PartFound | None:
    """What is asked of a topic, `general` for all of it; None: nothing clear."""
    name, chance = vote.likeliest, vote.chances[vote.likeliest]
    is_sure = (chance >= SURE or vote.likeness >= LIKE) and name != GENERAL
    is_clear = chance >= POSSIBLE or name == GENERAL  # "what is that?" asks for all of it
    return {"entity": PART, "value": f"{topic}/{name}", "sure": is_sure} if is_clear else None
