"""Tells which topic a message is about, from its sentence vector."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.heads import TopicHead
from bot.nlu.language import LANGUAGE
from bot.nlu.trained import TrainedComponent

INTENT_RANKING = "intent_ranking"


def sentence_vectors(messages: list[Message]) -> npt.NDArray[np.float32]:
    """The dense sentence vectors of messages, one row each."""
    vectors = []
    for message in messages:
        _sequence, sentence = message.get_dense_features(TEXT)
        assert sentence is not None, "TopicClassifier needs a dense featurizer before it"
        vectors.append(np.asarray(sentence.features, dtype=np.float32)[0])
    return np.stack(vectors)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(TrainedComponent, IntentClassifier):
    """A network over all languages mixed with each language's own linear model; probabilities are the confidences."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's default config."""
        return {
            "hidden": 768,  # units of the network
            "epochs": 16,  # its passes over the questions
            "C": 5.0,  # inverse strength of the linear models' regularisation
            "own_share": 0.4,  # weight of the language's own model
            "ranking_length": 10,  # how many topics the ranking holds
        }

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the classifier and keeps it in the model."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        print(f"Training the topic classifier on {len(examples)} questions …", flush=True)
        head = TopicHead(**{name: self._config[name] for name in ("hidden", "epochs", "C", "own_share")})
        topics = [example.get(INTENT) for example in examples]
        return self.keep(head.fit(sentence_vectors(examples), topics, [example.get(LANGUAGE) for example in examples]))

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets intent and ranking."""
        if self._model is None or not messages:
            return messages
        languages = [message.get(LANGUAGE) for message in messages]
        probabilities = self._model.predict(sentence_vectors(messages), languages)
        for message, row in zip(messages, probabilities, strict=True):
            best = np.argsort(-row)[: self._config["ranking_length"]]
            ranking = [{"name": str(self._model.classes[i]), "confidence": float(row[i])} for i in best]
            message.set(INTENT, dict(ranking[0]), add_to_output=True)
            message.set(INTENT_RANKING, ranking, add_to_output=True)
        return messages
