"""Hears bare follow-ups ("how much?", "can my wife go?"): which side of the topic just answered they ask about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.pipeline import Pipeline

from bot.nlu.base import TrainedComponent, add_entities
from bot.nlu.constants import ABOUT, ALARMS, ASPECT, ASPECT_CHANCES, BARE, SMALL_TALK
from bot.nlu.ensemble import set_chances, top_topic
from bot.nlu.example_head import fit_example_head
from bot.nlu.sentence_encoder_featurizer import is_in_form, may_lean
from bot.nlu.topic_classifier import has_vectors, sentence_vectors
from bot.settings import ROOT

CLEAR = 0.35  # thanks, hellos, a wish for a person and alarms this likely are nothing else
RIVAL = 0.75  # a topic this likely is named, not leant on
NEVER_LEANT = SMALL_TALK | ALARMS | {"human_handoff"}
# Asked in the middle of a form they are about the procedure, not about the question of the form.
BESIDE_FORMS = frozenset({"cost", "who", "proxy", "bring", "how_long", "online", "by_post", "appointment", "hours"})
BESIDE = 0.8  # of the probability of such an aspect
THRESHOLD = 0.4  # of the probability of an aspect
NAMED = "named"  # a question that names its topic, or is none
EXAMPLES = ROOT / "data" / "follow_ups"
ONE_QUESTION_IN = 3  # training questions taken as examples of what names its topic
LONGEST = 60  # characters of such an example: a bare follow-up is short too


def is_named(topic: str, probability: float) -> bool:
    """Whether a message is so clear about its topic that it leans on no other."""
    return probability >= (CLEAR if topic in NEVER_LEANT else RIVAL)


def likeliest_aspect(chances: Mapping[str, float]) -> tuple[str | None, float]:
    """The aspect that a message asks about, and how likely; None where it names a topic or is not clear.

    >>> likeliest_aspect({"cost": 0.7, "named": 0.3}), likeliest_aspect({"cost": 0.3, "named": 0.7})
    (('cost', 0.7), (None, 0.7))
    """
    label = max(chances, key=lambda name: chances[name])
    return (label if label != NAMED and chances[label] >= THRESHOLD else None), chances[label]


class AspectConfig(TypedDict):
    """The settings of an AspectClassifier."""

    encoders: list[str]
    featurizers: list[str]
    C: float


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class AspectClassifier(TrainedComponent):
    """After an answer, says how likely each aspect of its topic is asked; where no doubt is left, the topic stays.

    In doubt LeaningClassifier decides, which knows more.
    """

    _config: AspectConfig
    _model: Pipeline

    @staticmethod
    def get_default_config() -> AspectConfig:
        """The component's default config."""
        return {
            "encoders": ["use", "e5"],  # those of the featurizers
            "featurizers": ["use", "e5"],  # their aliases
            "C": 10.0,  # inverse strength of the regularisation
        }

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the aspects from data/follow_ups, and from the training questions what names its topic."""
        named = [one for one in training_data.intent_examples if one.get(INTENT) and len(one.get(TEXT)) <= LONGEST]
        named = named[::ONE_QUESTION_IN]
        model = fit_example_head(EXAMPLES, named, NAMED, self._config["encoders"], self._config["C"])
        return self.keep(model)

    def process(self, messages: list[Message]) -> list[Message]:
        """Says the chances of the aspects, and what needs no weighing: a wording that is bare, a form left aside."""
        for message in messages:
            if may_lean(message) and has_vectors(message, self._config["featurizers"]):
                message.set(ASPECT_CHANCES, self._chances(message))
                self._lean(message, message.get(METADATA).get(BARE) or ())
        return messages

    def _lean(self, message: Message, bare: Sequence[str]) -> None:
        chances = message.get(ASPECT_CHANCES)
        if bare:
            keep_topic(message, self, max(bare, key=lambda aspect: chances.get(aspect, 0.0)), 1.0)
        elif is_in_form(message):
            aspect, probability = likeliest_aspect(chances)
            is_beside = aspect in BESIDE_FORMS and probability >= BESIDE
            if aspect and is_beside and not is_named(*top_topic(message)):
                keep_topic(message, self, aspect, probability)

    def _chances(self, message: Message) -> dict[str, float]:
        """The probability of each aspect, and of naming a topic."""
        (row,) = self._model.predict_proba(sentence_vectors([message], self._config["featurizers"]))
        return dict(zip(map(str, self._model.classes_), row.tolist(), strict=True))


def keep_topic(message: Message, by: object, aspect: str, probability: float) -> None:
    """Keeps the topic just answered for a follow-up, and marks what it asks of it."""
    set_chances(message, {message.get(METADATA)[ABOUT]: probability})
    add_entities(message, by, [{"entity": ASPECT, "value": aspect}])
