"""Tells which part of an answer a question asks for: "can I wear glasses in it?" wants one sentence of the page."""

from __future__ import annotations

from typing import TypedDict

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.aspect_classifier import CLEAR, NEVER_LEANT
from bot.nlu.base import TrainedComponent, add_entities
from bot.nlu.constants import ABOUT, ASPECT, PART, PARTS
from bot.nlu.encoders import Vectors, encode
from bot.nlu.ensemble import set_chances, top_topic
from bot.nlu.part_head import PartHead
from bot.nlu.part_questions import read_part_questions
from bot.nlu.safety_net import is_leaning
from bot.nlu.sentence_encoder_featurizer import is_button, is_in_form, may_lean
from bot.nlu.topic_classifier import has_vectors, sentence_vectors
from bot.nlu.vector_store import recall
from bot.text.normalization import normal_text
from knowledge.answers import GENERAL, UNTOLD
from knowledge.aspects import Aspect

LEAST, SURE = 0.5, 0.65  # of the probability of a part: from which on it leads, and from which on whatever the aspect
LIKE = 0.8  # of the cosine to the nearest question of the topic, without which nothing is sure
LEANING = 0.6  # of the probability that a message leans on the answer before it
RIVAL, SURELY = 0.65, 0.9  # where another topic is this likely, it must lean this surely
CERTAIN = 0.985  # and this surely where no part tells it
OUT_OF_SCOPE = "out_of_scope"


class PartFound(TypedDict):
    """What is asked of a topic, as an entity; `value` is topic/name, `sure` whether it counts more than an aspect."""

    entity: str
    value: str
    sure: bool


class PartConfig(TypedDict):
    """The settings of a PartClassifier."""

    encoders: list[str]
    featurizers: list[str]
    C: float


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class PartClassifier(TrainedComponent):
    """Names what a message asks of its topic; hears what leans on the answer before it and asks no common aspect."""

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
        """Marks the parts that messages ask for."""
        for message in messages:
            if not is_button(message) and not is_in_form(message):
                self._lean(message)
                add_entities(message, self, self._asked(message, str((message.get(INTENT) or {}).get("name"))))
            message.set(PARTS, None)
        return messages

    def _lean(self, message: Message) -> None:
        """Keeps the topic just answered for what leans on it, the more surely the more another topic is spoken of."""
        about = (message.get(METADATA) or {}).get(ABOUT)
        if not may_lean(message) or is_leaning(message) or about not in self._model.names:
            return
        topic, probability = top_topic(message)
        vector, rival = self._vector(message), probability if topic != about else 0.0
        chance, part = self._model.leaning(vector, about), self._part(vector, about)
        if self._is_elsewhere(about, topic, rival, chance, part):
            return
        if chance >= (LEANING if rival < RIVAL else SURELY):
            set_chances(message, {about: chance})
            add_entities(message, self, [{"entity": ASPECT, "value": Aspect.DETAIL.value}])

    @staticmethod
    def _is_elsewhere(about: str, topic: str, rival: float, chance: float, part: PartFound | None) -> bool:
        """Whether a message is about another topic after all; no alarm is told again for what it does not tell."""
        if part is None and about in NEVER_LEANT:
            return True
        if topic in NEVER_LEANT and not (about in NEVER_LEANT and part and part["sure"]):
            return rival >= CLEAR
        return rival >= CLEAR and part is None and (chance < CERTAIN or topic == OUT_OF_SCOPE)

    def _part(self, vector: Vectors, topic: str) -> PartFound | None:
        """What is asked of a topic; None: the topic itself, or nothing clear."""
        asked, probability = self._model.asked(vector, topic)
        if asked == GENERAL or probability < LEAST:
            return None
        is_sure = probability >= SURE and self._model.likeness(vector, topic) >= LIKE and asked != UNTOLD
        return {"entity": PART, "value": f"{topic}/{asked}", "sure": is_sure}

    def _asked(self, message: Message, topic: str) -> list[PartFound]:
        """What the message asks, or each of its questions that is about the topic."""
        found: dict[str, PartFound] = {}
        for one in (message.get(PARTS) or [message]) if topic in self._model.names else []:
            vector = self._vector(one)
            if one is message or top_topic(one)[0] == topic or self._model.leaning(vector, topic) >= LEANING:
                part = self._part(vector, topic)
                if part:
                    found.setdefault(part["value"], part)
        return list(found.values())

    def _vector(self, message: Message) -> Vectors:
        if has_vectors(message, self._config["featurizers"]):
            vectors = sentence_vectors([message], self._config["featurizers"])
        else:
            vectors = encode([normal_text(message.get(TEXT) or "")], self._config["encoders"])
        vector: Vectors = vectors[0]
        return vector
