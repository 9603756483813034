"""Groups: only who mentions the desk is answered, and nobody tells a group their dates."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.bot.channels.line.chat import Json, after
from tests.doubles.line_platform import LinePlatform

pytestmark = pytest.mark.usefixtures("no_rule_was_broken")


def mention(text: str, name: str = "@窓口") -> Json:
    place = len(text[: text.index(name)].encode("utf-16-le")) // 2
    return {"mentionees": [{"type": "user", "isSelf": True, "index": place, "length": len(name)}]}


def test_in_a_group_only_a_mention_is_answered_and_quoted(platform: LinePlatform, deliver: Callable[..., None]) -> None:
    text = "😀 @窓口 カードをなくしました"
    heard = platform.message("Cgroup", text, mention=mention(text))
    heard["source"]["userId"] = "Umember"
    after(platform, deliver, platform.message("Cgroup", "カードをなくしました"), heard)
    first, second = platform.wait_for_messages("Cgroup", 2)
    assert first["type"] == "text" and first["quoteToken"] == heard["message"]["quoteToken"]
    assert second["type"] == "flex" and platform.chats["Umember"] == []
    assert "Cgroup" not in str([call.body for call in platform.calls_of("/v2/bot/chat/loading")])


def test_nobody_tells_a_group_their_birth_date(platform: LinePlatform, deliver: Callable[..., None]) -> None:
    text = "@窓口 自分のカードの有効期限を計算して"
    deliver(platform.message("Cform", text, mention=mention(text)))
    messages = platform.wait_for_messages("Cform")
    assert "一対一のトーク" in messages[0]["text"]
    text = "@窓口 コンビニで住民票はいくら"
    deliver(platform.message("Cform", text, mention=mention(text)))
    assert "200円" in str(platform.wait_for_messages("Cform", len(messages) + 1)[-2:])


def test_a_group_that_adds_the_desk_is_told_how_to_ask(platform: LinePlatform, deliver: Callable[..., None]) -> None:
    deliver(platform.event("join", "Cjoined"))
    assert "メンション" in platform.wait_for_messages("Cjoined")[0]["altText"]
