"""What is measured of turns: how long each step takes, how many are under way, how sure the model was.

Counters and histograms know steps, kinds and bands, never what anybody wrote or who it was (docs/metrics.md).
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from prometheus_client import Counter, Gauge, Histogram

from bot.nlu.constants import ASPECT, CHOICE, DOUBT, PART, UNCLEAR, URGENT

if TYPE_CHECKING:
    from bot.dialogue.turn import Turn

# Seconds; a turn takes some 30 ms, waits 4 s for an action server and ends after 30 s.
BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
STEP_SECONDS = Histogram("madoguchi_turn_step_seconds", "Seconds that a step of a turn took", ["step"], buckets=BOUNDS)
TURN_SECONDS = Histogram("madoguchi_turn_seconds", "Seconds from a message to its replies", buckets=BOUNDS)
UNDER_WAY = Gauge("madoguchi_turns_under_way", "Messages that wait for their replies, those of the queue included")
QUEUED = Gauge("madoguchi_model_queue", "Messages that wait for the model, which hears one at a time")
MASKED = Counter("madoguchi_masked_total", "Messages in which the privacy gate masked a number, by its kind", ["kind"])

BUTTON, REFUSED, NONE = "button", "refused", "none"
SURE, LIKELY, IN_DOUBT, FOLLOW_UP, ALARM = "sure", "likely", "in_doubt", "follow_up", "alarm"
BANDS = (SURE, LIKELY, IN_DOUBT, FOLLOW_UP, ALARM, BUTTON, REFUSED, NONE)


@contextmanager
def timed(step: str) -> Iterator[None]:
    """Measures a step, also one that fails."""
    started = time.perf_counter()
    try:
        yield
    finally:
        STEP_SECONDS.labels(step).observe(time.perf_counter() - started)


@contextmanager
def whole_turn() -> Iterator[None]:
    """Measures a turn, and counts it as under way meanwhile."""
    with UNDER_WAY.track_inprogress(), TURN_SECONDS.time():
        yield


def band_of(turn: Turn) -> str:
    """How sure the model was of a turn's message (docs/decisions/0032); `none` where the model did not hear it."""
    if turn.gated.refusal:
        return REFUSED
    heard = turn.tracker.latest_message if turn.tracker else None
    if turn.tracker is None or heard is None or len(turn.tracker.events) <= len(turn.before):
        return NONE
    if (heard.text or "").startswith("/"):
        return BUTTON
    found = {entity.get("entity") for entity in heard.entities}
    if URGENT in found:
        return ALARM
    if CHOICE in found or (heard.intent or {}).get("name") in UNCLEAR:
        return IN_DOUBT
    if DOUBT in found:
        return LIKELY
    return FOLLOW_UP if found & {ASPECT, PART} else SURE
