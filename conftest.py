"""Tests speak for a ward of their own, whose figures they may name: a change of Meguro's facts changes no test."""

from __future__ import annotations

import os

from tests.ward import WARD

os.environ["MADOGUCHI_WARD"] = WARD  # of desks that read their settings, in this process or in one of its own
