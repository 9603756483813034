"""The ward that the tests speak for: Meguro as it was on 2026-11-30, whose figures they may name."""

from __future__ import annotations

from pathlib import Path

WARD = str(Path(__file__).parent / "wards" / "meguro")
