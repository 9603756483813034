"""Builds the agent: the trained model, its store, its actions."""

from __future__ import annotations

import logging

from rasa.core.tracker_store import TrackerStore
from rasa.utils.endpoints import EndpointConfig
from sqlalchemy.exc import SQLAlchemyError
from threadpoolctl import threadpool_limits

from bot.dialogue.agent import GuardedAgent, Observers
from bot.dialogue.conversation_locks import ConversationLocks
from bot.dialogue.embedded_actions import EmbeddedActions
from bot.dialogue.rasa_patches import take_shortcuts
from bot.dialogue.remote_actions import RemoteActions
from bot.runtime.log_privacy import make_logs_private
from bot.settings import Settings
from bot.storage.address import cannot_open, store_address
from bot.storage.connecting import make_engine
from bot.storage.tracker_store import ForgettingMemoryStore, ForgettingSQLStore, sql_store

NLG = "bot.dialogue.nlg.CatalogueNLG"
BAD_MODEL = "The model at {} cannot be loaded ({}). Put back the one that ran before, or run `make train`."


logger = logging.getLogger(__name__)


class NoModelError(Exception):
    """There is no trained model yet, or none that can be loaded."""


def open_store(url: str) -> ForgettingSQLStore:
    """Opens the tracker store at an SQLAlchemy address.

    Raises:
        SettingError: when it is none, or the store cannot be opened.
    """
    try:
        return ForgettingSQLStore(make_engine(store_address(url)))
    except (SQLAlchemyError, OSError) as error:
        raise cannot_open(error) from None


def action_endpoint(url: str | None) -> EndpointConfig:
    """The separate action server, or the embedded one."""
    return RemoteActions(url) if url else EmbeddedActions()


def load_agent(
    settings: Settings, store: TrackerStore | None = None, observers: Observers | None = None
) -> GuardedAgent:
    """Loads the desk.

    Args:
        settings: where the model is, whose ward's desk it is, and the action server.
        store: keeps the conversations; None: kept only as long as the process.
        observers: are told of turns.

    Raises:
        NoModelError: before the first training, and for a file that is no model of this version.
    """
    if not settings.model.is_file():
        raise NoModelError(f"No model found at {settings.model}. Run `make train` first.")
    shared = sql_store(store) if store else None
    agent = GuardedAgent(
        generator=EndpointConfig(type=NLG, ward=settings.ward),
        tracker_store=store or ForgettingMemoryStore(None),
        lock_store=ConversationLocks(shared.locks if shared else None),
        action_endpoint=action_endpoint(settings.action_url),
        observers=observers,
    )
    try:
        agent.load_model(settings.model)
    except Exception as error:  # of many kinds: a file cut short, another version's, something else altogether
        logger.debug("The model cannot be loaded.", exc_info=error)
        raise NoModelError(BAD_MODEL.format(settings.model, type(error).__name__)) from error
    threadpool_limits(limits=1, user_api="blas")  # a second thread only fights with the encoder's: 20 ms a turn, not 11
    take_shortcuts()
    make_logs_private()
    return agent
