"""Which language a message is in: letters first, habits of writing second, the conversation last."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

from bot.grammar.language_choice import choose_language
from bot.grammar.sentences import READ
from bot.i18n.languages import LANGUAGES, ORIGINAL
from bot.nlu.base import TrainedComponent, add_entities
from bot.nlu.constants import ASKED, CONVERSATION_LANGUAGE, LANGUAGE, LANGUAGE_CHANCES
from bot.text.normalization import normal_text
from bot.text.scripts import has_letters

FEATURES = 2**15


def language_model() -> Pipeline:
    """Character 1-3-grams and a logistic regression: small, and never downloaded."""
    vectorizer = HashingVectorizer(analyzer="char", ngram_range=(1, 3), n_features=FEATURES, alternate_sign=False)
    return make_pipeline(vectorizer, LogisticRegression(C=30, max_iter=100))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class LanguageIdentifier(TrainedComponent):
    """Sets the message's language and says it as an entity, which fills the slot."""

    _model: Pipeline | None

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from the questions, whose metadata names their language."""
        examples = [
            example
            for example in training_data.intent_examples
            if language_of(example) and has_letters(example.get(TEXT))
        ]
        texts = [plain(example.get(TEXT)) for example in examples]
        return self.keep(language_model().fit(texts, [language_of(example) for example in examples]))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Copies the known language to each example, for the tokenizer."""
        for example in training_data.training_examples:
            example.set(LANGUAGE, language_of(example) or ORIGINAL)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Decides each message's language."""
        for message in messages:
            metadata = message.get(METADATA) or {}
            current = metadata.get(CONVERSATION_LANGUAGE) or metadata.get(LANGUAGE)
            scores = self.scores(message.get(TEXT) or "")
            language = identify(message.get(TEXT) or "", scores, current, in_form=bool(metadata.get(ASKED)))
            message.set(LANGUAGE, language, add_to_output=True)
            message.set(LANGUAGE_CHANCES, {name: round(float(np.exp(score)), 4) for name, score in scores.items()})
            add_entities(message, self, [{"entity": LANGUAGE, "value": language}])
        return messages

    def scores(self, text: str) -> dict[str, float]:
        """The natural logarithm of each language's probability; none without letters or before the training."""
        if not has_letters(text) or self._model is None:
            return {}
        (probabilities,) = self._model.predict_proba([plain(text[:READ])])
        return dict(zip(self._model.classes_, np.log(probabilities).tolist(), strict=True))


def identify(text: str, scores: Mapping[str, float], current: str | None = None, in_form: bool = False) -> str:
    """The language of a text in a conversation whose language may be known.

    Args:
        text: what was written.
        scores: the natural logarithm of each language's probability; may be empty.
        current: the conversation's language so far.
        in_form: whether the text answers a form, where a date or a name says nothing of the language.
    """
    return choose_language(text, scores, current, in_form) or ORIGINAL


def plain(text: str) -> str:
    """A text without the difference of full-width and capital letters."""
    return normal_text(text).casefold()


def language_of(example: Message) -> str | None:
    """The language that a training example's metadata names."""
    metadata = example.get(METADATA) or {}
    language = (metadata.get(INTENT) or {}).get(LANGUAGE)
    return language if language in LANGUAGES else None
