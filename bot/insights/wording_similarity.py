"""Which training question is worded most like a text: what an agent sees as the reason for a suggestion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from bot.nlu.explainer import Questions
from bot.text.normalization import normal_text


class Wordings:
    """The training questions by topic and language, to show which is worded like a text."""

    def __init__(self, questions: Questions) -> None:
        """Sorts them; a topic's pairs of letters are counted when it is first suggested."""
        self._texts: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for text, topic, language in zip(questions.texts, questions.topics, questions.languages, strict=True):
            self._texts[topic, language].append(text)
        self._indexes: dict[tuple[str, str], PairIndex] = {}

    def nearest(self, text: str, topic: str, language: str) -> str | None:
        """The question of a topic with the greatest likeness (Dice coefficient of pairs of letters)."""
        texts = self._texts[topic, language]
        if not texts:
            return None
        if (topic, language) not in self._indexes:
            self._indexes[topic, language] = PairIndex(texts)
        return texts[self._indexes[topic, language].nearest(pairs(text))]


class PairIndex:
    """In which of some texts each pair of letters occurs: only those that share one are counted."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Counts the pairs of every text."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        of_each = [pairs(text) for text in texts]
        for place, mine in enumerate(of_each):
            for pair in mine:
                found[pair].append(place)
        self._sizes = np.array([len(mine) for mine in of_each])
        self._places = {pair: np.array(places) for pair, places in found.items()}

    def nearest(self, mine: frozenset[str]) -> int:
        """The place of the text with the greatest Dice coefficient, the first of equals."""
        shared = [self._places[pair] for pair in mine if pair in self._places]
        if not shared:
            return 0
        common = np.bincount(np.concatenate(shared), minlength=len(self._sizes))
        return int(np.argmax(common / (len(mine) + self._sizes)))


def likenesses(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """How alike each two of some texts are worded, 0 to 1 (Dice coefficient of pairs of letters), (texts, texts).

    >>> found = likenesses(["card lost", "lost card", "opening hours"])
    >>> bool(found[0, 1] > 0.5 > found[0, 2])
    True
    """
    of_each = [pairs(text) for text in texts]
    places: dict[str, int] = {}
    columns = [places.setdefault(pair, len(places)) for mine in of_each for pair in mine]
    sizes = np.array([len(mine) for mine in of_each], np.float32)
    ends = np.cumsum([0, *map(len, of_each)])
    holds = csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(texts), len(places) + 1))
    return np.asarray(2 * (holds @ holds.T).toarray() / (sizes[:, None] + sizes), np.float32)


@lru_cache(maxsize=8)
def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring letters.

    >>> sorted(pairs("Card"))
    [' c', 'ar', 'ca', 'd ', 'rd']
    """
    padded = f" {normal_text(text).casefold()} "
    return frozenset(padded[place : place + 2] for place in range(len(padded) - 1))
