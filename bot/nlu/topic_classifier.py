"""Tells which topic a message is about, from its sentence vector."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

import numpy as np
import numpy.typing as npt
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.base import TrainedComponent
from bot.nlu.constants import LANGUAGE
from bot.nlu.ensemble import add_vote
from bot.nlu.topic_head import TopicHead


def sentence_vectors(messages: Sequence[Message], featurizers: list[str] | None = None) -> npt.NDArray[np.float32]:
    """The dense sentence vectors of messages, one row each; of all featurizers, or of those with these aliases."""
    vectors = []
    for message in messages:
        _sequence, sentence = message.get_dense_features(TEXT, featurizers)
        assert sentence is not None, "TopicClassifier needs a dense featurizer before it"
        vectors.append(np.asarray(sentence.features, dtype=np.float32)[0])
    return np.stack(vectors)


def has_vectors(message: Message, featurizers: list[str]) -> bool:
    """Whether every one of these featurizers has read the message."""
    return set(featurizers) <= {features.origin for features in message.features}


class TopicConfig(TypedDict):
    """The settings of a TopicClassifier (its defaults say what each is)."""

    featurizers: list[str]
    share: float
    beside: list[str]
    hidden: int
    epochs: int
    C: float
    own_share: float


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(TrainedComponent, IntentClassifier):
    """A network over all languages mixed with each language's own linear model; votes beside the classifiers before."""

    _config: TopicConfig
    _model: TopicHead | None

    @staticmethod
    def get_default_config() -> TopicConfig:
        """The component's default config."""
        return {
            "featurizers": ["use", "e5"],  # aliases of the featurizers whose vectors it reads
            "share": 0.5,  # of its vote beside what the classifiers before it said
            "beside": [],  # the classifiers whose votes still count beside it; none: all before it
            "hidden": 768,  # units of the network
            "epochs": 16,  # its passes over the questions
            "C": 5.0,  # inverse strength of the linear models' regularisation
            "own_share": 0.4,  # weight of the language's own model
        }

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the classifier and keeps it in the model."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        featurizers = self._config["featurizers"]
        print(f"Training a topic classifier ({' + '.join(featurizers)}) on {len(examples)} questions …", flush=True)
        topics, languages = ([example.get(name) for example in examples] for name in (INTENT, LANGUAGE))
        head = TopicHead(**self._config_of(TopicHead))
        return self.keep(head.fit(sentence_vectors(examples, featurizers), topics, languages))

    def process(self, messages: list[Message]) -> list[Message]:
        """Votes in the messages that its featurizers have read."""
        read = [message for message in messages if has_vectors(message, self._config["featurizers"])]
        if self._model is None or not read:
            return messages
        languages, name = [message.get(LANGUAGE) for message in read], " + ".join(self._config["featurizers"])
        probabilities = self._model.predict(sentence_vectors(read, self._config["featurizers"]), languages)
        for message, row in zip(read, probabilities, strict=True):
            vote = dict(zip(self._model.classes, row.tolist(), strict=True))
            add_vote(message, name, vote, self._config["share"], self._config["beside"])
        return messages
