"""Tells the topic from letters and words: half a millisecond, before any encoder is asked."""

from __future__ import annotations

from typing import TypedDict

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.base import TrainedComponent
from bot.nlu.constants import LANGUAGE, READ_TEXT
from bot.nlu.ensemble import add_vote
from bot.nlu.language_identifier import plain
from bot.nlu.word_head import Document, WordHead

WITH_WORDS = frozenset({"ja", "en"})  # the tokens of the others are single characters, or words with their particles


def document_of(message: Message) -> Document:
    """What a message is counted by."""
    text = plain(message.get(READ_TEXT) or message.get(TEXT) or "")
    tokens = message.get(TOKENS_NAMES[TEXT]) or [] if message.get(LANGUAGE) in WITH_WORDS else []
    return text, tuple(token.lemma for token in tokens)


class WordConfig(TypedDict):
    """The settings of a WordClassifier: those of its heads."""

    alpha: float
    epochs: int
    least: int


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class WordClassifier(TrainedComponent, IntentClassifier):
    """A linear model for each language over runs of letters and over words."""

    _model: dict[str, WordHead] | None

    @staticmethod
    def get_default_config() -> WordConfig:
        """The component's default config."""
        return {
            "alpha": 6e-6,  # strength of the regularisation
            "epochs": 15,  # passes over the questions
            "least": 2,  # a term counts from so many questions on
        }

    def train(self, training_data: TrainingData) -> Resource:
        """Fits one head a language."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        heads = {}
        for language in sorted({example.get(LANGUAGE) for example in examples}):
            mine = [example for example in examples if example.get(LANGUAGE) == language]
            documents = [document_of(example) for example in mine]
            topics = [example.get(INTENT) for example in mine]
            heads[language] = WordHead(**self._config_of(WordHead)).fit(documents, topics, language)
        return self.keep(heads)

    def process(self, messages: list[Message]) -> list[Message]:
        """Votes first, in the messages whose language has a head."""
        for message in messages:
            head = (self._model or {}).get(message.get(LANGUAGE))
            if head is not None:
                add_vote(message, "words", head.predict(document_of(message)), share=1.0)
        return messages
