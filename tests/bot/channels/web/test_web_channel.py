"""The web chat's channel over real HTTP: what it takes, what it says, what it keeps."""

from __future__ import annotations

import json
import re
import secrets
import sqlite3
import urllib.request
from typing import Any

import pytest

from bot.channels.web.card_request import MAX_BODY
from bot.http.rate_limits import OF_SENDER
from bot.i18n.languages import EASY, LANGUAGES, READERS
from card_bridge.card.report import Certificate, Report, Tries
from tests.desk import CITY, STRANGER, Desk
from tests.stored import stored_events

JSON = {"Content-Type": "application/json"}


class Visitor:
    """A conversation as the chat holds it."""

    def __init__(self, desk: Desk, language: str = "ja") -> None:
        self.desk, self.session, self.language = desk, secrets.token_urlsafe(24), language

    def post(self, path: str, headers: dict[str, str] | None = None, **fields: Any) -> tuple[int, Any]:
        record = {"session": self.session, "message": secrets.token_urlsafe(24), "language": self.language, **fields}
        body = json.dumps(record).encode()
        status, text = self.desk.request(f"/webhooks/web/{path}", body, **JSON, **(headers or {}))
        return status, json.loads(text) if text else None

    def say(self, text: str, **fields: Any) -> Any:
        status, answer = self.post("webhook", text=text, **fields)
        assert status == 200, answer
        return answer

    def stored(self) -> list[dict[str, Any]]:
        with sqlite3.connect(self.desk.store) as connection:
            rows = connection.execute("SELECT data FROM events WHERE sender_id = ? ORDER BY id", (self.session,))
            return [json.loads(row[0]) for row in rows]


def feedback(desk: Desk) -> list[tuple[Any, ...]]:
    with sqlite3.connect(desk.store) as connection:
        columns = "channel, language, topic, helpful, reason, comment, question"
        return connection.execute(f"SELECT {columns} FROM feedback ORDER BY id").fetchall()


def test_every_reply_comes_in_every_language(desk: Desk) -> None:
    answer = Visitor(desk, "ko").say("카드를 잃어버렸어요")
    (reply,) = answer["replies"]
    assert reply["language"] == "ko" and set(reply["versions"]) == set(LANGUAGES)
    for code, version in reply["versions"].items():
        assert (
            version["language"] == code
            and version["topic"] == "lost_card"
            and version["order"][:3] == ["title", "lead", "phone_lines"]
        )
        assert "0120-95-0178" in version["answer"]["lead"] and version["sources"][0]["place"].startswith("page-12-")
    leads = {version["answer"]["lead"] for version in reply["versions"].values()}
    assert len(leads) == len(LANGUAGES)
    assert reply["furigana"][reply["versions"]["ja"]["answer"]["title"]] == "カードの{紛失|ふんしつ}・{盗難|とうなん}"


def test_easy_japanese_comes_with_what_is_said_in_it_alone(desk: Desk) -> None:
    visitor = Visitor(desk, EASY)
    (reply,) = visitor.say("カードをなくしました")["replies"]
    assert reply["language"] == EASY and list(reply["versions"]) == [*LANGUAGES, EASY]
    version = reply["versions"][EASY]
    assert (version["language"], version["register"]) == ("ja", EASY)
    assert version["answer"]["lead"] != reply["versions"]["ja"]["answer"]["lead"]
    assert version["answer"]["title"] in reply["furigana"] or not re.search("[一-龯]", version["answer"]["title"])
    opening = json.loads(desk.request(f"/webhooks/web/start?language={EASY}")[1])
    assert {EASY} < set(opening["best_line"]) == set(opening["lines"]) == set(opening["person"]["versions"])
    assert set(json.loads(desk.request("/webhooks/web/start?language=xx")[1])["lines"]) == set(LANGUAGES)


