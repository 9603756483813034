"""The training questions' E5 vectors, kept beside them: to encode 32,000 anew takes longer than all else of a training.

A file for each file of data/nlu, written by `make vectors` (docs/decisions/0027).
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.nlu.encoders import Vectors
from bot.settings import ROOT

KEPT = ROOT / "data" / "vectors"
RECORD = np.dtype([("name", "<u8"), ("vector", "i1", (384,))])
SCALE = 60  # an E5 vector has length 2 (bot.nlu.encoders); no number of ours goes beyond 127 / 60
Quantised = npt.NDArray[np.int8]


def quantised(vectors: Vectors) -> Quantised:
    """Vectors with a byte a number."""
    return np.asarray(np.clip(np.round(vectors * SCALE), -127, 127), dtype=np.int8)


def widened(vectors: Quantised) -> Vectors:
    """The same as numbers that can be reckoned with."""
    return np.asarray(vectors, dtype=np.float32) / np.float32(SCALE)


def name_of(text: str) -> int:
    """What the vector of a text is kept under: eight bytes of its BLAKE2b hash."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")


def read_kept(folder: Path = KEPT) -> dict[int, Quantised]:
    """Every vector that is kept, by its name."""
    kept: dict[int, Quantised] = {}
    for path in sorted(folder.glob("*/*.npy")):
        records = np.load(path)
        kept.update(zip(records["name"].tolist(), records["vector"], strict=True))
    return kept
