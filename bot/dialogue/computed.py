"""What was computed from somebody's own dates, known for a few minutes after the form has forgotten it.

It is in this process alone and never stored: "and the certificate?" and "no, 1991" are answered from it; where it is
not known any more, they are heard like any other message.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from cachetools import TTLCache
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import ActionExecuted, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.clock import moment_of
from bot.dialogue.preprocessing import clean
from bot.nlu.form_word_extractor import shapes
from bot.nlu.residence_extractor import group_of
from dates.reader import read_dates
from expiry.draft import ABOUT, NOTES, PERSON, SLOTS

AFTER = "after_result"  # stands for the slot that is asked for, in the metadata of a message that goes on from a result
RESULT = "action_expiry"
MOST, SECONDS = 1_000, 15 * 60
LONGEST = 200  # characters of a message that goes on from a result
Slots = dict[str, Any]
Computed = TTLCache[str, Slots]


def new_memory() -> Computed:
    """The memory of one desk: a conversation's slots as its last result was computed from them."""
    return TTLCache(MOST, SECONDS)


def computed_slots(events: Iterable[Event]) -> Slots | None:
    """The slots that the last message's result was computed from; None without one, empty where it was stopped."""
    known: Slots = {}
    found: Slots | None = None
    for event in events:
        if isinstance(event, UserUttered):
            found = None
        elif isinstance(event, SlotSet) and event.key in (*SLOTS, NOTES):
            known[event.key] = event.value
        elif isinstance(event, ActionExecuted) and event.action_name == RESULT:
            found = dict(known)
    if found is None:
        return None
    notes = found.get(NOTES) or {}
    if notes.get("is_stopped") or not any(found.get(slot) for slot in SLOTS):
        return {}
    return {**found, NOTES: {**notes, "is_given": True}}


def take_up(message: UserMessage, tracker: DialogueStateTracker, memory: Computed) -> bool:
    """Puts back into the slots what a message goes on from; returns whether it goes on from a result."""
    slots = memory.get(message.sender_id)
    if not slots or not message.text or len(message.text) > LONGEST or tracker.active_loop_name:
        return False
    if not goes_on(clean(message.text), moment_of(message.metadata).date()):
        return False
    for name, value in slots.items():
        tracker.update(SlotSet(name, value))
    return True


def goes_on(text: str, today: date) -> bool:
    """Whether a message asks for what was computed, corrects a date of it, or tells those of somebody else."""
    said = shapes(text)
    if any(word.startswith(ABOUT) for word in said):
        return True
    is_correction, is_others = "correction" in said, any(word.startswith(PERSON) for word in said)
    group = group_of(text) if is_correction else None
    return bool(((is_correction or is_others) and read_dates(text, today)) or (group and group.is_clear))