def test_what_was_said_before_is_written_again(desk: Desk) -> None:
    visitor, names = Visitor(desk), [secrets.token_urlsafe(24) for _turn in range(3)]
    for text, name in zip(("カードをなくしました", "/expiry_calculation"), names, strict=False):
        visitor.say(text, message=name)
    visitor.language = EASY
    status, answer = visitor.post("versions", messages=names)
    assert status == 200 and set(answer["replies"]) == set(names[:2])
    topics = [[one["versions"][EASY]["topic"] for one in answer["replies"][name]] for name in names[:2]]
    assert topics == [["lost_card"], ["expiry_calculation"]]
    stranger = Visitor(desk, EASY)
    assert stranger.post("versions", messages=names) == (200, {"replies": {}})


@pytest.mark.parametrize("messages", [None, "a", ["short"], [1], ["a" * 22] * 61])
def test_names_that_are_none_are_refused(desk: Desk, messages: object) -> None:
    status, answer = Visitor(desk).post("versions", messages=messages)
    assert status == 400 and "'messages'" in answer["error"]


def test_a_form_asks_in_every_language_and_names_its_slot(desk: Desk) -> None:
    visitor = Visitor(desk, "en")
    visitor.say("/expiry_calculation")
    reply = visitor.say("1990-05-03")["replies"][-1]
    assert {version["asks"] for version in reply["versions"].values()} == {"issue_date"}
    assert "1990年5月3日" in reply["versions"]["zh"]["answer"]["lead"]
    for text in ("2023-06-01", "日本国籍"):
        reply = visitor.say(text)["replies"][-1]
    assert all("2033" in version["answer"]["lead"] for version in reply["versions"].values())


def test_opening(desk: Desk) -> None:
    status, text = desk.request("/webhooks/web/start")
    opening = json.loads(text)
    assert status == 200 and set(opening) == {"best_line", "lines", "person"}
    for code in LANGUAGES:
        assert opening["best_line"][code]["value"] and opening["best_line"][code]["hours"]
        assert len(opening["person"]["versions"][code]["answer"]["links"]) >= 2
    assert opening["best_line"]["ja"]["hours"] in opening["person"]["furigana"]


def test_what_is_said_at_any_hour(desk: Desk) -> None:
    texts = json.loads(desk.request("/web/any/texts.json")[1])
    assert list(texts["languages"]) == list(READERS)
    for code in LANGUAGES:
        assert len(texts["greeting"]["versions"][code]["buttons"]) >= 6
        assert all(texts["labels"][code].values())
    assert texts["eras"]["showa"] == "1926-12-25" and "birth_date" in texts["dates"]
    assert '"open"' not in json.dumps(texts["greeting"]) + json.dumps(texts["masked"])  # no line's state


def test_a_copy_gets_the_same_answer_and_is_heard_once(desk: Desk) -> None:
    visitor, name = Visitor(desk), secrets.token_urlsafe(24)
    first, second = (visitor.say("暗証番号を忘れた", message=name) for _time in range(2))
    assert first == second
    assert len([event for event in visitor.stored() if event["event"] == "user"]) == 1


def test_the_chosen_language_stays(desk: Desk) -> None:
    visitor = Visitor(desk)
    visitor.say("カードをなくしました")
    visitor.language = "ko"
    assert visitor.say("/konbini_hours", switched=True)["replies"][0]["language"] == "ko"
    assert visitor.say("PIN")["replies"][0]["language"] == "ko"
    assert visitor.say("もう一度カードの更新の方法を教えてください")["replies"][0]["language"] == "ja"


def test_numbers_are_told_masked(desk: Desk) -> None:
    answer = Visitor(desk).say("暗証番号は1234です。ロックされた")
    assert answer["said"] == "暗証番号は＊＊＊＊です。ロックされた"
    assert [reply["versions"]["ja"]["topic"] for reply in answer["replies"]] == ["masked", "pin_locked"]


@pytest.mark.parametrize("between", ["\u200b", "\r\n", "\u00ad", ":"])
def test_what_is_told_as_said_is_what_is_kept(desk: Desk, between: str) -> None:
    visitor = Visitor(desk)
    answer = visitor.say(f"カードをなくした {between.join(('3044', '7950', '2616'))}")
    kept = [event["text"] for event in visitor.stored() if event["event"] == "user"]
    assert kept[-1] == answer["said"] == "カードをなくした ＊＊＊＊"


