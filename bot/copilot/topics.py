"""What an agent can open: the topics of every source, the chat's advice after a scam, and its two doctors."""

from __future__ import annotations

from bot.replies.speaker import Speaker

SCAM, TOLD = "scam", "scam_told"
REFUSED, KIOSK = "konbini_conditions", "kiosk_doctor"
PINS = "pin_doctor"
LED_TO = {TOLD: SCAM, KIOSK: REFUSED, PINS: "pin_locked"}  # as likely as the topic that each belongs to


def openable(speaker: Speaker) -> frozenset[str]:
    """Every topic that a call can be about: of a source, of a dialogue, and whatever else an answer leads to."""
    led_to = (topic for answer in speaker.answers.values() for topic in answer.related)
    return speaker.topics | frozenset(LED_TO) | frozenset(led_to)
