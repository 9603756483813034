"""A loss or a scam stays in mind: for a few messages every reply names its line, whatever was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.tracker_queries import answered_topic
from bot.grammar.circumstances import NO_VOICE
from bot.nlu.safety_net import FOUND
from bot.replies.reply import AnyPart, PhoneLines, Reply
from knowledge.kinds import Kind

# Answers that name the urgent line themselves, in words that fit their own subject.
REASSURED = {
    "lost_card": frozenset({"lost_card", FOUND, "reissue", NO_VOICE}),
    "scam": frozenset({"scam", "lost_card"}),
}


def lasting_alarm(tracker: DialogueStateTracker) -> str | None:
    """The urgent topic answered in the last few messages, unless the card was found since; None without one."""
    topic = answered_topic(tracker, {*REASSURED, FOUND})
    return topic if topic in REASSURED else None


def name_lines(reply: Reply, lines: Sequence[str]) -> Reply:
    """A reply that names some lines first, whatever the hour; where it names none yet, right after its lead.

    Args:
        reply: about something else than the alarm.
        lines: of knowledge/lines.yml.
    """
    kinds = [part.kind for part in reply.parts]
    if not lines:
        return reply
    if Kind.PHONE_LINE in kinds:
        return replace(reply, parts=tuple(_first(part, lines) for part in reply.parts))
    after = kinds.index(Kind.LEAD) + 1 if Kind.LEAD in kinds else 0
    added = PhoneLines(tuple(lines), tuple(lines))
    return replace(reply, parts=(*reply.parts[:after], added, *reply.parts[after:]))


def _first(part: AnyPart, lines: Sequence[str]) -> AnyPart:
    if not isinstance(part, PhoneLines):
        return part
    return PhoneLines(part.names, tuple(dict.fromkeys((*lines, *part.first))))
