"""One turn: what is known of it so far, and the steps that take it from a message to kept replies."""

from __future__ import annotations

from dataclasses import dataclass, field

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.answering import Answering
from bot.dialogue.computed import computed_slots, take_up
from bot.dialogue.hearing import hear
from bot.dialogue.held_replies import HeldReplies
from bot.dialogue.preprocessing import Gated
from bot.dialogue.turn_metrics import MASKED, timed


@dataclass
class Turn:
    """What is known of one turn.

    Attributes:
        message: what the visitor sent; from `gate` on, as the gate let it through.
        replies: what was said so far, held until the turn is kept.
        tracker: the conversation; from `answer` on, with this turn.
        before: the conversation's events before this turn.
        is_away: whether the store cannot be read.
        gated: what the gate did.
        language: to be expected of the message.
        is_over: whether a step has ended it.
    """

    message: UserMessage
    replies: HeldReplies
    tracker: DialogueStateTracker | None = None
    before: list[Event] = field(default_factory=list)
    is_away: bool = False
    gated: Gated = Gated("")
    language: str | None = None
    is_over: bool = False


async def remember(turn: Turn, desk: Answering) -> None:
    """Reads the conversation, once."""
    turn.tracker, turn.is_away = await desk.keeper.remember(turn.message.sender_id)
    turn.before = list(turn.tracker.events)


async def gate(turn: Turn, desk: Answering) -> None:
    """Puts into the message what may be heard, and what the conversation knows of it."""
    assert turn.tracker is not None
    may_follow = turn.message.sender_id not in desk.keeper.lost
    is_after = not turn.is_away and may_follow and take_up(turn.message, turn.tracker, desk.keeper.computed)
    turn.gated, turn.language = hear(turn.message, turn.tracker, desk.speaker, may_follow, is_after)


async def refuse(turn: Turn, desk: Answering) -> None:
    """Ends the turn where the gate lets nothing through; says what it masked."""
    refusal = turn.gated.refusal
    for kind in turn.gated.found:
        MASKED.labels(kind).inc()
    if refusal:
        is_figures = refusal == "empty" and any(character.isdigit() for character in turn.gated.text)
        await desk.say("unavailable" if turn.is_away and is_figures else refusal, turn.message, turn.language)
        turn.is_over = True
    elif turn.gated.found:
        await desk.say("masked", turn.message, turn.language)


async def answer(turn: Turn, desk: Answering) -> None:
    """Understands and decides: the model, the policies, the actions, the NLG."""
    assert turn.tracker is not None
    if turn.is_away:
        await desk.answer_without_memory(turn.message, turn.tracker, turn.replies)
        turn.is_over = True
    elif desk.processor.has_run_out(turn.tracker):
        turn.tracker = await desk.answer_late(turn.message, turn.tracker, turn.replies)
    else:
        turn.tracker = await desk.answer(turn.message, turn.tracker, turn.replies)


async def keep(turn: Turn, desk: Answering) -> None:
    """Stores the turn, or says what could not be kept."""
    assert turn.tracker is not None
    found = computed_slots(turn.tracker.events)
    if found is not None:
        desk.keeper.computed.pop(turn.message.sender_id, None)
    if found:
        desk.keeper.computed[turn.message.sender_id] = found
    if not await desk.keeper.keep(turn.tracker):
        before = desk.keeper.new(turn.message.sender_id, turn.before)
        await desk.say_not_kept(turn.tracker, before, turn.message, turn.replies)


STEPS = (remember, gate, refuse, answer, keep)


async def run(turn: Turn, desk: Answering) -> None:
    """Takes the steps, until one ends the turn."""
    for step in STEPS:
        with timed(step.__name__):
            await step(turn, desk)
        if turn.is_over:
            return
