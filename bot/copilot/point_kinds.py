"""What a spoken point tells: its part's kind in knowledge/answers, or what it was computed for."""

from __future__ import annotations

from bot.i18n.languages import ORIGINAL
from bot.replies.builder import Speaker
from knowledge.expiry_phrases import load_phrases
from knowledge.kinds import Kind

# Sentences of computed answers (expiry.yml), which come as text alone: a reply does not carry kinds yet.
KINDS_OF_PHRASES = {"bring": Kind.BRING, "bring_stay": Kind.BRING, "pick_up": Kind.BRING, "place": Kind.WHERE}


def point_kinds(topic: str, speaker: Speaker) -> dict[str, Kind]:
    """The kinds of what a topic's answers say, those of its dialogue among them, by the Japanese of each point.

    A reply names its topic, not which of these answers spoke; all of them tell a sentence by the same kind. What is
    in none of them is a plain point: a doctor's question, a sentence made of somebody's dates.
    """
    phrases = load_phrases()
    kinds = {phrases[name]: kind for name, kind in KINDS_OF_PHRASES.items()}
    answers = (answer for answer in speaker.answers.values() if topic in (answer.topic, answer.about))
    kinds |= {part.msgid: part.kind for answer in answers for part in answer.parts if part.kind is not Kind.NOTE}
    return {speaker.say(msgid, ORIGINAL): kind for msgid, kind in kinds.items()}
