"""The official account over real HTTP: what one person who writes to the desk sees."""

from __future__ import annotations

import sqlite3
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from icalendar import Calendar

from bot.i18n.languages import EASY, READERS
from tests.bot.channels.line.chat import LANGUAGES, Json, after, quick_replies, uris
from tests.desk import Desk
from tests.doubles.line_platform import LinePlatform
from tests.stored import stored_events

pytestmark = pytest.mark.usefixtures("no_rule_was_broken")


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


def test_easy_japanese_is_offered_once_and_says_the_answer_again(
    platform: LinePlatform, deliver: Callable[..., None]
) -> None:
    chat, name = "Ueasy", READERS[EASY].name
    deliver(platform.message(chat, "かーどを なくしました どうしたら いいですか"))
    first = platform.wait_for_messages(chat)
    assert name in quick_replies(first)
    deliver(platform.postback(chat, f'/change_language{{"language": "{EASY}"}}'))
    again = platform.wait_for_messages(chat, 2)[-1]
    assert "してください。" in again["altText"] and again["altText"] != first[0]["altText"]
    assert name not in quick_replies([again])


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
    chat = "Uform"  # the only chat of this desk that was born in 1964
    deliver(platform.message(chat, "自分のカードの有効期限を計算して"))
    picker = quick_replies(platform.wait_for_messages(chat))["日付を選ぶ"]
    assert (picker["type"], picker["data"]) == ("datetimepicker", "birth_date")
    deliver(platform.postback(chat, picker["data"], date="1964-05-03"))
    assert "1964" in str(platform.wait_for_messages(chat, 2)[-1])
    deliver(platform.postback(chat, "issue_date", date="2023-10-01"))
    residence = quick_replies(platform.wait_for_messages(chat, 3))
    deliver(platform.postback(chat, residence["日本国籍"]["data"]))
    answer = platform.wait_for_messages(chat, 4)[-1]
    (link,) = [uri for uri in uris(answer) if uri.endswith(".ics")]
    assert link.startswith(f"http://127.0.0.1:{desk.port}/webhooks/line/calendar/") and len(link) <= 1000
    with urllib.request.urlopen(link) as file:
        assert file.headers["Content-Type"].startswith("text/calendar")
        text = file.read().decode()
    events: Any = Calendar.from_ical(text).walk("VEVENT")
    assert [event["dtstart"].dt.isoformat() for event in events] == [
        "2028-02-04",
        "2033-02-04",
    ]
    assert chat not in text and "1964" not in text
    status, body = desk.request(link.split(str(desk.port))[1].replace("/calendar/", "/calendar/A"))
    assert status == 410 and "リンク" in body and "link" in body
    assert "1964" not in stored_events(desk.store)


def test_a_planted_number_is_masked_and_ids_are_not_stored(
    platform: LinePlatform, deliver: Callable[..., None], desk: Desk
) -> None:
    deliver(platform.message("Uplanted", "304479502616 カードをなくした"))
    platform.wait_for(lambda: "番号" in str(platform.chats["Uplanted"]))
    platform.wait_for_messages("Uplanted", 2)
    assert [call for call in platform.calls_of("/v2/bot/message/push") if call.body["to"] == "Uplanted"] == []
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
    assert {one.name for one in READERS.values()} <= set(quick_replies(messages))


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


def edited(event: Json, text: str, later: int = 1, **fields: Any) -> Json:
    """The event of a changed message: the same name, the new text, a later time."""
    return {
        **event,
        "type": "messageEdited",
        "webhookEventId": event["webhookEventId"][:-2] + f"Z{later}",  # no drawn id ends so
        "timestamp": event["timestamp"] + 1000 * later,
        "message": {**event["message"], "text": text, **fields},
    }


def test_an_edited_message_replaces_what_it_said(
    platform: LinePlatform, deliver: Callable[..., None], desk: Desk
) -> None:
    mentioned = {"mention": {"mentionees": [{"type": "user", "isSelf": True, "index": 0, "length": 5}]}}
    event = platform.message("Cedits", "@desk 目黒の鈴木がカードをなくしました", **mentioned)
    deliver(event)
    platform.wait_for_messages("Cedits")
    assert "鈴木" in stored_events(desk.store)
    deliver(edited(event, "@desk 渡辺が暗証番号を忘れた", later=2))
    platform.wait_for(lambda: "渡辺" in stored_events(desk.store))
    assert "鈴木" not in stored_events(desk.store)
    after(platform, deliver, edited(event, "@desk 高橋の住民票はいくら", later=1))  # came late, is the older
    deliver(edited(event, "もういいです", later=3, mention=None))
    platform.wait_for(lambda: "渡辺" not in stored_events(desk.store))
    assert "高橋" not in stored_events(desk.store)
