"""Puts the LINE channel together from the settings."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from rasa.core.channels.channel import UserMessage

from bot.channels.line.channel import LineInput
from bot.channels.line.client import LineClient
from bot.channels.line.event_handler import LineDesk
from bot.channels.line.handing_over import HandingOver
from bot.channels.line.heard import Heard, always_first
from bot.channels.line.rich_menu.links import show_menu
from bot.channels.line.short_titles import short_titles
from bot.channels.line.unsend import unsend, without_store
from bot.dialogue.agent import GuardedAgent
from bot.handoff.service import HandoffDesk
from bot.i18n.languages import LANGUAGES
from bot.settings import Settings
from bot.storage.secret_keys import derive, key_of
from bot.storage.tracker_store import sql_store


def open_line(settings: Settings, agent: GuardedAgent, handoffs: HandoffDesk) -> LineInput | None:
    """The channel; None without a channel secret.

    Raises:
        SettingError: when the installation's key can be neither read nor kept.
    """
    line = settings.line
    if line is None:
        print("LINE is off: LINE_CHANNEL_SECRET is not set (docs/line.md).", flush=True)
        return None
    key = key_of(settings)
    for language in LANGUAGES:
        short_titles(agent.speaker, language)  # read now, not when the first visitor waits
    store, client, link_key = sql_store(agent.tracker_store), LineClient(line), derive(key, "calendar")

    def open_desk(hear: Callable[[UserMessage], Awaitable[object]]) -> LineDesk:
        return LineDesk(
            hear=hear,
            speaker=agent.speaker,
            client=client,
            name_key=derive(key, "line"),
            link_key=link_key,
            unsend=partial(unsend, store) if store else without_store,
            is_first=Heard(store.engine, derive(key, "line")).is_first if store else always_first,
            show_menu=partial(show_menu, client),
            handing_over=HandingOver(handoffs, agent),
        )

    return LineInput(line.secret, open_desk, link_key, settings.public_url)
