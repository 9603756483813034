"""Tests speak for a ward of their own, whose figures they may name: a change of Meguro's facts changes no test."""

from __future__ import annotations

import os
from pathlib import Path

os.environ["MADOGUCHI_WARD"] = str(Path(__file__).parent / "tests" / "wards" / "meguro")  # Meguro's, as of 2026-11-30
