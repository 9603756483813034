"""Three bands of doubt: what is stated outright, what is said with its neighbours in sight, and what is asked back.

The bounds are measured, per language: docs/decisions/0032.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TypedDict

import yaml
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.i18n.languages import ORIGINAL
from bot.nlu.base import StatelessComponent, add_entities
from bot.nlu.constants import CHOICE, CORRECTED, DOUBT, INTENT_RANKING, LANGUAGE, OFFERED, SMALL_TALK, UNCLEAR
from bot.nlu.ensemble import set_chances
from bot.nlu.safety_net import is_leaning
from bot.nlu.sentence_encoder_featurizer import is_button, is_in_form
from knowledge.short_words import choices_of

BOUNDS = Path(__file__).with_suffix(".yml")
LIKELY = "likely"  # the value of DOUBT
EVIDENCE = 0.5  # how much of the runner-up counts against the likeliest topic


class Bounds(TypedDict):
    """Of one language: at least how sure a topic is said outright; at least how sure it is said at all."""

    sure: float
    likely: float


@cache
def load_bounds() -> dict[str, Bounds]:
    """The bounds of every language."""
    bounds: dict[str, Bounds] = yaml.safe_load(BOUNDS.read_text(encoding="utf-8"))
    return bounds


def score(ranking: list[tuple[str, float]]) -> float:
    """How sure the likeliest topic is: its probability, less for a strong runner-up.

    >>> score([("a", 0.6), ("b", 0.1)]) > score([("a", 0.6), ("b", 0.4)])
    True
    """
    first, second = ([probability for _topic, probability in ranking[:2]] + [0.0, 0.0])[:2]
    return first - EVIDENCE * second


def is_bare_no(message: Message) -> bool:
    """Whether a message says that the last answer was wrong, and nothing else."""
    about = (message.get(METADATA) or {}).get(CORRECTED)
    return about is not None and not about["says_more"]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class DoubtClassifier(StatelessComponent, IntentClassifier):
    """Has the desk ask back where it is in doubt, and marks what is only likely."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Decides the band of every message; a button says its topic itself, and a follow-up has its own bound."""
        for message in messages:
            if not is_button(message) and not is_leaning(message):
                self._decide(message)
        return messages

    def _decide(self, message: Message) -> None:
        ranking = [(entry["name"], entry["confidence"]) for entry in message.get(INTENT_RANKING) or []]
        choices = () if is_in_form(message) else choices_of(message.get(TEXT) or "")
        meant = [topic for topic in choices if topic in ((message.get(METADATA) or {}).get(OFFERED) or ())]
        if len(meant) == 1:  # "renewal" was asked back about; "the certificate" answers that
            set_chances(message, {meant[0]: 1.0})
            return
        if choices or is_bare_no(message):
            add_entities(message, self, [{"entity": CHOICE, "value": topic} for topic in choices])
            self._ask_back(message)
            return
        bounds = load_bounds().get(message.get(LANGUAGE) or ORIGINAL) or load_bounds()[ORIGINAL]
        name = (message.get(INTENT) or {}).get("name")
        least = bounds["sure" if name in SMALL_TALK else "likely"]  # nobody is wished goodbye on a guess
        if name is None or score(ranking) < least:
            self._ask_back(message)
        elif score(ranking) < bounds["sure"] and name not in UNCLEAR:
            add_entities(message, self, [{"entity": DOUBT, "value": LIKELY}])

    @staticmethod
    def _ask_back(message: Message) -> None:
        confidence = float((message.get(INTENT) or {}).get("confidence") or 0.0)
        first = {"name": DEFAULT_NLU_FALLBACK_INTENT_NAME, "confidence": confidence}
        message.set(INTENT, first, add_to_output=True)
        message.set(INTENT_RANKING, [first, *(message.get(INTENT_RANKING) or [])], add_to_output=True)
