"""What is kept with eight bits is told as before."""

from __future__ import annotations

import numpy as np

from bot.nlu.eight_bits import MOST, EightBits


def test_no_number_is_off_by_more_than_half_a_step() -> None:
    matrix = np.random.default_rng(7).normal(size=(50, 30)).astype(np.float32)
    kept = EightBits.of(matrix)
    off = np.abs(kept.rows(slice(0, 50)) - matrix).max(axis=1)
    assert kept.whole.dtype == np.int8 and (off <= np.abs(matrix).max(axis=1) / MOST / 2 + 1e-6).all()


def test_rows_are_found_by_their_places_and_a_row_of_zeros_stays_one() -> None:
    kept = EightBits.of(np.array([[0, 0], [1, -2], [100, 50]], dtype=np.float32))
    assert np.allclose(kept.rows(np.array([2, 0])), [[100, 50], [0, 0]], rtol=0.01)
