"""What webhooks and calls go through: copies, bursts, forgeries, faults of the platform, silence."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.bot.channels.line.chat import LANGUAGES, Json, after
from tests.desk import Desk
from tests.doubles.line_platform import SECRET, TOKEN, LinePlatform

pytestmark = pytest.mark.usefixtures("no_rule_was_broken")


def test_standby_and_what_is_not_addressed_to_the_desk_stays_silent(
    platform: LinePlatform, deliver: Callable[..., None]
) -> None:
    standby = {**platform.message("Usilent", "カードをなくしました"), "mode": "standby"}
    del standby["replyToken"]
    unlinked = {**platform.event("accountLink", "Usilent", link={"result": "failed", "nonce": "a"})}
    del unlinked["source"]
    after(
        platform, deliver, standby, unlinked,
        platform.event("message", "Usilent", message={"type": "hologram", "id": "1"}),
        platform.event("brandNew", "Usilent", brandNew={"a": 1}),
        platform.event("beacon", "Usilent", beacon={"hwid": "a", "type": "enter"}),
        platform.event("videoPlayComplete", "Usilent", videoPlayComplete={"trackingId": "a"}),
        platform.event("membership", "Usilent", membership={"type": "joined", "membershipId": 1}),
        platform.event("memberJoined", "Csilent", joined={"members": [{"type": "user", "userId": "Usilent"}]}),
        platform.event("message", "Csilent", message={**platform.content("image"), "contentProvider": {"type": "line"}}),
        platform.postback("Usilent", "x", newRichMenuAliasId="somebody-elses", status="SUCCESS"),
        "no event", {"type": "message"},
    )  # fmt: skip
    assert platform.chats["Usilent"] == platform.chats["Csilent"] == []
    assert not [call for call in platform.calls if "Usilent" in call.path + str(call.body)]


def test_copies_are_answered_once_and_an_unseen_redelivery_is_answered(platform: LinePlatform, webhook: str) -> None:
    event = platform.message("Ucopies", "カードをなくしました")
    copy = {**event, "deliveryContext": {"isRedelivery": True}}
    assert {status for status, _ in platform.burst(webhook, [[event], [event], [copy, copy]])} == {200}
    unseen = {**platform.message("Uunseen", "カードをなくしました"), "deliveryContext": {"isRedelivery": True}}
    platform.deliver(webhook, unseen)
    platform.wait_for_messages("Uunseen")
    platform.deliver(webhook, copy)
    platform.deliver(webhook, platform.message("Ucopies", "暗証番号を忘れた"))
    assert len(platform.wait_for_messages("Ucopies", 2)) == 2


def titles(platform: LinePlatform, chat: str, count: int) -> list[str]:
    messages = platform.wait_for_messages(chat, count)
    return [message["contents"]["header"]["contents"][0]["text"][:2] for message in messages]


def test_what_one_webhook_brings_is_answered_by_the_time_of_its_events(
    platform: LinePlatform, deliver: Callable[..., None]
) -> None:
    questions = ["人と話したい", "カードをなくしました", "コンビニで住民票はいくら", "暗証番号を忘れた"]
    events = [platform.message("Uordered", question) for question in questions]
    for event, second in zip(events, (4, 1, 3, 2), strict=True):
        event["timestamp"] = 1_800_000_000_000 + 1000 * second
    deliver(*events)
    assert titles(platform, "Uordered", 4) == ["カー", "暗証", "コン", "人と"]


def test_what_comes_after_an_answer_is_answered_after_it(platform: LinePlatform, deliver: Callable[..., None]) -> None:
    for count, question in enumerate(["カードをなくしました", "暗証番号を忘れた"], start=1):
        deliver(platform.message("Uthereafter", question))
        platform.wait_for_messages("Uthereafter", count)
    assert titles(platform, "Uthereafter", 2) == ["カー", "暗証"]


def test_nothing_is_sent_after_unfollow(platform: LinePlatform, deliver: Callable[..., None]) -> None:
    late = platform.message("Ugone", "カードをなくしました")
    after(platform, deliver, platform.event("unfollow", "Ugone"), late | {"timestamp": late["timestamp"] - 1000})
    assert "Ugone" not in str([call.path + str(call.body) for call in platform.calls])
    deliver(platform.event("follow", "Ugone", follow={"isUnblocked": True}))
    platform.wait_for_messages("Ugone")


@pytest.mark.parametrize(("status", "body"), [(500, {}), (400, {"message": "Invalid reply token"}), (503, {})])
def test_what_cannot_be_replied_is_pushed_once(
    platform: LinePlatform, deliver: Callable[..., None], status: int, body: Json
) -> None:
    platform.fail("/v2/bot/message/reply", status, body=body)
    platform.fail("/v2/bot/message/push", 500, times=1, is_accepted=True)
    chat = f"Upush{status}"
    deliver(platform.message(chat, "カードをなくしました"))
    pushes = platform.wait_for(
        lambda: [call for call in platform.calls_of("/v2/bot/message/push") if call.body["to"] == chat][1:]
    )
    platform.wait_for(lambda: pushes[-1].status in (200, 409))
    first, second = [call for call in platform.calls_of("/v2/bot/message/push") if call.body["to"] == chat]
    assert first.headers["X-Line-Retry-Key"] == second.headers["X-Line-Retry-Key"]
    assert len(platform.chats[chat]) == 1


def test_a_refused_message_comes_as_plain_text(
    platform: LinePlatform, deliver: Callable[..., None], desk: Desk
) -> None:
    platform.fail(
        "/v2/bot/message/reply", 400, body={"message": "A message (messages[0]) in the request body is invalid"}
    )
    deliver(platform.message("Uplain", "カードをなくしました"))
    (message,) = platform.wait_for_messages("Uplain")
    assert message["type"] == "text" and "0120-95-0178" in message["text"]
    assert "LINE found a message invalid" in desk.log.read_text()


def test_too_many_calls_are_tried_again_later(platform: LinePlatform, deliver: Callable[..., None]) -> None:
    platform.fail("/v2/bot/message/reply", 429, retry_after="1")
    deliver(platform.message("Umany", "カードをなくしました"))
    platform.wait_for_messages("Umany")
    refused, taken = [call for call in platform.calls_of("/v2/bot/message/reply")][-2:]
    assert (refused.status, taken.status) == (429, 200)
    assert len(platform.chats["Umany"]) == 1


# fmt: off
@pytest.mark.parametrize(("body", "status"), [
    (b"{", 400), (b"[]", 400), (b'{"destination": "U"}', 400), (b'{"events": {}}', 400), (b"[" * 100_000, 400),
    (b"\xff", 400), (b'{"events": []}', 200), (b'{"events": [1, null, {}]}', 200),
    (b'{"destination": "\\u0055" , "events": [ ]}', 200), (b'{"events": []}' + b" " * 1_000_000, 200),
    (b'{"events": []}' + b" " * 1_100_000, 413),
])
# fmt: on
def test_bodies(platform: LinePlatform, webhook: str, body: bytes, status: int) -> None:
    assert platform.run(platform.post(webhook, body))[0] == status


@pytest.mark.parametrize("signature", ["wrong", "", "署名".encode().decode("latin-1"), None])
def test_forged_webhooks_are_refused(platform: LinePlatform, desk: Desk, signature: str | None) -> None:
    body = json.dumps({"destination": "U", "events": [platform.message("Uforged", "カードをなくしました")]}).encode()
    headers = {} if signature is None else {"x-line-signature": signature}
    assert desk.request("/webhooks/line/webhook", body, **headers)[0] == 401
    assert platform.chats["Uforged"] == []


def test_a_burst_is_acknowledged_and_nothing_is_lost_or_doubled(platform: LinePlatform, webhook: str) -> None:
    chats = [f"Uburst{number}" for number in range(50)]
    questions = list(LANGUAGES.values())
    bodies = [[platform.message(chat, questions[place % 4])] for place, chat in enumerate(chats)]
    assert {status for status, _seconds in platform.burst(webhook, bodies)} == {200}
    platform.wait_for(lambda: all(platform.chats[chat] for chat in chats))
    platform.deliver(webhook, *(body[0] for body in bodies))
    platform.deliver(webhook, platform.message("Uafter", "カードをなくしました"))
    platform.wait_for_messages("Uafter")
    assert {len(platform.chats[chat]) for chat in chats} == {1}


def test_calls_and_events_are_counted_and_the_log_holds_no_text(
    platform: LinePlatform, desk: Desk, deliver: Callable[..., None]
) -> None:
    told = "横断幕"  # a word that the desk itself, whose log begins with an example, never says
    deliver(platform.message("Ulog", f"{told}の前でカードをなくしました"))
    platform.wait_for_messages("Ulog")
    metrics = desk.request("/metrics")[1]
    assert 'madoguchi_line_events_total{wish="words"}' in metrics
    assert 'madoguchi_line_calls_total{call="reply",status="200"}' in metrics
    log = desk.log.read_text()
    assert "LINE reply: 200, request " in log
    assert all(word not in log for word in (SECRET, TOKEN, told))
