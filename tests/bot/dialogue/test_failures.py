"""The desk answers with parts of it switched off."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path
from typing import Any

import pytest

from bot.dialogue.agent_factory import action_endpoint, load_agent, open_store
from bot.dialogue.local_conversation import Conversations
from bot.settings import SettingError, read_settings
from bot.storage.connecting import make_engine


@pytest.fixture(scope="module")
def broken() -> Conversations:
    """A desk whose action server is dead."""
    settings = dataclasses.replace(read_settings(), action_url="http://127.0.0.1:9/webhook")
    return Conversations(load_agent(settings))


def test_action_server_dead(broken: Conversations, loop: Any) -> None:
    def ask(text: str) -> dict[str, Any]:
        return loop.run_until_complete(broken.ask(text, sender="dead"))["replies"][0]

    assert ask("I lost my My Number card")["custom"]["topic"] == "lost_card"
    assert ask("How much is a juminhyo at the convenience store?")["custom"]["topic"] == "konbini_juminhyo"
    unavailable = ask("I want to talk to a human please")
    assert unavailable["custom"]["topic"] == "unavailable"
    assert unavailable["custom"]["language"] == "en"
    assert "0570-057118" in unavailable["text"]


def test_model_fails(conversations: Conversations, loop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversations.agent.processor, "handle_message", None)
    reply = loop.run_until_complete(conversations.ask("카드를 잃어버렸어요"))["replies"][0]
    assert (reply["custom"]["topic"], reply["custom"]["language"]) == ("error", "ko")
    assert "0120-95-0178" in reply["text"]


class BrokenStore:
    """A tracker store that can be neither read nor written."""

    def __init__(self, domain: Any) -> None:
        self.domain = domain

    async def retrieve(self, sender_id: str) -> None:
        raise OSError("read-only")


def test_store_unreadable(conversations: Conversations, loop: Any) -> None:
    desk = Conversations(conversations.agent.apart(BrokenStore(None)))
    reply = loop.run_until_complete(desk.ask("カードをなくしました"))["replies"][0]
    assert "0120-95-0178" in reply["text"]


def test_store_unwritable(tmp_path: Path, loop: Any) -> None:
    file = tmp_path / "conversations.db"
    desk = Conversations(load_agent(read_settings(), open_store(f"sqlite:///{file}")))
    desk.agent.tracker_store.engine.execute("DROP TABLE events")
    replies = loop.run_until_complete(desk.ask("カードをなくしました", sender="a"))["replies"]
    assert "0120-95-0178" in replies[0]["text"]


# fmt: off
@pytest.mark.parametrize(("name", "value"), [
    ("MADOGUCHI_KEEP_DAYS", "soon"), ("MADOGUCHI_KEEP_DAYS", "0"), ("MADOGUCHI_ACTION_URL", "localhost"),
    ("MADOGUCHI_EXPLAIN", "yes"),
])
# fmt: on
def test_wrong_setting_names_itself(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setitem(os.environ, name, value)
    with pytest.raises(SettingError, match=name):
        read_settings()


def test_embedded_actions_are_the_default() -> None:
    assert action_endpoint(None).url == "embedded"


@pytest.mark.parametrize(("url", "told"), [
    ("nonsense", "no address"), ("", "no address"), ("var/conversations.db", "no address"), ("sqlite://", "names no file"),
    ("sqlite:///", "names no file"), ("sqlite:///:memory:", "names no file"), ("sqlite:///file:x?mode=memory&uri=true", "names no file"),
    ("postgresql://", "names no database"), ("postgresql://desk:secret@db", "names no database"), ("postgresql://a:secret@db:x/desk", "no address"),
    ("mysql://desk:secret@db/desk", "must begin"), ("postgres://desk:secret@db/desk", "must begin"), ("postgresql+asyncpg://a:secret@b/c", "must begin"),
    ("sqlite:////proc/no/such/place.db", "Its folder must be"), ("sqlite:////tmp", "Its folder must be"),
    ("postgresql://desk:secret@127.0.0.1:9/desk", "See that the database runs"),
])  # fmt: skip
def test_a_store_that_cannot_be_opened_names_its_setting_and_what_to_do(url: str, told: str) -> None:
    with pytest.raises(SettingError, match=f"^MADOGUCHI_STORE_URL.*{told}") as raised:
        open_store(url)
    assert "secret" not in str(raised.value) and "\n" not in str(raised.value)


def test_a_file_that_is_no_database_is_told_so(tmp_path: Path) -> None:
    (file := tmp_path / "notes.txt").write_text("no database at all, and long enough to be looked at " * 20)
    with pytest.raises(SettingError, match="is a SQLite database"):
        open_store(f"sqlite:///{file}")


def test_the_address_of_a_store_is_kept_whole() -> None:
    address = "postgresql://desk:secret@db:6543/desk?sslmode=verify-full&options=-csearch_path%3Ddesk"
    engine = make_engine(address)
    _arguments, options = engine.dialect.create_connect_args(engine.url)
    assert (options["port"], options["sslmode"], options["options"]) == (6543, "verify-full", "-csearch_path=desk")


def test_figures_for_a_form_are_not_called_unreadable_while_the_store_is_away(
    conversations: Conversations, loop: Any
) -> None:
    desk = Conversations(conversations.agent.apart(BrokenStore(None)))
    (reply,) = loop.run_until_complete(desk.ask("2023-06-01", language="en"))["replies"]
    assert (reply["custom"]["topic"], reply["custom"]["language"]) == ("unavailable", "en")
    (reply,) = loop.run_until_complete(conversations.ask("?!"))["replies"]
    assert reply["custom"]["topic"] == "empty"
