"""The training questions' vectors, kept beside them: to encode 32,000 anew takes longer than all else of a training.

For each encoder a file for each file of data/nlu, written by `make vectors` (docs/decisions/0027).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.nlu.encoders import Vectors, encode
from bot.settings import ROOT

KEPT = ROOT / "data" / "vectors"
Quantised = npt.NDArray[np.int8]


@dataclass(frozen=True)
class Kept:
    """How the vectors of one encoder are kept.

    Attributes:
        numbers: of one vector.
        scale: what a number is multiplied with before it is rounded: finer costs megabytes, coarser costs likeness.
    """

    numbers: int
    scale: int

    @property
    def record(self) -> np.dtype[np.void]:
        """A vector and what it is kept under."""
        return np.dtype([("name", "<u8"), ("vector", "i1", (self.numbers,))])

    def quantised(self, vectors: Vectors) -> Quantised:
        """Vectors with a byte a number."""
        return np.asarray(np.clip(np.round(vectors * self.scale), -127, 127), dtype=np.int8)

    def widened(self, vectors: Quantised) -> Vectors:
        """The same as numbers that can be reckoned with."""
        return np.asarray(vectors, dtype=np.float32) / np.float32(self.scale)


# An E5 vector has length 2 (bot.nlu.encoders), no number of it goes beyond 127 / 60; a USE vector has length 1.
KINDS = {"e5": Kept(numbers=384, scale=60), "use": Kept(numbers=512, scale=136)}


def name_of(text: str) -> int:
    """What the vector of a text is kept under: eight bytes of its BLAKE2b hash."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")


def read_kept(folder: Path) -> dict[int, Quantised]:
    """Every vector that is kept in an encoder's folder, by its name."""
    kept: dict[int, Quantised] = {}
    for path in sorted(folder.glob("*/*.npy")):
        records = np.load(path)
        kept.update(zip(records["name"].tolist(), records["vector"], strict=True))
    return kept


def recall(texts: Sequence[str], encoders: Sequence[str]) -> Vectors:
    """The vectors of texts side by side, one row each: those that are kept, and the others encoded."""
    return np.hstack([_recall(texts, encoder) for encoder in encoders])


def _recall(texts: Sequence[str], encoder: str) -> Vectors:
    kept = read_kept(KEPT / encoder)
    encode_missing(texts, encoder, kept)
    return KINDS[encoder].widened(np.stack([kept[name_of(text)] for text in texts]))


def encode_missing(texts: Sequence[str], encoder: str, kept: dict[int, Quantised]) -> int:
    """Encodes the texts that no vector is kept of.

    Args:
        texts: as the encoder reads them.
        encoder: a key of `KINDS`.
        kept: the vectors known so far by name, each of shape (numbers,), a byte a number; new ones are added.

    Returns:
        How many were encoded.
    """
    new = {name: text for text in texts if (name := name_of(text)) not in kept}
    if new:
        kept.update(zip(new, KINDS[encoder].quantised(encode(list(new.values()), [encoder])), strict=True))
    return len(new)
