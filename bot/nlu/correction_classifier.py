"""What is known beside the votes: what was offered, what "no, I mean …" corrects, that a machine refused the card."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypedDict

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import METADATA
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.base import StatelessComponent
from bot.nlu.constants import CHANCES, CORRECTED, OFFERED, TOGETHER
from bot.nlu.ensemble import set_chances
from bot.nlu.symptom_extractor import led_to_conditions
from bot.text.corrections import reconsider

DOUBT = 0.2  # below the FallbackClassifier's threshold: after a bare "no" nothing is sure


FAVOUR = 6.0  # how much likelier a topic is when the desk has just asked whether it is meant


class Correction(TypedDict):
    """What a message corrects, as bot/dialogue/hearing.py puts it into the metadata.

    Attributes:
        topic: what was answered.
        text: the message before; empty for a button.
        chances: its likeliest topics with their probabilities.
        says_more: whether the correction says more than that it is one.
    """

    topic: str
    text: str
    chances: dict[str, float]
    says_more: bool


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class CorrectionClassifier(StatelessComponent):
    """Weighs a correction with the message before it, and leads a machine's refusal to its conditions.

    What the desk has just offered to choose from counts more. After "no, I mean …" the topic just answered is out, and
    what else the first message could have meant counts.
    """

    def process(self, messages: list[Message]) -> list[Message]:
        """Changes the probabilities of corrections and refusals."""
        for message in messages:
            offered = (message.get(METADATA) or {}).get(OFFERED)
            if offered and message.get(CHANCES):
                set_chances(message, favoured(message.get(CHANCES), offered))
            about = (message.get(METADATA) or {}).get(CORRECTED)
            left = self._reconsidered(message, about) if about and message.get(CHANCES) else {}
            if left:  # where the answered topic was the only one, the message stands for itself
                set_chances(message, left)
            led_to_conditions(message)
            message.set(TOGETHER, None)
        return messages

    @staticmethod
    def _reconsidered(message: Message, about: Correction) -> dict[str, float]:
        if not about["says_more"]:
            return doubted(reconsider({}, about["chances"], about["topic"]))
        (together,) = [one.get(CHANCES) for one in message.get(TOGETHER) or []] or [about["chances"]]
        return reconsider(message.get(CHANCES), together, about["topic"])


def doubted(chances: dict[str, float]) -> dict[str, float]:
    """Probabilities in the same order, the first of which only makes the desk ask back.

    >>> doubted({"a": 0.5, "b": 0.25})
    {'a': 0.2, 'b': 0.1}
    """
    return {topic: chance * DOUBT / max(chances.values()) for topic, chance in chances.items()}


def favoured(chances: Mapping[str, float], some: Collection[str], by: float = FAVOUR) -> dict[str, float]:
    """Probabilities where those of some topics count more, with the sum 1.

    >>> favoured({"a": 0.5, "b": 0.25, "c": 0.25}, ["b"], by=4)
    {'a': 0.2857142857142857, 'b': 0.5714285714285714, 'c': 0.14285714285714285}
    """
    weighed = {topic: chance * (by if topic in some else 1.0) for topic, chance in chances.items()}
    total = sum(weighed.values())
    return {topic: weight / total for topic, weight in weighed.items()}
