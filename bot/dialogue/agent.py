"""Rasa's agent behind the privacy gate: every channel's messages come through here."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SlotSet, UserUttered

from bot.dialogue.answering import Answering
from bot.dialogue.conversation_locks import ConversationLocks
from bot.dialogue.decision_trace import trace
from bot.dialogue.held_replies import HeldReplies
from bot.dialogue.keeper import Keeper
from bot.dialogue.nlg import CatalogueNLG
from bot.dialogue.processor import DeskProcessor
from bot.dialogue.tracker_queries import last_reply, replies_to
from bot.dialogue.turn import Turn, run
from bot.dialogue.turn_metrics import NONE, band_of, whole_turn
from bot.i18n.languages import language_of
from bot.nlu.constants import LANGUAGE
from bot.replies.reply import Given
from bot.replies.speaker import Speaker
from bot.runtime.log_privacy import unlogged
from bot.storage.tracker_store import ForgettingMemoryStore
from bot.text.well_formed import well_formed

logger = logging.getLogger(__name__)


async def _nothing_beside(sender_id: str) -> None:
    """Deletes nothing: nothing is kept beside the conversation."""


@dataclass(frozen=True)
class Turned:
    """A turn that has ended.

    Attributes:
        given: its last reply; None where nothing was said that has a topic.
        channel: the input channel's name.
        question: as the gate let it through.
        sender: Rasa's name for the conversation.
        band: how sure the model was, one of `bot.dialogue.turn_metrics.BANDS`.
    """

    given: Given | None
    channel: str
    question: str
    sender: str
    band: str = NONE


@dataclass(frozen=True)
class Observers:
    """Who is told of turns.

    Attributes:
        after_turn: is told of each turn before its replies are handed over.
        after_forgetting: deletes what is kept beside a conversation that is deleted.
    """

    after_turn: Callable[[Turned], None] = lambda turned: None
    after_forgetting: Callable[[str], Awaitable[Any]] = _nothing_beside


class GuardedAgent(Agent):
    """Masks before anything is kept; answers whatever happens inside; keeps what it confirms, or says so."""

    processor: DeskProcessor
    _answering: Answering

    def __init__(self, *args: Any, observers: Observers | None = None, **kwargs: Any) -> None:
        """Builds Rasa's agent; the model is loaded by `load_model`."""
        super().__init__(*args, **kwargs)
        self._observers = observers or Observers()

    @staticmethod
    def _create_tracker_store(store: TrackerStore | None, domain: Domain) -> TrackerStore:
        """The store itself: Rasa's fall-back into memory would hide that nothing is kept, and never forget."""
        assert store is not None
        store.domain = domain
        return store

    def load_model(self, model_path: str | Path, fingerprint: str | None = None) -> None:
        """Loads a trained model into our own processor."""
        self.processor = DeskProcessor(
            model_path=model_path,
            tracker_store=self.tracker_store,
            lock_store=self.lock_store,
            action_endpoint=self.action_endpoint,
            generator=self.nlg,
        )
        self.domain = self.tracker_store.domain = self.processor.domain
        self._set_fingerprint(fingerprint)
        self._answering = self._answer_with(self.processor, self.tracker_store)

    def _answer_with(self, processor: DeskProcessor, store: TrackerStore) -> Answering:
        assert isinstance(self.nlg, CatalogueNLG)
        return Answering(processor, self.nlg, Keeper(store, self.domain))

    def apart(self, store: TrackerStore | None = None) -> GuardedAgent:
        """The same desk with the same model over another store, of whose turns nobody is told; else kept nowhere."""
        twin, own = copy(self), store or ForgettingMemoryStore(self.domain)
        twin.tracker_store, twin.processor, twin._observers = own, copy(self.processor), Observers()
        twin.processor.tracker_store, own.domain = own, self.domain
        twin.lock_store = ConversationLocks()
        twin._answering = twin._answer_with(twin.processor, own)
        return twin

    @property
    def speaker(self) -> Speaker:
        """What speaks the replies that need no dialogue."""
        return self._answering.speaker

    async def handle_message(self, message: UserMessage) -> list[dict[str, Any]] | None:
        """Handles one message; never raises for what a visitor sent."""
        message.text = well_formed(message.text) if isinstance(message.text, str) else None
        replies = message.output_channel = HeldReplies(message.output_channel)
        turn = Turn(message, replies)
        with unlogged(message.sender_id, message.text), whole_turn():
            try:
                async with self.lock_store.lock(message.sender_id):
                    await run(turn, self._answering)
            except (Exception, SystemExit) as error:  # whatever broke, the visitor gets the phone line
                logger.error("A message could not be handled: %s", type(error).__name__)
                replies.take_back()
                await self._answering.say("error", message)
            told = message.input_channel or "", message.text or "", message.sender_id
            self._observers.after_turn(Turned(replies.last, *told, band=band_of(turn)))
            await replies.deliver()
        return None

    async def explain(self, sender_id: str) -> dict[str, Any]:
        """Why the last message was answered as it was; empty where nothing was asked."""
        tracker, _is_away = await self._answering.keeper.remember(sender_id)
        return trace(tracker) if tracker.events else {}

    async def choose_language(self, sender_id: str, language: str) -> None:
        """Keeps the language that a visitor chose without a word; a later clear sentence may still change it.

        Its register, where a reader's code names one, comes with the next message, as what is shown.
        """
        with unlogged(sender_id):  # the first one is the channel's guess anyway
            async with self.lock_store.lock(sender_id):
                await self._answering.keeper.note(sender_id, SlotSet(LANGUAGE, language_of(language)))

    async def answered_outside(self, sender_id: str) -> None:
        """Notes that a channel replied by itself, but not what: "the second one" no longer means the reply before."""
        with unlogged(sender_id):
            async with self.lock_store.lock(sender_id):
                await self._answering.keeper.note(sender_id, BotUttered())

    async def forget(self, sender_id: str) -> None:
        """Deletes a conversation at its visitor's wish.

        Raises:
            Exception: when it could not be deleted.
        """
        with unlogged(sender_id):
            async with self.lock_store.lock(sender_id):
                self._answering.keeper.computed.pop(sender_id, None)
                await self.tracker_store.delete(sender_id)
        await self._observers.after_forgetting(sender_id)

    async def question(self, sender_id: str, message_id: str) -> str | None:
        """The text of one message of a conversation, as it was kept."""
        tracker = await self._answering.keeper.everything(sender_id)
        heard = [event for event in tracker.events if isinstance(event, UserUttered)] if tracker else []
        return next((str(event.text) for event in heard if event.message_id == message_id), None)

    async def replies_to(self, sender_id: str, message_id: str) -> list[Given]:
        """The replies to one message as they were kept; none where a form's were forgotten."""
        tracker = await self._answering.keeper.everything(sender_id)
        found = replies_to(tracker, message_id) if tracker else []
        return found if all(self.speaker.can_write(given) for given in found) else []

    async def replies_to_each(self, sender_id: str, message_ids: Sequence[str]) -> dict[str, list[Given]]:
        """The replies to several messages as they were kept, without those that were forgotten."""
        tracker = await self._answering.keeper.everything(sender_id)
        found = {name: replies_to(tracker, name) for name in message_ids} if tracker else {}
        return {name: given for name, given in found.items() if given and all(map(self.speaker.can_write, given))}

    async def last_reply(self, sender_id: str) -> Given | None:
        """The last reply of a conversation as it was kept; None before one, and where a form was forgotten."""
        tracker, _is_away = await self._answering.keeper.remember(sender_id)
        given = last_reply(tracker)
        return given if given and self.speaker.can_write(given) else None
