"""Where the chat would begin a dialogue, an agent's search offers it; and how the kiosk doctor is answered."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from actions.kiosk import SAID, hear
from bot.channels.rest import BadRequest
from bot.channels.web.requests import Record
from bot.copilot.topics import KIOSK, PINS, REFUSED, SCAM, TOLD
from bot.nlu.safety_net import nets
from bot.replies.expiry_question import UNKNOWN
from bot.replies.kiosk import NO, YES
from knowledge.kiosk import Answers, load_steps, rejects
from knowledge.pins import screen_of

# The words that answer a step of the kiosk doctor, as the form of the chat hears them.
WORDS = dict(zip((*SAID, "unknown"), (YES, NO, UNKNOWN), strict=True))


def with_dialogues(ranked: Sequence[str], urgent: Collection[str], text: str) -> list[str]:
    """The topics of a search, the dialogues among them where the chat would begin them.

    What to do after a scam always stands beside the scam: first where it is said to have happened.
    """
    found = list(ranked)
    if rejects(text):
        found = [KIOSK, REFUSED, *(topic for topic in found if topic != REFUSED)]
    elif screen_of(text):
        found.insert(1, PINS)
    if SCAM in urgent or found[:1] == [SCAM]:
        has_happened = any(net.topic == SCAM and net.has_happened(text) for net in nets())
        place = found.index(SCAM) if SCAM in found else 0
        found.insert(place if has_happened else place + 1, TOLD)
    return found


def read_answers(record: Record) -> Answers:
    """What was answered to the steps of the kiosk doctor, {step: word}; each step once.

    Raises:
        BadRequest: when it is something else.
    """
    given = record.get("answers", {})
    steps = {step.id for step in load_steps()}
    if not isinstance(given, dict) or not all(
        step in steps and isinstance(word, str) and word in WORDS for step, word in given.items()
    ):
        raise BadRequest(f"'answers' must name steps of the kiosk doctor, each {', '.join(WORDS)}.")
    heard = [hear(step, [word], {"helped": step})[0] for step, word in given.items()]
    return {step: answer for one in heard for step, answer in one.items()}