def test_both_kinds_of_numbers_are_warned_of_once(desk: Desk) -> None:
    answer = Visitor(desk).say("PINは1234、マイナンバーは304479502616です。カードをなくしました")
    topics = [reply["versions"]["ja"]["topic"] for reply in answer["replies"]]
    assert topics.count("masked") == 1 and topics[0] == "masked"


def test_feedback_is_kept_without_who_said_it(desk: Desk) -> None:
    visitor, name = Visitor(desk, "en"), secrets.token_urlsafe(24)
    visitor.say("my phone 090-1234-5678, I forgot my PIN", message=name)
    comment = "call me at 090-1234-5678 or a@b.example, my number is 304479502616"
    said: dict[str, Any] = {
        "message": name,
        "topic": "pin_locked",
        "helpful": False,
        "reason": "unclear",
        "comment": comment,
    }
    assert visitor.post("feedback", **said)[0] == 204
    assert feedback(desk)[-1] == (
        "web", "en", "pin_locked", 0, "unclear", "call me at ＊＊＊＊ or ＊＊＊＊, my number is ＊＊＊＊", "my phone ＊＊＊＊, I forgot my PIN",
    )  # fmt: skip
    assert visitor.post("feedback", topic="scam", helpful=True)[0] == 204
    assert feedback(desk)[-1] == ("web", "en", "scam", 1, None, None, None)


# fmt: off
@pytest.mark.parametrize(("path", "fields", "word"), [
    ("webhook",  {"session": "me"},                     "session"),
    ("webhook",  {"session": 5},                        "session"),
    ("webhook",  {"message": "../../x"},                "message"),
    ("webhook",  {"language": "fr"},                    "language"),
    ("webhook",  {"text": 5},                           "text"),
    ("feedback", {"topic": "nothing", "helpful": True}, "topic"),
    ("feedback", {"topic": "scam", "helpful": "yes"},   "helpful"),
    ("feedback", {"topic": "scam", "helpful": True, "reason": "bad"}, "reason"),
    ("feedback", {"topic": "scam", "helpful": True, "comment": "a" * 501}, "comment"),
    ("forget",   {"session": ""},                       "session"),
])
# fmt: on
def test_a_bad_request_names_its_field(desk: Desk, path: str, fields: dict[str, Any], word: str) -> None:
    status, answer = Visitor(desk).post(path, **{"text": "a", **fields})
    assert status == 400 and f"'{word}'" in answer["error"]


@pytest.mark.parametrize("body", [b"{", b"[]", b"5", b"null", b"\xff"])
def test_what_is_no_object_is_refused(desk: Desk, body: bytes) -> None:
    assert desk.request("/webhooks/web/webhook", body, **JSON)[0] == 400


def test_a_forgotten_conversation_is_gone(desk: Desk) -> None:
    visitor = Visitor(desk)
    visitor.say("カードをなくしました")
    assert visitor.stored()
    assert visitor.post("forget")[0] == 204
    assert visitor.stored() == []


@pytest.mark.parametrize(("origin", "status"), [(CITY, 200), (STRANGER, 403), ("null", 403), ("", 403)])
def test_only_allowed_pages_may_speak(desk: Desk, origin: str, status: int) -> None:
    visitor = Visitor(desk)
    assert visitor.post("webhook", headers={"Origin": origin}, text="こんにちは")[0] == status
    assert bool(visitor.stored()) == (status == 200)


@pytest.mark.parametrize("path", ["webhook", "card", "feedback", "handoff", "forget"])
def test_browsers_ask_before_an_allowed_page_speaks(desk: Desk, path: str) -> None:
    asks = {"Origin": CITY, "Access-Control-Request-Method": "POST"}
    request = urllib.request.Request(f"http://127.0.0.1:{desk.port}/webhooks/web/{path}", headers=asks, method="OPTIONS")
    with urllib.request.urlopen(request, timeout=60) as answer:
        assert answer.status == 204 and answer.headers["Access-Control-Allow-Origin"] == CITY


