"""The official account over real HTTP: `madoguchi run`, the real model, and a platform that enforces its rules."""

from __future__ import annotations

import json
import re
import sqlite3
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from icalendar import Calendar

from tests.doubles.line_platform import SECRET, TOKEN, LinePlatform
from tests.stored import stored_events
from tests.test_http import Desk

Json = dict[str, Any]
LANGUAGES = {"ja": "カードをなくしました", "en": "I lost my card", "zh": "我的卡丢了", "ko": "카드를 잃어버렸어요"}


@pytest.fixture(scope="module")
def platform() -> Iterator[LinePlatform]:
    platform = LinePlatform().start()
    yield platform
    platform.stop()


@pytest.fixture(scope="module")
def desk(platform: LinePlatform, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("LINE_CHANNEL_SECRET", SECRET)
        environment.setenv("LINE_CHANNEL_ACCESS_TOKEN", TOKEN)
        environment.setenv("LINE_API_URL", platform.url)
        environment.setenv("LINE_DATA_API_URL", platform.url)
        environment.setenv("MADOGUCHI_KEY", "a key of this test, long enough to count")
        desk = Desk(tmp_path_factory.mktemp("line"))
    desk.wait()
    yield desk
    desk.process.terminate()
    desk.process.wait(30)


@pytest.fixture
def webhook(desk: Desk) -> str:
    return f"http://127.0.0.1:{desk.port}/webhooks/line/webhook"


@pytest.fixture
def deliver(platform: LinePlatform, webhook: str) -> Callable[..., None]:
    def deliver(*events: Json) -> None:
        assert platform.deliver(webhook, *events)[0] == 200

    return deliver


@pytest.fixture(autouse=True)
def no_rule_was_broken(platform: LinePlatform) -> Iterator[None]:
    platform.problems.clear()
    yield
    assert platform.problems == []


def quick_replies(messages: list[Json]) -> dict[str, Json]:
    """The actions below the last message, by label."""
    return {item["action"]["label"]: item["action"] for item in messages[-1].get("quickReply", {"items": []})["items"]}


def uris(message: Json) -> list[str]:
    return re.findall(r'"uri": "([^"]+)"', json.dumps(message))


def after(platform: LinePlatform, deliver: Callable[..., None], first: Json, *others: Json) -> None:
    """Delivers events whose silence cannot be seen, then one that is answered after them."""
    deliver(first, *others, platform.message("Uwitness", "カードをなくしました"))
    before = len(platform.chats["Uwitness"])
    platform.wait_for_messages("Uwitness", before + 1)


@pytest.mark.parametrize(("language", "question"), LANGUAGES.items())
def test_a_question_gets_one_rich_reply(
    platform: LinePlatform, deliver: Callable[..., None], language: str, question: str
) -> None:
    chat = f"Uasks-{language}"
    platform.profiles[chat] = {"userId": chat, "displayName": "a", "language": "ja"}
    deliver(platform.message(chat, question))
    (message,) = platform.wait_for_messages(chat)
    assert message["type"] == "flex" and "0120-95-0178" in message["altText"]
    assert "tel:0120-95-0178" in uris(message)
    assert len(quick_replies([message])) == 3
    assert [call.body["chatId"] for call in platform.calls_of("/v2/bot/chat/loading") if call.body["chatId"] == chat]


def test_the_indicator_comes_before_the_reply_and_the_message_is_marked_as_read(
    platform: LinePlatform, deliver: Callable[..., None]
) -> None:
    event = platform.message("Uorder", "暗証番号を忘れた")
    deliver(event)
    platform.wait_for_messages("Uorder")
    calls = [str(call.body) for call in platform.calls]
    (shown,) = [place for place, body in enumerate(calls) if "'chatId': 'Uorder'" in body]
    (replied,) = [place for place, body in enumerate(calls) if event["replyToken"] in body]
    assert shown < replied
    read = [call.body["markAsReadToken"] for call in platform.calls_of("/v2/bot/chat/markAsRead")]
    assert event["message"]["markAsReadToken"] in read


def test_a_button_is_answered_like_its_words(platform: LinePlatform, deliver: Callable[..., None]) -> None:
    deliver(platform.message("Ubutton", "I lost my card"))
    action = quick_replies(platform.wait_for_messages("Ubutton"))["Reissue of the card"]
    deliver(platform.postback("Ubutton", action["data"]))
    assert "1,000 yen" in platform.wait_for_messages("Ubutton", 2)[-1]["altText"]


def test_the_form_offers_a_date_picker_and_a_calendar_file_that_names_nobody(
    platform: LinePlatform, deliver: Callable[..., None], desk: Desk
) -> None:
    chat = "Uform"
    deliver(platform.message(chat, "自分のカードの有効期限を計算して"))
    picker = quick_replies(platform.wait_for_messages(chat))["日付を選ぶ"]
    assert (picker["type"], picker["data"]) == ("datetimepicker", "birth_date")
    deliver(platform.postback(chat, picker["data"], date="1990-05-03"))
    assert "1990" in str(platform.wait_for_messages(chat, 2)[-1])
    deliver(platform.postback(chat, "issue_date", date="2023-10-01"))
    residence = quick_replies(platform.wait_for_messages(chat, 3))
    deliver(platform.postback(chat, residence["日本国籍"]["data"]))
    answer = platform.wait_for_messages(chat, 4)[-1]
    (link,) = [uri for uri in uris(answer) if uri.endswith(".ics")]
    assert link.startswith(f"http://127.0.0.1:{desk.port}/webhooks/line/calendar/") and len(link) <= 1000
    with urllib.request.urlopen(link) as file:
        assert file.headers["Content-Type"].startswith("text/calendar")
        text = file.read().decode()
    assert [event["dtstart"].dt.isoformat() for event in Calendar.from_ical(text).walk("VEVENT")] == [
        "2028-02-04",
        "2033-02-04",
    ]
    assert chat not in text and "1990" not in text
    status, body = desk.request(link.split(str(desk.port))[1].replace("/calendar/", "/calendar/A"))
    assert status == 410 and "リンク" in body and "link" in body
    assert "1990" not in stored_events(desk.store)


def test_a_planted_number_is_masked_and_ids_are_not_stored(
    platform: LinePlatform, deliver: Callable[..., None], desk: Desk
) -> None:
    deliver(platform.message("Uplanted", "304479502616 カードをなくした"))
    platform.wait_for(lambda: "番号" in str(platform.chats["Uplanted"]))
    platform.wait_for_messages("Uplanted", 2)
    assert len(platform.calls_of("/v2/bot/message/push")) == 0
    with sqlite3.connect(desk.store) as connection:
        stored = str(connection.execute("SELECT sender_id, data FROM events").fetchall())
    assert "lost_card" in stored
    for secret in ("304479502616", "Uplanted", "Uform"):
        assert secret not in stored + desk.log.read_text()


@pytest.mark.parametrize(("language", "welcome"), [
    ("ja", "こんにちは"), ("en-US", "Hello"), ("zh-Hans", "您好"), ("ko", "안녕하세요"), ("pt-BR", "Hello"), (None, "こんにちは"),
])  # fmt: skip
def test_a_new_friend_is_welcomed_in_the_profiles_language(
    platform: LinePlatform, deliver: Callable[..., None], language: str | None, welcome: str
) -> None:
    chat = f"Ufriend{language}"
    platform.profiles[chat] = {"userId": chat, "displayName": "a", **({"language": language} if language else {})}
    deliver(platform.event("follow", chat, follow={"isUnblocked": False}))
    messages = platform.wait_for_messages(chat)
    assert welcome in messages[0]["altText"]
    assert {"日本語", "English", "简体中文", "한국어"} <= set(quick_replies(messages))


def test_a_profile_that_fails_stops_nothing(platform: LinePlatform, deliver: Callable[..., None]) -> None:
    deliver(platform.event("follow", "Unobody", follow={"isUnblocked": True}))
    assert "こんにちは" in platform.wait_for_messages("Unobody")[0]["altText"]


def test_a_tab_of_the_rich_menu_switches_the_language(platform: LinePlatform, deliver: Callable[..., None]) -> None:
    deliver(platform.postback("Utab", "x", newRichMenuAliasId="madoguchi-ko", status="SUCCESS"))
    assert "한국어" in str(platform.wait_for_messages("Utab")[0])
    deliver(platform.postback("Utab", "/lost_card"))
    assert "전화" in platform.wait_for_messages("Utab", 2)[1]["altText"]


# fmt: off
@pytest.mark.parametrize(("kind", "fields", "word"), [
    ("image", {"contentProvider": {"type": "line"}}, "写真"),
    ("video", {"contentProvider": {"type": "line"}, "duration": 1}, "写真"),
    ("audio", {"contentProvider": {"type": "line"}, "duration": 1}, "音声"),
    ("file", {"fileName": "a.pdf", "fileSize": 1}, "ファイル"),
    ("location", {"latitude": 35.6, "longitude": 139.7}, "位置情報"),
    ("sticker", {"packageId": "1", "stickerId": "1", "stickerResourceType": "STATIC"}, "スタンプ"),
])
# fmt: on
def test_what_is_no_text_is_never_fetched_and_the_reply_says_why(
    platform: LinePlatform, deliver: Callable[..., None], kind: str, fields: Json, word: str
) -> None:
    chat = f"Usends{kind}"
    deliver(platform.event("message", chat, message={**platform.content(kind), **fields}))
    (message,) = platform.wait_for_messages(chat)
    assert word in (message.get("altText") or message["text"])
    assert not [call for call in platform.calls if "/content" in call.path]
    assert chat not in str([call.body for call in platform.calls_of("/v2/bot/chat/loading")])


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


def test_messages_of_one_person_are_answered_in_order(platform: LinePlatform, webhook: str) -> None:
    questions = ["カードをなくしました", "暗証番号を忘れた", "コンビニで住民票はいくら", "人と話したい"]
    events = [[platform.message("Uordered", question)] for question in questions]
    platform.burst(webhook, events)
    titles = [message["contents"]["header"]["contents"][0]["text"] for message in platform.wait_for_messages("Uordered", 4)]
    assert [title[:2] for title in titles] == ["カー", "暗証", "コン", "人と"]


def test_a_message_taken_back_is_deleted(platform: LinePlatform, deliver: Callable[..., None], desk: Desk) -> None:
    event = platform.message("Uregrets", "同居している佐藤がカードをなくしました")
    deliver(event)
    platform.wait_for_messages("Uregrets")
    assert "佐藤" in stored_events(desk.store)
    deliver(platform.event("unsend", "Uregrets", unsend={"messageId": event["message"]["id"]}))
    platform.wait_for(lambda: "佐藤" not in stored_events(desk.store))
    deliver(platform.message("Uregrets", "暗証番号を忘れた"))
    platform.wait_for_messages("Uregrets", 2)
    assert "佐藤".encode() not in desk.store.read_bytes()


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


def test_a_refused_message_comes_as_plain_text(platform: LinePlatform, deliver: Callable[..., None], desk: Desk) -> None:
    platform.fail("/v2/bot/message/reply", 400, body={"message": "A message (messages[0]) in the request body is invalid"})
    deliver(platform.message("Uplain", "カードをなくしました"))
    (message,) = platform.wait_for_messages("Uplain")
    assert message["type"] == "text" and "0120-95-0178" in message["text"]
    assert "LINE found a message invalid" in desk.log.read_text()


def test_too_many_calls_are_tried_again_later(platform: LinePlatform, deliver: Callable[..., None]) -> None:
    platform.fail("/v2/bot/message/reply", 429, **{"Retry-After": "1"})
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


def test_calls_and_events_are_counted_and_the_log_holds_no_text(desk: Desk) -> None:
    metrics = desk.request("/metrics")[1]
    assert 'madoguchi_line_events_total{wish="words"}' in metrics
    assert 'madoguchi_line_calls_total{call="reply",status="200"}' in metrics
    log = desk.log.read_text()
    assert "LINE reply: 200, request " in log
    assert SECRET not in log and TOKEN not in log and "なくしました" not in log.split("Ctrl-C")[-1].split("}'", 1)[-1]
