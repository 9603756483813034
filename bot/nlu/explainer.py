"""Says why a message was understood as it was, for staff and for tests; asked for by metadata only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

import numpy as np
import numpy.typing as npt
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import ENTITIES, INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.base import TrainedComponent
from bot.nlu.constants import (
    ALSO_ASKED,
    CORRECTED,
    EXPLAIN,
    EXPLANATION,
    INTENT_RANKING,
    LANGUAGE,
    LANGUAGE_CHANCES,
    READ_TEXT,
    URGENT,
    VOTES,
)
from bot.nlu.encoders import encode
from bot.nlu.topic_classifier import sentence_vectors
from bot.nlu.vector_store import KINDS, Quantised
from bot.text.normalization import normal_text
from bot.text.scripts import count_scripts

SHOWN = 5  # nearest questions, and topics of a ranking
SHOWN_OF_VOTE = 3


class Near(TypedDict):
    """A training question that is near a message; `likeness` is the cosine of their vectors."""

    topic: str
    language: str
    text: str
    likeness: float


class LanguageFound(TypedDict):
    """How the language was chosen: letters by script, and the chances of the languages that were weighed."""

    chosen: str
    scripts: dict[str, int]
    chances: dict[str, float]


class Vote(TypedDict):
    """What one classifier says: its share in the sum, and its likeliest topics with their probabilities."""

    by: str
    share: float
    topics: dict[str, float]


class Ranked(TypedDict):
    """One topic of the ranking, with the training question of it that is nearest."""

    topic: str
    confidence: float
    nearest: list[Near]


class Explanation(TypedDict):
    """Why a message was understood as it was (docs/contracts.md, "trace")."""

    language: LanguageFound
    read_as: str
    votes: list[Vote]
    ranking: list[Ranked]
    nearest: list[Near]
    rules: list[str]


@dataclass
class Questions:
    """The training questions with their E5 vectors, a byte a number: shape (questions, 384)."""

    texts: list[str]
    topics: list[str]
    languages: list[str]
    vectors: Quantised

    def likeness(self, vector: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """The cosine of every question with a vector."""
        kept = self.vectors.astype(np.float32)
        lengths = np.linalg.norm(kept, axis=1) * np.linalg.norm(vector)
        return np.asarray(kept @ vector / (lengths + 1e-9), dtype=np.float32)

    def nearest(self, likeness: npt.NDArray[np.float32], topic: str | None = None) -> list[Near]:
        """The questions of the greatest likeness: the first of one topic, or the first few of all."""
        if topic is not None:
            likeness = np.where(np.array(self.topics) == topic, likeness, -1.0)
        return [
            {
                "topic": self.topics[place],
                "language": self.languages[place],
                "text": self.texts[place],
                "likeness": round(float(likeness[place]), 3),
            }
            for place in np.argsort(-likeness)[: SHOWN if topic is None else 1]
        ]


class ExplainerConfig(TypedDict):
    """The settings of an Explainer."""

    featurizers: list[str]
    encoders: list[str]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class Explainer(TrainedComponent, IntentClassifier):
    """Keeps the training questions; explains messages whose metadata asks for it."""

    _config: ExplainerConfig
    _model: Questions

    @staticmethod
    def get_default_config() -> ExplainerConfig:
        """The component's default config."""
        return {"featurizers": ["e5"], "encoders": ["e5"]}  # the alias in the pipeline, and its encoder

    @property
    def questions(self) -> Questions:
        """The training questions."""
        kept: Questions = self._model
        return kept

    def train(self, training_data: TrainingData) -> Resource:
        """Keeps the questions with their vectors."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        texts, topics, languages = ([one.get(name) for one in examples] for name in (TEXT, INTENT, LANGUAGE))
        vectors = sentence_vectors(examples, self._config["featurizers"])
        return self.keep(Questions(texts, topics, languages, KINDS["e5"].quantised(vectors)))

    def process(self, messages: list[Message]) -> list[Message]:
        """Explains where asked."""
        for message in messages:
            if (message.get(METADATA) or {}).get(EXPLAIN):
                message.set(EXPLANATION, self.explain(message), add_to_output=True)
        return messages

    def explain(self, message: Message) -> Explanation:
        """What each step made of a message."""
        read_as = message.get(READ_TEXT) or message.get(TEXT) or ""
        (vector,) = encode([normal_text(read_as)], self._config["encoders"])
        ranking = [one for one in message.get(INTENT_RANKING) or [] if one["name"] != DEFAULT_NLU_FALLBACK_INTENT_NAME]
        questions = self.questions
        likeness = questions.likeness(vector)
        return {
            "language": {
                "chosen": message.get(LANGUAGE),
                "scripts": count_scripts(message.get(TEXT) or ""),
                "chances": message.get(LANGUAGE_CHANCES) or {},
            },
            "read_as": read_as,
            "votes": [
                {
                    "by": name,
                    "share": share,
                    "topics": dict(sorted(vote.items(), key=lambda one: -one[1])[:SHOWN_OF_VOTE]),
                }
                for name, share, vote in message.get(VOTES) or []
            ],
            "ranking": [
                {
                    "topic": one["name"],
                    "confidence": one["confidence"],
                    "nearest": questions.nearest(likeness, one["name"]),
                }
                for one in ranking[:SHOWN]
            ],
            "nearest": questions.nearest(likeness),
            "rules": rules(message),
        }


def likeliest(vote: dict[str, float]) -> dict[str, float]:
    """The first topics of a vote."""
    return dict(sorted(vote.items(), key=lambda one: -one[1])[:SHOWN_OF_VOTE])


def rules(message: Message) -> list[str]:
    """What changed the plain ranking, one sentence each."""
    entities = message.get(ENTITIES) or []
    found = [f"QuestionJoiner: also asks about {one['value']}" for one in entities if one["entity"] == ALSO_ASKED]
    about = (message.get(METADATA) or {}).get(CORRECTED)
    if about:
        found.append(f"CorrectionClassifier: a correction of the answer about {about['topic']}")
    if (message.get(INTENT) or {}).get("name") == DEFAULT_NLU_FALLBACK_INTENT_NAME:
        found.append("FallbackClassifier: no topic is likely enough")
    for one in entities:
        if one["entity"] == URGENT:
            cause = "a wording" if one.get("certain") else "its probability"
            found.append(f"SafetyNet: {one['value']} by {cause}{', said first' if one.get('strong') else ''}")
    return found
