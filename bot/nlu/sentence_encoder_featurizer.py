"""Gives every message the vectors of pretrained multilingual sentence encoders."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TypedDict

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import ENTITIES, FEATURE_TYPE_SENTENCE, METADATA, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from tqdm import tqdm

from bot.nlu.constants import ABOUT, ASKED, READ_TEXT, WHOLE
from bot.nlu.date_extractor import DATE
from bot.nlu.encoders import ENCODERS, Vectors, count_tokens, encode
from bot.nlu.ensemble import top_topic
from bot.nlu.reach import beginnings
from bot.nlu.residence_extractor import POLITENESS, names_only_a_group
from bot.nlu.vector_store import KEPT, KINDS, name_of, read_kept
from bot.text.normalization import normal_text

BATCH = 256
LONGEST_FOLLOW_UP = 120  # characters


class EncoderConfig(TypedDict):
    """The settings of a SentenceEncoderFeaturizer, beside those of Rasa's featurizers."""

    encoders: list[str]
    kept: bool
    unless_sure: float


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoderFeaturizer(DenseFeaturizer, GraphComponent):
    """One dense sentence vector a message."""

    @staticmethod
    def get_default_config() -> EncoderConfig:
        """The component's default config."""
        return {
            **DenseFeaturizer.get_default_config(),
            "encoders": ["use", "e5"],  # keys of bot.nlu.encoders.ENCODERS
            "kept": False,  # whether the training questions' vectors are taken from data/vectors
            "unless_sure": 1.0,  # a message whose topic is already this likely is not read, outside of forms
        }

    @classmethod
    def validate_config(cls, config: EncoderConfig) -> None:
        """Refuses an encoder that we do not have."""
        if config["kept"] and len(config["encoders"]) > 1:
            raise InvalidConfigException("config.yml: vectors are kept of one encoder alone, give each its featurizer.")
        unknown = set(config["encoders"]) - set(ENCODERS)
        if unknown:
            raise InvalidConfigException(
                f"config.yml: unknown encoders {sorted(unknown)}, use some of {list(ENCODERS)}."
            )

    def __init__(self, config: EncoderConfig, name: str) -> None:
        super().__init__(name, config)
        self._encoders: list[str] = config["encoders"]
        self._unless_sure: float = config["unless_sure"]

    @classmethod
    def create(
        cls,
        config: EncoderConfig,
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoderFeaturizer:
        """Creates the component."""
        return cls(config, execution_context.node_name)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Encodes the training questions that no vector is kept of, with a progress bar."""
        examples = [example for example in training_data.training_examples if example.get(TEXT)]
        if self._config["kept"]:
            examples = self._recall(examples)
        title = f"Encoding questions ({', '.join(self._encoders)})"
        for start in tqdm(range(0, len(examples), BATCH), desc=title, unit="batch", disable=not examples):
            batch = examples[start : start + BATCH]
            self._encode(batch, [self._read(example) for example in batch])
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Encodes the messages that are not clear already."""
        worded = [one for one in messages if not (is_plain_value(one) or is_button(one))]
        unclear = [one for one in worded if top_topic(one)[1] < self._unless_sure or is_in_form(one) or may_lean(one)]
        if unclear:
            self._encode(unclear, list(self._within_reach(unclear)))
        return messages

    def _within_reach(self, messages: list[Message]) -> Iterator[str]:
        """What is read of each message; one that was split follows itself in its questions, and shares with them."""
        for _whole, together in groupby(messages, key=lambda one: id(one.get(WHOLE) or one)):
            yield from beginnings([self._read(one) for one in together], count_tokens)

    def _encode(self, messages: list[Message], texts: list[str]) -> None:
        vectors = encode(texts, self._encoders)
        for message, vector in zip(messages, vectors, strict=True):
            self._add(message, vector)

    def _recall(self, messages: list[Message]) -> list[Message]:
        """Gives messages the vectors that are kept; returns those that have none."""
        (encoder,) = self._encoders  # kept alone
        kept, widened = read_kept(KEPT / encoder), KINDS[encoder].widened
        named = [(message, name_of(self._read(message))) for message in messages]
        for message, name in named:
            if name in kept:
                self._add(message, widened(kept[name]))
        return [message for message, name in named if name not in kept]

    def _add(self, message: Message, vector: Vectors) -> None:
        message.add_features(Features(vector[None, :], FEATURE_TYPE_SENTENCE, TEXT, self._identifier))

    @staticmethod
    def _read(message: Message) -> str:
        return normal_text(message.get(READ_TEXT) or message.get(TEXT) or "")


def is_button(message: Message) -> bool:
    """Whether a message is the payload of a button, which says its topic itself; the gate lets no other slash begin."""
    return str(message.get(TEXT) or "").startswith("/")


def is_plain_value(message: Message) -> bool:
    """Whether a message in a form is nothing but a date or a residence group: no words to be understood."""
    if not is_in_form(message):
        return False
    text = (message.get(TEXT) or "").strip()
    dates = [one for one in message.get(ENTITIES) or [] if one["entity"] == DATE]
    beside = len(text) - sum(one["end"] - one["start"] for one in dates)
    return bool(dates and beside <= POLITENESS) or names_only_a_group(text)


def may_lean(message: Message) -> bool:
    """Whether a message is short enough to be a bare follow-up to the answer before it."""
    text = str(message.get(TEXT) or "")
    return ABOUT in (message.get(METADATA) or {}) and len(text) <= LONGEST_FOLLOW_UP and not is_button(message)


def is_in_form(message: Message) -> bool:
    """Whether a form has asked for something: then its words are listened for."""
    return bool((message.get(METADATA) or {}).get(ASKED))
