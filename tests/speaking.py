"""What speaks the answers of the tests' ward, loaded once for every test that wants no desk."""

from __future__ import annotations

from bot.replies.speaker import Speaker
from tests.ward import WARD

SPEAKER = Speaker(WARD)
