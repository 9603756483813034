"""What a chat shows, as tests read it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from tests.doubles.line_platform import LinePlatform

Json = dict[str, Any]
LANGUAGES = {"ja": "カードをなくしました", "en": "I lost my card", "zh": "我的卡丢了", "ko": "카드를 잃어버렸어요"}


def quick_replies(messages: list[Json]) -> dict[str, Json]:
    """The actions below the last message, by label."""
    return {item["action"]["label"]: item["action"] for item in messages[-1].get("quickReply", {"items": []})["items"]}


def uris(message: Json) -> list[str]:
    return re.findall(r'"uri": "([^"]+)"', json.dumps(message))


def after(platform: LinePlatform, deliver: Callable[..., None], first: Json, *others: Json | str) -> None:
    """Delivers events whose silence cannot be seen, then one that is answered after them."""
    deliver(first, *others, platform.message("Uwitness", "カードをなくしました"))
    before = len(platform.chats["Uwitness"])
    platform.wait_for_messages("Uwitness", before + 1)
