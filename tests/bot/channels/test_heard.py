"""A message that was kept is known by its name for as long as it is kept, on every server of the store."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from aiohttp import ClientConnectionError, web
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.channels.heard import was_heard
from bot.dialogue import remote_actions
from bot.dialogue.agent_factory import open_store
from bot.dialogue.remote_actions import RemoteActions

SESSION, MESSAGE = "s" * 32, "a_name-of_22_characters"


async def test_a_name_is_known_after_any_time_and_only_in_its_conversation(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'conversations.db'}")
    store.domain = Domain.empty()
    agent: Any = SimpleNamespace(tracker_store=store)
    assert not await was_heard(agent, SESSION, MESSAGE)
    tracker = DialogueStateTracker.from_events(SESSION, [UserUttered("PIN", message_id=MESSAGE, timestamp=1.0)])
    await store.save(tracker)
    other_server: Any = SimpleNamespace(tracker_store=open_store(f"sqlite:///{tmp_path / 'conversations.db'}"))
    assert await was_heard(agent, SESSION, MESSAGE) and await was_heard(other_server, SESSION, MESSAGE)
    assert not await was_heard(agent, "t" * 32, MESSAGE)
    assert not await was_heard(agent, SESSION, MESSAGE.replace("_", "x"))  # no wildcard


async def test_a_store_that_is_away_has_heard_nothing(tmp_path: Path) -> None:
    store: Any = open_store(f"sqlite:///{tmp_path / 'conversations.db'}")
    store.engine.execute("DROP TABLE events")
    assert not await was_heard(SimpleNamespace(tracker_store=store), SESSION, MESSAGE)  # type: ignore[arg-type]


@pytest.mark.parametrize("answer", ["hang", '"text"', "[]", "null"])
async def test_an_action_server_that_does_not_answer_is_away(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    monkeypatch.setattr(remote_actions, "ACTION_SECONDS", 0.2)

    async def webhook(request: web.Request) -> web.Response:
        if answer == "hang":
            await asyncio.sleep(2)  # ten times the patience; the runner waits for it at the end
        return web.Response(text=answer, content_type="application/json")

    app = web.Application()
    app.router.add_post("/webhook", webhook)
    runner = web.AppRunner(app, shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    with pytest.raises(ClientConnectionError):
        await RemoteActions(f"http://127.0.0.1:{port}/webhook").request(json={}, method="post")
    await runner.cleanup()
