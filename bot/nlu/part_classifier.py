"""Tells which part of an answer a question asks for: "can I wear glasses in it?" wants one sentence of the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypedDict

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.base import TrainedComponent
from bot.nlu.constants import ABOUT, BARENESS, CHANCES, PART_VOTES, PARTS
from bot.nlu.encoders import Vectors, encode
from bot.nlu.part_head import PartHead
from bot.nlu.part_questions import read_part_questions
from bot.nlu.sentence_encoder_featurizer import is_button, is_in_form
from bot.nlu.topic_classifier import has_vectors, sentence_vectors
from bot.nlu.vector_store import recall
from bot.text.normalization import normal_text

WEIGHED = 3  # of the likeliest topics: what a message may ask of each is told


@dataclass(frozen=True)
class PartVote:
    """What a message may ask of one topic.

    Attributes:
        chances: the probability of each name; together 1.
        likeness: the cosine to the nearest question of the topic.
    """

    chances: dict[str, float]
    likeness: float

    @property
    def likeliest(self) -> str:
        """The likeliest name."""
        return max(self.chances, key=lambda name: self.chances[name])


class PartConfig(TypedDict):
    """The settings of a PartClassifier."""

    encoders: list[str]
    featurizers: list[str]
    C: float


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class PartClassifier(TrainedComponent):
    """Says how likely a message asks each part of the topics it may be about; LeaningClassifier decides."""

    _config: PartConfig
    _model: PartHead

    @staticmethod
    def get_default_config() -> PartConfig:
        """The component's default config."""
        return {
            "encoders": ["use", "e5"],  # those of the featurizers
            "featurizers": ["use", "e5"],  # their aliases
            "C": 20.0,  # inverse strength of the regularisation
        }

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from data/parts."""
        questions = list(read_part_questions())
        print(f"Training a part classifier on {len(questions)} questions …", flush=True)
        vectors = recall([one.text for one in questions], self._config["encoders"])
        return self.keep(PartHead(self._config["C"]).fit(questions, vectors))

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the votes, to messages and to their questions."""
        for message in messages:
            if not is_button(message) and not is_in_form(message):
                topics = [str((message.get(METADATA) or {}).get(ABOUT)), *likeliest_topics(message)]
                for one in (message, *(message.get(PARTS) or [])):
                    self._vote(one, topics)
        return messages

    def _vote(self, message: Message, topics: Iterable[str]) -> None:
        vector = self._vector(message)
        known = [topic for topic in dict.fromkeys(topics) if topic in self._model.names]
        votes = {
            topic: PartVote(self._model.asked(vector, topic), self._model.likeness(vector, topic)) for topic in known
        }
        message.set(PART_VOTES, votes)
        message.set(BARENESS, self._model.bareness(vector))

    def _vector(self, message: Message) -> Vectors:
        if has_vectors(message, self._config["featurizers"]):
            vectors = sentence_vectors([message], self._config["featurizers"])
        else:
            vectors = encode([normal_text(message.get(TEXT) or "")], self._config["encoders"])
        vector: Vectors = vectors[0]
        return vector


def likeliest_topics(message: Message) -> list[str]:
    """The first few topics of a message."""
    chances: dict[str, float] = message.get(CHANCES) or {}
    return sorted(chances, key=lambda topic: -chances[topic])[:WEIGHED]
