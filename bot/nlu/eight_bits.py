"""Keeps large matrices with eight bits a number: half the memory of half precision, and as right (tests/bot/nlu)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

MOST = 127  # what a signed byte holds on both sides of zero

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64] | slice


@dataclass(frozen=True)
class EightBits:
    """A matrix whose rows are whole numbers, each row with a scale of its own.

    Attributes:
        whole: shape (rows, columns), -127 to 127.
        scale: what a row's numbers are multiplied by, shape (rows,).
    """

    whole: npt.NDArray[np.int8]
    scale: Floats

    @classmethod
    def of(cls, matrix: Floats) -> EightBits:
        """Rounds a matrix; no number is off by more than a 254th of the largest in its row.

        >>> EightBits.of(np.array([[2.0, -1.0], [0.0, 0.0]], dtype=np.float32)).whole.tolist()
        [[127, -64], [0, 0]]
        """
        largest = np.abs(matrix).max(axis=1)
        scale = np.where(largest > 0, largest, 1).astype(np.float32) / MOST
        return cls(np.rint(matrix / scale[:, None]).astype(np.int8), scale)

    def rows(self, which: Rows) -> Floats:
        """Some of the rows as they were, nearly."""
        return np.asarray(self.whole[which] * self.scale[which][:, None], dtype=np.float32)
