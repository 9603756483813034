"""Turns as Prometheus counts them, in each server; their sum over all servers is the desk's."""

from __future__ import annotations

from prometheus_client import Counter, Gauge

from bot.dialogue.agent import Turned
from bot.insights.turn_counts import FAILED, Turn

ASKED = "asked"  # a form's question: its answer is still to come
NOTHING = "none"  # the topic of a turn that said nothing
LABELS = ("channel", "language", "topic", "band", "outcome")
TURNS = Counter("madoguchi_turns_total", "Messages answered, by what they were about and how it ended", LABELS)
WRITES = Gauge("madoguchi_counts_waiting", "Turns and deletions that are still to be written into the desk's tables")


def count(turned: Turned, turn: Turn | None) -> None:
    """Counts a turn; all labels are names that the desk itself has given.

    Args:
        turned: what ended.
        turn: as the board counts it; None for a form's question.
    """
    given = turned.given
    if given is None:
        TURNS.labels(turned.channel, NOTHING, NOTHING, turned.band, FAILED).inc()
        return
    outcome = turn.outcome if turn else ASKED
    TURNS.labels(turned.channel, given.language, given.reply.topic, turned.band, outcome).inc()