def test_the_desks_own_pages_may_speak(desk: Desk) -> None:
    own = {"Origin": f"http://127.0.0.1:{desk.port}"}
    assert Visitor(desk).post("webhook", headers=own, text="こんにちは")[0] == 200


def test_too_many_messages_are_answered_politely(desk: Desk) -> None:
    visitor = Visitor(desk, "zh")
    statuses = []
    for _time in range(OF_SENDER + 1):
        status, answer = visitor.post("webhook", text="")
        statuses.append(status)
    assert set(statuses[:-1]) == {200} and statuses[-1] == 429
    assert "稍" in answer["replies"][0]["versions"]["zh"]["answer"]["lead"]
    assert Visitor(desk).say("カードをなくしました")  # others are still served


def test_long_texts_and_long_bodies(desk: Desk) -> None:
    assert Visitor(desk).say("あ" * 3000)["replies"][0]["versions"]["ja"]["topic"] == "too_long"
    assert Visitor(desk).post("webhook", text="a" * 100_000)[0] == 413


CARD = Report("my_number_card", "ok", Certificate("renewable", "2031-07", "2031-04"), {"signature": Tries(0, True)})
# Never the bare year: four digits in a row are also found in the timestamps and drawn names of a store.
TOLD = ("2031-07", "2031年", "2031년", "July 2031", "令和13年", "renewable", "tries_left", "card_read")


def test_a_card_is_answered_in_every_language_and_none_of_it_is_kept(desk: Desk) -> None:
    visitor = Visitor(desk, "ko")
    visitor.say("안녕하세요")
    status, answer = visitor.post("card", card=CARD.as_json(True))
    (reply,) = answer["replies"]
    assert status == 200 and reply["language"] == "ko" and set(reply["versions"]) == set(LANGUAGES)
    assert "2031年7月" in str(reply["versions"]["zh"]["answer"]["points"])
    visitor.say("감사합니다")
    assert not [told for told in TOLD if told in stored_events(desk.store)]
    content = desk.store.read_bytes() + desk.log.read_bytes()
    assert not [told for told in TOLD if told.encode() in content]


def test_a_card_in_a_conversation(desk: Desk) -> None:
    """The language that was chosen meanwhile stays; the buttons of the reply before are no longer meant."""
    visitor = Visitor(desk)
    second = visitor.say("カードをなくしました")["replies"][-1]["versions"]["ja"]["buttons"][1]
    visitor.language = "zh"
    assert visitor.post("card", card=CARD.as_json(False), switched=True)[1]["replies"][0]["language"] == "zh"
    reply = visitor.say("2")["replies"][-1]
    assert reply["language"] == "zh" and f"/{reply['versions']['ja']['topic']}" != second["payload"]


def test_a_card_begins_no_conversation(desk: Desk) -> None:
    visitor = Visitor(desk)
    assert visitor.post("card", card=CARD.as_json(True))[0] == 200
    assert visitor.stored() == []


@pytest.mark.parametrize(
    ("fields", "status", "word"),
    [
        ({"session": "me"}, 400, "'session'"),
        ({"card": None}, 400, "'card'"),
        ({"card": {**CARD.as_json(True), "holder": "PLANTED"}}, 400, "'card'"),
        ({"card": {**CARD.as_json(True), "reader": "PLANTED"}}, 400, "'card.reader'"),
        ({"card": {**CARD.as_json(True), "reader": "PLANTED" * MAX_BODY}}, 413, "too large"),
    ],
)
def test_what_is_no_card_is_refused(desk: Desk, fields: dict[str, Any], status: int, word: str) -> None:
    answered, answer = Visitor(desk).post("card", **{"card": CARD.as_json(True), **fields})
    assert answered == status and word in answer["error"] and "PLANTED" not in str(answer)
    assert b"PLANTED" not in desk.log.read_bytes()


def test_the_texts_for_reading_a_card(desk: Desk) -> None:
    status, text = desk.request("/webhooks/web/card")
    texts = json.loads(text)
    assert status == 200 and set(texts["labels"]) == set(LANGUAGES) and texts["furigana"]
    assert json.loads(desk.request("/web/any/texts.json")[1])["card_bridge"] == "http://127.0.0.1:8765"
