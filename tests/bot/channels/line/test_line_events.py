"""Every event of webhook.yml: read, and turned into what it asks for."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.channels.line.event_actions import Edit, HandOver, Leave, Told, Unsend, Wish, Words, wish_of
from bot.channels.line.webhook_events import BadBody, Chat, read_event, read_events
from tests.doubles import line_spec
from tests.doubles.line_platform import BOT, LinePlatform

PLATFORM = LinePlatform()  # makes events; not started
USER, GROUP, ROOM = "U" + "1" * 32, "C" + "1" * 32, "R" + "1" * 32
PHOTO = {"contentProvider": {"type": "line"}}
STICKER = {"packageId": "1", "stickerId": "1", "stickerResourceType": "STATIC"}


def message(chat: str, kind: str, **fields: Any) -> dict[str, Any]:
    return PLATFORM.event("message", chat, message={**PLATFORM.content(kind), "id": "1", **fields})


def edited(chat: str, text: str, **fields: Any) -> dict[str, Any]:
    """LINE's event since August 2026: the whole message anew, under the name it had."""
    return {**message(chat, "text", text=text, **fields), "type": "messageEdited"}


def emoji(index: int, length: int) -> dict[str, Any]:
    return {"index": index, "length": length, "productId": "5ac1bfd5040ab15980c9b435", "emojiId": "001"}


def mention(*mentionees: dict[str, Any]) -> dict[str, Any]:
    return {"mentionees": list(mentionees)}


ME = {"type": "user", "isSelf": True, "index": 0, "length": 3}
EMOJI_ME = {"type": "user", "isSelf": True, "index": 3, "length": 3}
OTHER = {"type": "user", "userId": USER, "index": 0, "length": 3}
SWITCH = '/change_language{"language": "ko"}'

# fmt: off
CASES: list[tuple[dict[str, Any], Wish | None]] = [
    (message(USER, "text", text="紛失"),                                   Words("紛失", "1", is_typed=True)),
    (message(USER, "text", text=" 電話で続ける（番号を出す） "),           HandOver()),
    (message(USER, "text", text="CONTINUE BY PHONE"),                      HandOver()),
    (message(USER, "image", **PHOTO),                                      Told("line_photo")),
    (message(USER, "video", **PHOTO),                                      Told("line_photo")),
    (message(USER, "audio", **PHOTO),                                      Told("line_voice")),
    (message(USER, "file", fileName="a", fileSize=1),                      Told("line_file")),
    (message(USER, "location", latitude=1.0, longitude=2.0),               Told("line_location")),
    (message(USER, "sticker", **STICKER),                                  Told("line_sticker")),
    (message(GROUP, "sticker", **STICKER),                                 None),
    (message(GROUP, "text", text="紛失"),                                  None),
    (message(GROUP, "text", text="@me 紛失", mention=mention(OTHER)),      None),
    (message(GROUP, "text", text="@me 紛失", mention=mention({"type": "all", "index": 0, "length": 3})), None),
    (message(GROUP, "text", text="@me 紛失", quoteToken="q", mention=mention(ME)), Words("紛失", "1", "q", True)),
    (message(GROUP, "text", text="@me 電話で続ける", quoteToken="q", mention=mention(ME)), Words("電話で続ける", "1", "q", True)),
    (message(ROOM, "text", text="😀 @me 紛失", quoteToken="q", mention=mention(OTHER, EMOJI_ME)), Words("😀  紛失", "1", "q", True)),
    (message(USER, "text", text="(moon grin)紛失(hello)", emojis=[emoji(0, 11), emoji(13, 7)]), Words("紛失", "1", is_typed=True)),
    (message(USER, "text", text="😀(love)lost", emojis=[emoji(2, 6)]),     Words("😀lost", "1", is_typed=True)),
    (message(USER, "text", text="(moon grin) (hello)", emojis=[emoji(0, 11), emoji(12, 7)]), Told("line_sticker")),
    (message(USER, "text", text="(hello)"),                                Words("(hello)", "1", is_typed=True)),
    (message(GROUP, "text", text="@me (love)紛失", quoteToken="q", mention=mention(ME), emojis=[emoji(4, 6)]), Words("紛失", "1", "q", True)),
    (message(GROUP, "text", text="(love)", emojis=[emoji(0, 6)]),          None),
    (PLATFORM.event("unsend", USER, unsend={"messageId": "1"}),            Unsend("1")),
    (PLATFORM.event("follow", USER, follow={"isUnblocked": False}),        Told("greet")),
    (PLATFORM.event("unfollow", USER),                                     Leave()),
    (PLATFORM.event("join", GROUP),                                        Told("line_group")),
    (PLATFORM.event("leave", GROUP),                                       Leave()),
    (PLATFORM.event("memberJoined", GROUP, joined={"members": [{"type": "user", "userId": USER}]}), None),
    (PLATFORM.event("memberLeft", GROUP, left={"members": [{"type": "user", "userId": USER}]}),     None),
    (PLATFORM.postback(USER, "/lost_card"),                                Words("/lost_card")),
    (PLATFORM.postback(USER, "phone_code"),                                HandOver()),
    (PLATFORM.postback(GROUP, "phone_code"),                               None),
    (PLATFORM.postback(USER, "birth_date", date="1990-05-03"),             Words("1990-05-03")),
    (PLATFORM.postback(USER, "birth_date", datetime="1990-05-03T10:00"),   Words("1990-05-03")),
    (PLATFORM.postback(USER, "x", newRichMenuAliasId="madoguchi-ko", status="SUCCESS"), Words(SWITCH)),
    (PLATFORM.postback(USER, "x", newRichMenuAliasId="madoguchi-ko", status="RICHMENU_NOTFOUND"), None),
    (PLATFORM.postback(USER, "x", newRichMenuAliasId="other", status="SUCCESS"), None),
    (PLATFORM.event("videoPlayComplete", USER, videoPlayComplete={"trackingId": "a"}), None),
    (PLATFORM.event("beacon", USER, beacon={"hwid": "a", "type": "enter"}), None),
    (PLATFORM.event("accountLink", USER, link={"result": "ok", "nonce": "a"}), None),
    (PLATFORM.event("membership", USER, membership={"type": "joined", "membershipId": 1}), None),
    (PLATFORM.event("module", USER, module={"type": "detached", "botId": BOT, "reason": "bot_deleted"}), None),
    (PLATFORM.event("activated", USER, chatControl={"expireAt": 1}),       None),
    (PLATFORM.event("deactivated", USER),                                  None),
    (PLATFORM.event("botSuspended", USER),                                 None),
    (PLATFORM.event("botResumed", USER),                                   None),
    (PLATFORM.event("delivery", USER, delivery={"data": "a"}),             None),
]
# fmt: on


