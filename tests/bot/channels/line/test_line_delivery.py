"""Delivering exactly once: what the platform says decides what comes next."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.channels.line.client import ASIDE, MESSAGES, Lane, LineClient
from bot.channels.line.delivery import LONGEST_WAIT, PUSH_TRIES, REPLY_TRIES, Delivery
from bot.settings import LineSettings
from bot.text.json_values import JsonObject
from tests.doubles.line_platform import SECRET, TOKEN, LinePlatform

REPLY, PUSH = "/v2/bot/message/reply", "/v2/bot/message/push"
HELLO: JsonObject = {"type": "text", "text": "こんにちは"}


@pytest.fixture
def platform() -> Iterator[LinePlatform]:
    platform = LinePlatform().start()
    yield platform
    platform.stop()


class Sender:
    """Delivers without really waiting, and remembers how long it would have."""

    def __init__(self, platform: LinePlatform, token: str | None = TOKEN) -> None:
        self.platform, self.waits = platform, list[float]()
        self.settings = LineSettings(SECRET, token, "1234", platform.url, platform.url)

    async def sleep(self, seconds: float) -> None:
        if seconds:
            self.waits.append(seconds)

    def send(self, token: str | None, *messages: Any, is_open: Callable[[], bool] = lambda: True) -> list[str]:
        """Sends to one chat; returns the calls as `path status`."""

        async def send() -> None:
            client = LineClient(self.settings)
            await Delivery(client, self.sleep).send("U1", token, list(messages), is_open)
            await client.close()

        asyncio.run(send())
        return [f"{call.path.rsplit('/', 1)[1]} {call.status}" for call in self.platform.calls]


def keys(platform: LinePlatform) -> set[str]:
    return {call.headers["X-Line-Retry-Key"] for call in platform.calls_of(PUSH)}


def test_a_reply_needs_no_push(platform: LinePlatform) -> None:
    assert Sender(platform).send(platform.reply_token("U1"), HELLO) == ["reply 200"]


def test_what_is_over_five_messages_is_pushed(platform: LinePlatform) -> None:
    assert Sender(platform).send(platform.reply_token("U1"), *[HELLO] * 12) == ["reply 200", "push 200", "push 200"]
    assert len(platform.chats["U1"]) == 12 and len(keys(platform)) == 2


def test_a_used_token_is_no_reason_to_say_it_twice(platform: LinePlatform) -> None:
    assert Sender(platform).send("used", HELLO) == ["reply 400", "push 200"]


@pytest.mark.parametrize("status", [500, 502, 503])
def test_an_error_of_the_server_is_followed_by_a_push_with_one_retry_key(platform: LinePlatform, status: int) -> None:
    platform.fail(REPLY, status)
    platform.fail(PUSH, status, times=2)
    calls = Sender(platform).send(platform.reply_token("U1"), HELLO)
    assert calls == [f"reply {status}", f"push {status}", f"push {status}", "push 200"]
    assert len(keys(platform)) == 1 and len(platform.chats["U1"]) == 1


def test_a_push_that_was_accepted_is_not_sent_again(platform: LinePlatform) -> None:
    platform.fail(PUSH, 500, is_accepted=True)
    assert Sender(platform).send(None, HELLO) == ["push 500", "push 409"]
    assert len(platform.chats["U1"]) == 1


def test_no_answer_is_like_an_error(platform: LinePlatform, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.line.delivery.MESSAGES", replace(MESSAGES, seconds=0.2))
    platform.fail(REPLY, 200, seconds=0.6)
    assert Sender(platform).send(platform.reply_token("U1"), HELLO)[-1] == "push 200"
    assert len(platform.chats["U1"]) == 1


@pytest.mark.parametrize(("lane", "order"), [(ASIDE, ["push", "profile"]), (MESSAGES, ["profile", "push"])])
def test_what_no_answer_depends_on_holds_up_no_message(
    platform: LinePlatform, monkeypatch: pytest.MonkeyPatch, lane: Lane, order: list[str]
) -> None:
    monkeypatch.setattr("bot.channels.line.client.LANES", 1)
    monkeypatch.setattr("bot.channels.line.delivery.MESSAGES", replace(MESSAGES, seconds=5.0))  # still the same lane
    platform.fail("/v2/bot/profile/U1", 404, seconds=0.6)
    done: list[str] = []

    async def both() -> None:
        client = LineClient(Sender(platform).settings)

        async def look() -> None:
            await client.call("profile", "GET", "/v2/bot/profile/U1", lane=lane)
            done.append("profile")

        looking = asyncio.create_task(look())
        await asyncio.sleep(0.2)
        await Delivery(client).send("U1", None, [HELLO], lambda: True)
        done.append("push")
        await looking
        await client.close()

    asyncio.run(both())
    assert done == order


def test_a_platform_that_is_away_ends_the_trying() -> None:
    platform = LinePlatform()
    platform.url = "http://127.0.0.1:9"  # nobody listens there (discard)
    sender = Sender(platform)
    assert sender.send("token", HELLO) == []
    assert len(sender.waits) == PUSH_TRIES - 1 and max(sender.waits) <= LONGEST_WAIT


def test_too_many_calls_wait_as_long_as_the_platform_says(platform: LinePlatform) -> None:
    platform.fail(REPLY, 429, times=1, retry_after="7")
    sender = Sender(platform)
    assert sender.send(platform.reply_token("U1"), HELLO) == ["reply 429", "reply 200"]
    assert sender.waits[0] == 7


def test_too_many_calls_for_long_become_a_push(platform: LinePlatform) -> None:
    platform.fail(REPLY, 429, times=99)
    assert Sender(platform).send(platform.reply_token("U1"), HELLO) == ["reply 429"] * REPLY_TRIES + ["push 200"]


def test_the_monthly_limit_is_not_waited_for(platform: LinePlatform) -> None:
    platform.fail(PUSH, 429, times=9, body={"message": "You have reached your monthly limit."})
    assert Sender(platform).send(None, HELLO) == ["push 429"]


@pytest.mark.parametrize("status", [401, 403, 404, 413])
def test_other_refusals_are_not_tried_again(platform: LinePlatform, status: int) -> None:
    platform.fail(REPLY, status, times=9)
    assert Sender(platform).send(platform.reply_token("U1"), HELLO) == [f"reply {status}"]


def test_an_invalid_message_is_said_as_text(platform: LinePlatform) -> None:
    broken = {"type": "flex", "altText": "読めます", "contents": {"type": "bubble", "news": 1}}
    assert Sender(platform).send(platform.reply_token("U1"), broken) == ["reply 400", "reply 200"]
    assert platform.chats["U1"] == [{"type": "text", "text": "読めます"}]


def test_nothing_goes_to_a_chat_that_was_closed_meanwhile(platform: LinePlatform) -> None:
    platform.fail(REPLY, 500)
    sender = Sender(platform)
    assert sender.send(platform.reply_token("U1"), HELLO, is_open=lambda: not platform.calls) == ["reply 500"]


def test_short_lived_tokens_are_fetched_once_and_renewed_when_refused(platform: LinePlatform) -> None:
    sender = Sender(platform, token=None)
    platform.fail(PUSH, 401)
    assert sender.send(None, HELLO, *[HELLO] * 5) == ["token 200", "push 401", "token 200", "push 200", "push 200"]
    form = platform.calls[0]
    assert (form.method, form.path) == ("POST", "/oauth2/v3/token")
    assert form.body == f"grant_type=client_credentials&client_id=1234&client_secret={SECRET}".encode()
