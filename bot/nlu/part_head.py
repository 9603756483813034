"""What PartClassifier learns: which part of each topic is asked for, and what names no topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.special import softmax
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from bot.nlu.eight_bits import EightBits
from bot.nlu.encoders import Vectors
from bot.nlu.part_questions import PartQuestion

BARE_QUESTIONS_IN = 3  # of which one is learnt from: what is bare shows soon


@dataclass
class PartHead:
    """Linear models over sentence vectors; the rows of all topics in one array each, as every array holds a file open.

    Attributes:
        C: inverse strength of the regularisation.
        names: of each topic, what may be asked of it; the order is that of its `rows` of weights.
        places: of each topic, those of its questions among the known.
    """

    C: float
    names: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[str, slice] = field(default_factory=dict)
    places: dict[str, slice] = field(default_factory=dict)

    def fit(self, questions: Sequence[PartQuestion], vectors: Vectors) -> PartHead:
        """Learns.

        Args:
            questions: all of data/parts.
            vectors: shape (questions, numbers of the encoders together).
        """
        order = sorted(range(len(questions)), key=lambda place: questions[place].topic)
        asked, vectors = [questions[place] for place in order], vectors[order]
        self.known = EightBits.of(units(vectors))
        self._fit_topics(asked, vectors)
        self._fit_bareness(asked, vectors)
        return self

    def _fit_topics(self, questions: Sequence[PartQuestion], vectors: Vectors) -> None:
        topics = [one.topic for one in questions]
        weights, biases = [], []
        for topic in dict.fromkeys(topics):
            start = topics.index(topic)
            mine = self.places[topic] = slice(start, start + topics.count(topic))
            middle = vectors[mine].mean(axis=0)
            model = self._linear().fit(vectors[mine] - middle, [one.asked for one in questions[mine]])
            first = sum(map(len, self.names.values()))
            self.names[topic] = [str(name) for name in model.classes_]
            self.rows[topic] = slice(first, first + len(self.names[topic]))
            weights.append(model.coef_)
            biases.append(model.intercept_ - model.coef_ @ middle)
        self.weights = np.concatenate(weights).astype(np.float32)
        self.bias = np.concatenate(biases).astype(np.float32)

    def _fit_bareness(self, questions: Sequence[PartQuestion], vectors: Vectors) -> None:
        """Learns from some of the questions what is bare."""
        some = range(0, len(questions), BARE_QUESTIONS_IN)
        self.bare = self._centred().fit(vectors[some], [questions[place].is_bare for place in some])

    def _linear(self) -> LogisticRegression:
        return LogisticRegression(C=self.C, max_iter=300, class_weight="balanced")

    def _centred(self) -> Pipeline:
        return make_pipeline(StandardScaler(with_std=False), self._linear())

    def likeness(self, vector: Vectors, topic: str) -> float:
        """The cosine between a message and the question of a topic that is nearest to it."""
        return float((self.known.rows(self.places[topic]) @ units(vector[None])[0]).max())

    def bareness(self, vector: Vectors) -> float:
        """The score of naming no topic; above 0 it rather names none."""
        return float(self.bare.decision_function(vector[None])[0])

    def asked(self, vector: Vectors, topic: str) -> dict[str, float]:
        """The probability of each thing that a message may ask of a topic, by its name."""
        mine = self.rows[topic]
        chances = softmax(self.weights[mine] @ vector + self.bias[mine])
        return dict(zip(self.names[topic], chances.tolist(), strict=True))


def units(vectors: Vectors) -> Vectors:
    """Vectors of length one."""
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)
