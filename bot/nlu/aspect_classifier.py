"""Hears bare follow-ups ("how much?", "can my wife go?"): which side of the topic just answered they ask about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.pipeline import Pipeline

from bot.nlu.base import TrainedComponent, add_entities
from bot.nlu.constants import ABOUT, ASPECT, BARE, SMALL_TALK
from bot.nlu.ensemble import set_chances, top_topic
from bot.nlu.example_head import fit_example_head
from bot.nlu.sentence_encoder_featurizer import is_in_form, may_lean
from bot.nlu.topic_classifier import has_vectors, sentence_vectors
from bot.settings import ROOT

CLEAR = 0.35  # thanks, hellos, a wish for a person and alarms this likely are nothing else
RIVAL = 0.75  # a topic this likely is named, not leant on
NEVER_LEANT = SMALL_TALK | {"human_handoff", "lost_card", "scam"}
# Asked in the middle of a form they are about the procedure, not about the question of the form.
BESIDE_FORMS = frozenset({"cost", "who", "proxy", "bring", "how_long", "online", "by_post", "appointment", "hours"})
BESIDE = 0.8  # of the probability of such an aspect
NAMED = "named"  # a question that names its topic, or is none
EXAMPLES = ROOT / "data" / "follow_ups"
ONE_QUESTION_IN = 3  # training questions taken as examples of what names its topic
LONGEST = 60  # characters of such an example: a bare follow-up is short too


def is_named(topic: str, probability: float) -> bool:
    """Whether a message is so clear about its topic that it leans on no other."""
    return probability >= (CLEAR if topic in NEVER_LEANT else RIVAL)


class AspectConfig(TypedDict):
    """The settings of an AspectClassifier."""

    encoders: list[str]
    featurizers: list[str]
    threshold: float
    C: float


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class AspectClassifier(TrainedComponent):
    """After an answer, says which aspect of its topic a bare follow-up asks about; the topic stays."""

    _config: AspectConfig
    _model: Pipeline

    @staticmethod
    def get_default_config() -> AspectConfig:
        """The component's default config."""
        return {
            "encoders": ["use", "e5"],  # those of the featurizers
            "featurizers": ["use", "e5"],  # their aliases
            "threshold": 0.4,  # of the probability
            "C": 10.0,  # inverse strength of the regularisation
        }

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the aspects from data/follow_ups, and from the training questions what names its topic."""
        named = [one for one in training_data.intent_examples if one.get(INTENT) and len(one.get(TEXT)) <= LONGEST]
        named = named[::ONE_QUESTION_IN]
        model = fit_example_head(EXAMPLES, named, NAMED, self._config["encoders"], self._config["C"])
        return self.keep(model)

    def process(self, messages: list[Message]) -> list[Message]:
        """Keeps the topic of a bare follow-up, and marks its aspect."""
        for message in messages:
            if may_lean(message) and has_vectors(message, self._config["featurizers"]):
                self._lean(message, str(message.get(METADATA)[ABOUT]), message.get(METADATA).get(BARE) or ())
        return messages

    def _lean(self, message: Message, about: str, bare: Sequence[str]) -> None:
        aspect, probability = self._bare(message, bare) if bare else self.aspect_of(message)
        is_answer = is_in_form(message) and (aspect not in BESIDE_FORMS or probability < BESIDE)
        if aspect is not None and not is_answer and (bare or not is_named(*top_topic(message))):
            set_chances(message, {about: probability})
            add_entities(message, self, [{"entity": ASPECT, "value": aspect}])

    def _bare(self, message: Message, bare: Sequence[str]) -> tuple[str, float]:
        """Which of the aspects that the wording leaves open is the likeliest."""
        chances = self._chances(message)
        return max(bare, key=lambda aspect: chances.get(aspect, 0.0)), 1.0

    def aspect_of(self, message: Message) -> tuple[str | None, float]:
        """The aspect that a message asks about, and how likely; None where it names a topic or is not clear."""
        chances = self._chances(message)
        label = max(chances, key=lambda name: chances[name])
        is_clear = label != NAMED and chances[label] >= self._config["threshold"]
        return (label if is_clear else None), chances[label]

    def _chances(self, message: Message) -> dict[str, float]:
        """The probability of each aspect, and of naming a topic."""
        (row,) = self._model.predict_proba(sentence_vectors([message], self._config["featurizers"]))
        return dict(zip(map(str, self._model.classes_), row.tolist(), strict=True))
