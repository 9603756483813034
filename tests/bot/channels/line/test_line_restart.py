"""A delivery that comes again after a restart: the event was heard, whoever heard it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import UserMessage

from bot.channels.line.event_handler import LineDesk
from bot.channels.line.heard import Heard
from bot.channels.line.unsend import without_store
from bot.channels.line.webhook_events import read_event
from bot.replies.speaker import Speaker
from bot.storage.engine import open_engine
from tests.doubles.line_platform import LinePlatform
from tests.ward import WARD

PLATFORM = LinePlatform()  # makes events; not started


class SilentClient:
    """Takes every call and says nothing of it."""

    async def call(self, *_call: Any, **_more: Any) -> Any:
        return type("Answer", (), {"ok": False, "status": 0, "body": {}})()

    async def close(self) -> None:
        return None


def heard_by(is_first: Callable[[str], bool], *events: dict[str, Any]) -> list[str]:
    """What a desk that has just started hears of these events."""
    heard: list[str] = []

    async def hear(message: UserMessage) -> None:
        heard.append(str(message.text))

    async def run() -> None:
        desk = LineDesk(
            hear=hear, speaker=Speaker(WARD), client=SilentClient(), name_key=b"name", link_key=b"link",  # type: ignore[arg-type]
            unsend=without_store, is_first=is_first, show_menu=None, handing_over=None,  # type: ignore[arg-type]
        )  # fmt: skip
        for event in map(read_event, events):
            assert event
            desk.accept(event, "https://desk.example")
        await desk.close()

    asyncio.run(run())
    return heard


def test_a_redelivery_after_a_restart_is_answered_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    written, pressed = PLATFORM.message("Uone", "カードをなくしました"), PLATFORM.postback("Uone", "/pin_locked")
    again = [{**event, "deliveryContext": {"isRedelivery": True}} for event in (written, pressed)]
    unseen = {**PLATFORM.message("Uone", "更新したい"), "deliveryContext": {"isRedelivery": True}}
    assert sorted(heard_by(Heard(open_engine(url), b"key").is_first, written, pressed)) == [
        "/pin_locked",
        "カードをなくしました",
    ]
    assert heard_by(Heard(open_engine(url), b"key").is_first, *again, unseen, *again) == ["更新したい"]
