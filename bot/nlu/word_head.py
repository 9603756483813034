"""What the letters and words of a question say about its topic, in one language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import SGDClassifier

from bot.nlu.eight_bits import EightBits
from bot.nlu.vector_store import name_of

Document = tuple[str, tuple[str, ...]]  # the text in small letters, and its words (none where letters say enough)
LENGTHS = {"en": (3, 5)}  # of runs of letters; a letter of the other languages says more
OTHERS = (1, 4)


@cache
def runs(shortest: int, longest: int) -> Callable[[str], list[str]]:
    """What reads every run of letters inside a word, whose ends are marked by spaces (scikit-learn's `char_wb`).

    >>> runs(2, 3)("ab c")
    [' a', 'ab', 'b ', ' ab', 'ab ', ' c', 'c ', ' c ']
    """
    counter = CountVectorizer(analyzer="char_wb", ngram_range=(shortest, longest), lowercase=False)
    analyzer: Callable[[str], list[str]] = counter.build_analyzer()
    return analyzer


def terms(document: Document, lengths: tuple[int, int] = OTHERS) -> list[str]:
    """What a question is counted by: runs of letters, words, pairs of words."""
    text, words = document
    marked = [f"_{word}" for word in words]
    pairs = [first + second for first, second in zip(marked, marked[1:], strict=False)]
    return [*runs(*lengths)(text), *marked, *pairs]


def english_terms(document: Document) -> list[str]:
    """The terms of English, which has fewer letters."""
    return terms(document, LENGTHS["en"])


@dataclass
class WordHead:
    """A linear model over the terms of one language.

    Attributes:
        alpha: strength of the regularisation.
        epochs: passes over the training questions.
        least: a term counts from so many questions on.
    """

    alpha: float
    epochs: int
    least: int

    def fit(self, documents: Sequence[Document], topics: Sequence[str], language: str) -> WordHead:
        """Learns. Weights are kept with eight bits, terms by their hashes: 40 MB for all languages rather than 250."""
        analyzer = english_terms if language == "en" else terms
        vectorizer = TfidfVectorizer(analyzer=analyzer, sublinear_tf=True, min_df=self.least, dtype=np.float32)
        model = SGDClassifier(loss="log_loss", alpha=self.alpha, max_iter=self.epochs, tol=None, random_state=1)
        model.fit(vectorizer.fit_transform(documents), list(topics))
        names = np.array([name_of(term) for term in vectorizer.get_feature_names_out()], dtype=np.uint64)
        order = np.argsort(names)
        self.analyzer, self.names, self.rarity = analyzer, names[order], vectorizer.idf_.astype(np.float32)[order]
        self.classes = [str(name) for name in model.classes_]
        self.weights = EightBits.of(model.coef_.T[order].astype(np.float32))
        self.bias = model.intercept_.astype(np.float32)
        return self

    def predict(self, document: Document) -> dict[str, float]:
        """The probability of each topic."""
        columns, values = self.count(document)
        sums = values @ self.weights.rows(columns) + self.bias
        return dict(zip(self.classes, normalised(sums).tolist(), strict=True))

    def count(self, document: Document) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
        """The columns of the known terms and their weights: the vectorizer's, whose checks take ten times as long."""
        counts = Counter(self.analyzer(document))
        names = np.fromiter(map(name_of, counts), dtype=np.uint64, count=len(counts))
        columns = np.searchsorted(self.names, names).clip(max=len(self.names) - 1)
        known = self.names[columns] == names
        columns, times = columns[known], np.fromiter(counts.values(), dtype=np.float32, count=len(counts))[known]
        values = (1 + np.log(times)) * self.rarity[columns]
        return columns, values / (np.linalg.norm(values) or 1)


def normalised(sums: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Probabilities from one-against-all sums: each its own logistic function, then made to add up to one."""
    alone = 1 / (1 + np.exp(-sums))
    return np.asarray(alone / alone.sum(), dtype=np.float32)
