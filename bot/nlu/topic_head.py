"""The head of the topic classifier: what one network learns over all languages, and what each language says itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler

Vectors = npt.NDArray[np.float32]
SMALLEST = 1e-4  # probability: what one model rules out the other may still say
SPREAD = 3.0  # the encoders' vectors are short; the network learns faster from longer ones


@dataclass
class TopicHead:
    """A mixture of one network for all languages and a linear model for each.

    Attributes:
        hidden: units of the network's one hidden layer.
        epochs: passes over the training questions.
        C: inverse strength of the linear models' regularisation.
        own_share: weight of the language's own model, between 0 and 1.
    """

    hidden: int
    epochs: int
    C: float
    own_share: float
    classes: list[str] = field(default_factory=list)
    joint: Pipeline | None = None
    own: dict[str, Pipeline] = field(default_factory=dict)

    def fit(self, vectors: Vectors, topics: Sequence[str], languages: Sequence[str]) -> TopicHead:
        """Learns; a language that lacks questions of some topic has no head of its own.

        Args:
            vectors: shape (questions, numbers of the encoders together).
            topics: one a question.
            languages: one a question.
        """
        labels, spoken = np.asarray(topics), np.asarray(languages)
        self.joint = self._network().fit(vectors, labels)
        del self.joint[-1]._optimizer  # as large as two more networks, and only for learning on
        self.classes = [str(name) for name in self.joint.classes_]
        for language in sorted(set(languages)):
            mine = spoken == language
            if set(labels[mine]) == set(self.classes):
                self.own[language] = self._linear().fit(vectors[mine], labels[mine])
        return self

    def predict(self, vectors: Vectors, languages: Sequence[str | None]) -> npt.NDArray[np.float64]:
        """Probabilities, shape (messages, `classes`), each row with the sum 1.

        Args:
            vectors: shape (messages, numbers of the encoders together).
            languages: one a message; None where it is not known.
        """
        assert self.joint is not None, "fit first"
        mixed: npt.NDArray[np.float64] = self.joint.predict_proba(vectors)
        for row, language in enumerate(languages):
            model = self.own.get(language or "")
            if model is not None:
                said = model.predict_proba(vectors[row : row + 1])[0]
                mixed[row] = geometric(mixed[row], said, self.own_share)
        return mixed

    def _network(self) -> Pipeline:
        network = MLPClassifier(
            (self.hidden,), alpha=3e-3, batch_size=256, learning_rate_init=1e-3, max_iter=self.epochs, random_state=1
        )
        return make_pipeline(FunctionTransformer(lengthen), StandardScaler(with_std=False), network)

    def _linear(self) -> Pipeline:
        return make_pipeline(StandardScaler(with_std=False), LogisticRegression(C=self.C, max_iter=300))


def geometric(first: npt.NDArray[np.float64], second: npt.NDArray[np.float64], share: float) -> npt.NDArray[np.float64]:
    """The weighted geometric mean of two lists of probabilities, with the sum 1; `share` is the second's."""
    weights = np.exp((1 - share) * np.log(first + SMALLEST) + share * np.log(second + SMALLEST))
    return np.asarray(weights / weights.sum())


def lengthen(vectors: Vectors) -> Vectors:
    """Vectors of the length the network likes."""
    return vectors * np.float32(SPREAD)
