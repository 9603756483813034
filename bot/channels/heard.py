"""Whether a message has been heard before, however long ago and by whichever server: the store knows."""

from __future__ import annotations

import logging

from sqlalchemy import select

from bot.dialogue.agent import GuardedAgent
from bot.storage.tracker_store import ForgettingSQLStore, sql_store

logger = logging.getLogger(__name__)


async def was_heard(agent: GuardedAgent, session: str, message: str) -> bool:
    """Whether a conversation holds a message of this name; False while the store cannot say."""
    store = sql_store(agent.tracker_store)
    try:
        return store is not None and await store.work(_is_stored, store, session, message)
    except Exception as error:
        logger.error("The tracker store cannot be read: %s", type(error).__name__)
        return False


def _is_stored(store: ForgettingSQLStore, session: str, message: str) -> bool:
    event = store.SQLEvent
    named = event.data.contains(f'"message_id": "{message}"', autoescape=True)  # as Rasa writes its JSON
    query = select(event.id).where(event.sender_id == session, event.type_name == "user", named).limit(1)
    with store.engine.connect() as connection:
        return connection.execute(query).first() is not None