# Newer than the description that tests hold.
EDITED: list[tuple[dict[str, Any], Wish | None]] = [
    (edited(USER, "更新"), Edit("1", Words("更新", "1", is_typed=True))),
    (edited(GROUP, "更新"), Edit("1", None)),
    (edited(GROUP, "@me 更新", quoteToken="q", mention=mention(ME)), Edit("1", Words("更新", "1", "q", True))),
    (edited(USER, "電話で続ける"), Edit("1", HandOver())),
    ({**edited(USER, "更新"), "message": {"type": "text", "text": "a"}}, None),
    ({**edited(USER, "更新"), "message": None}, None),
]


@pytest.mark.parametrize(("raw", "wish"), EDITED)
def test_an_edited_message_says_which_and_what_it_says_now(raw: dict[str, Any], wish: Wish | None) -> None:
    event = read_event(raw)
    assert event and wish_of(event) == wish


@pytest.mark.parametrize(
    "emojis", [1, "a", [1], [{"index": "0"}], [{"index": -1, "length": 10**30}, {"index": True, "length": 1}]]
)
def test_odd_emojis_leave_the_text_alone(emojis: Any) -> None:
    event = read_event(message(USER, "text", text="紛失", emojis=emojis))
    assert event and wish_of(event) == Words("紛失", "1", is_typed=True)


@pytest.mark.parametrize(("raw", "wish"), CASES, ids=lambda value: value.get("type") if isinstance(value, dict) else "")
def test_every_event_asks_for_what_it_should(raw: dict[str, Any], wish: Wish | None) -> None:
    assert line_spec.errors("webhook", "CallbackRequest", {"destination": BOT, "events": [raw]}) == []
    event = read_event(raw)
    assert event and wish_of(event) == wish


def test_no_type_of_the_description_is_forgotten() -> None:
    _property, types = line_spec.mapping_of(line_spec.source("webhook")["Event"])
    assert {raw["type"] for raw, _wish in CASES} == set(types)
    _property, contents = line_spec.mapping_of(line_spec.source("webhook")["MessageContent"])
    assert {raw["message"]["type"] for raw, _wish in CASES if raw["type"] == "message"} == set(contents)


# fmt: off
@pytest.mark.parametrize("raw", [
    None, 1, "event", [], {}, {"type": "message"}, {"type": 1, "source": {"type": "user", "userId": USER}},
    {"type": "message", "source": {"type": "user"}}, {"type": "message", "source": {"type": "moon", "moonId": "a"}},
    {"type": "message", "source": {"type": "user", "userId": 7}},
])
# fmt: on
def test_what_has_no_type_or_chat_is_left_out(raw: Any) -> None:
    assert read_event(raw) is None


# fmt: off
@pytest.mark.parametrize("content", [
    None, [], "text", {}, {"type": "text"}, {"type": "text", "text": 1}, {"type": 5}, {"type": ["image"]},
])
# fmt: on
def test_an_odd_message_asks_for_nothing(content: Any) -> None:
    event = read_event({"type": "message", "source": {"type": "user", "userId": USER}, "message": content})
    assert event and wish_of(event) is None


@pytest.mark.parametrize("mentioned", [1, [], {"mentionees": 1}, {"mentionees": [1, {"isSelf": "true"}]}])
def test_an_odd_mention_is_none(mentioned: Any) -> None:
    event = read_event(message(GROUP, "text", text="@me", mention=mentioned))
    assert event and wish_of(event) is None


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"1", b"{}", b'{"events": 1}', b"[" * 100_000, b"\xff\xfe"])
def test_a_body_of_another_shape_is_refused(body: bytes) -> None:
    with pytest.raises(BadBody):
        read_events(body)


def test_one_bad_event_does_not_lose_the_others() -> None:
    events = read_events(json.dumps({"events": [1, message(USER, "text", text="紛失"), {}, None]}).encode())
    assert [event.chat for event in events] == [Chat(USER, USER, True)]
