"""The running desk over real HTTP: `madoguchi run` in a process of its own."""

from __future__ import annotations

import json
import secrets
import sqlite3
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from bot.channels.rest import user_message
from bot.dialogue.reply_collector import ReplyCollector
from bot.http.rate_limits import OF_SENDER
from bot.nlu.constants import EXPLAIN
from tests.desk import Desk


def test_start_ends_with_address_and_example(desk: Desk) -> None:
    said = desk.log.read_text()
    assert f"http://localhost:{desk.port}/" in said and "curl" in said


def test_rest(desk: Desk) -> None:
    (reply,) = desk.say("카드를 잃어버렸어요")
    assert set(reply) == {"recipient_id", "text", "buttons", "custom"}
    assert reply["custom"]["language"] == "ko" and "0120-95-0178" in reply["text"]


def test_language_of_the_page_is_a_first_guess(desk: Desk) -> None:
    assert desk.say("PIN", sender="zh page", metadata={"language": "zh"})[0]["custom"]["language"] == "zh"
    assert desk.say("PIN", sender="odd page", metadata={"language": "xx"})[0]["text"]


def test_planted_numbers_reach_neither_store_nor_log(desk: Desk) -> None:
    desk.say("304479502616 カードをなくした", sender="planted")
    desk.say("暗証番号は8642です。ロックされた", sender="planted")
    with sqlite3.connect(desk.store) as connection:
        stored = "\n".join(row[0] for row in connection.execute("SELECT data FROM events"))
    assert "planted" not in stored and "lost_card" in stored
    # With the letter before it: four digits alone stand in any clock time.
    for secret in ("304479502616", "は8642", json.dumps("は8642")[1:-1]):
        assert secret not in stored + desk.log.read_text()
        assert secret.encode() not in desk.store.read_bytes()


# fmt: off
@pytest.mark.parametrize(("body", "word"), [
    (b"{", "JSON"), (b"[]", "object"), (b'{"message": 5}', "message"), (b'{"sender": {}}', "sender"),
    (b'{"message": "a", "metadata": []}', "200"), (b'{"message": "a", "metadata": 7}', "metadata"), (b"\xff\xfe", "JSON"),
])
# fmt: on
def test_bad_requests_name_the_field(desk: Desk, body: bytes, word: str) -> None:
    status, text = desk.request("/webhooks/rest/webhook", body, **{"Content-Type": "application/json"})
    assert (status == 200) if word == "200" else (status == 400 and word in json.loads(text)["error"])


def test_long_message_and_long_body(desk: Desk) -> None:
    assert desk.say("あ" * 40_000)[0]["custom"]["topic"] == "too_long"
    assert desk.request("/webhooks/rest/webhook", b'{"message": "' + b"a" * 600_000 + b'"}')[0] == 413


@pytest.mark.parametrize("message", ["", "😀", "\u0000\u0001", "/restart", "a" * 3000])
def test_never_silent(desk: Desk, message: str) -> None:
    assert desk.say(message, sender="odd")[0]["text"]


def test_health_and_metrics(desk: Desk) -> None:
    assert desk.request("/healthz")[0] == 200
    assert json.loads(desk.request("/readyz")[1]) == {"model": True, "store": True, "actions": True}
    assert "madoguchi_requests_total" in desk.request("/metrics")[1]


@pytest.mark.parametrize("path", ["/conversations/test/tracker", "/model", "/status", "/domain"])
def test_rasas_own_api_is_off(desk: Desk, path: str) -> None:
    assert desk.request(path)[0] == 404


def test_page_without_scripts(desk: Desk) -> None:
    assert 'lang="ko"' in desk.request("/?language=ko")[1]
    status, page = desk.request("/?language=en", b"message=I+lost+my+card")
    assert status == 200 and "tel:0120-95-0178" in page and "<script" not in page


def test_ctrl_c_stops_quietly(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.wait()
    desk.stop()
    said = desk.log.read_text()
    assert "Traceback" not in said and "destroyed" not in said


def test_a_visitor_gets_no_trace(desk: Desk) -> None:
    (reply,) = desk.say("I forgot my PIN", sender="curious", metadata={"explain": True})
    assert reply["custom"]["topic"] == "pin_locked" and "trace" not in reply["custom"]


@pytest.mark.parametrize(("may_explain", "asked", "explained"), [
    (True, True, True), (True, "yes", False), (True, None, False), (False, True, False),
])  # fmt: skip
def test_only_a_desk_for_staff_explains(may_explain: bool, asked: object, explained: bool) -> None:
    body = {"sender": "a", "message": "b", "metadata": {"explain": asked}}
    assert (EXPLAIN in user_message(body, ReplyCollector(), may_explain).metadata) == explained


def test_a_sender_is_a_conversation_of_its_own_and_stands_in_no_store(desk: Desk) -> None:
    planted = "304479502616@desk.example"
    assert desk.say("카드를 잃어버렸어요", sender=planted)[0]["recipient_id"] == planted
    assert desk.say("PIN", sender=planted)[0]["custom"]["language"] == "ko"  # the same conversation
    assert planted.encode() not in desk.store.read_bytes() and planted not in desk.log.read_text()


@pytest.mark.parametrize("body", [{}, {"sender": ""}])
def test_without_a_sender_nobody_shares_a_conversation(desk: Desk, body: dict[str, str]) -> None:
    def say(message: str, **fields: str) -> dict[str, Any]:
        answer = desk.request("/webhooks/rest/webhook", json.dumps({"message": message, **fields}).encode())
        reply: dict[str, Any] = json.loads(answer[1])[0]
        return reply

    first, second = (say("카드를 잃어버렸어요", **body)["recipient_id"] for _time in range(2))
    assert first != second and len(first) > 20 and "default" not in (first, second)
    assert say("PIN", **body)["custom"]["language"] != "ko"
    assert say("PIN", sender=first)["custom"]["language"] == "ko"  # the name continues it


def test_the_chats_conversation_is_not_reached_over_rest(desk: Desk) -> None:
    session, name = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
    chat = {"session": session, "message": name, "language": "ja", "text": "/expiry_calculation"}
    assert desk.request("/webhooks/web/webhook", json.dumps(chat).encode())[0] == 200
    (reply,) = desk.say("1990-05-03", sender=session)
    assert reply["custom"].get("asks") is None and "1990" not in reply["text"]


def test_too_many_messages_over_rest_are_answered_politely(desk: Desk) -> None:
    body = json.dumps({"sender": "many", "message": "", "metadata": {"language": "ko"}}).encode()
    statuses = [desk.request("/webhooks/rest/webhook", body)[0] for _time in range(OF_SENDER)]
    assert set(statuses) == {200}
    request = urllib.request.Request(f"http://127.0.0.1:{desk.port}/webhooks/rest/webhook", body)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=60)
    assert refused.value.code == 429 and 0 < int(refused.value.headers["Retry-After"]) <= 60
    (reply,) = json.loads(refused.value.read())
    assert reply["recipient_id"] == "many" and reply["custom"]["topic"] == "too_many" and "잠시" in reply["text"]
    assert desk.say("カードをなくしました", sender="another")  # others are still served


def test_no_browser_guesses_what_an_answer_is(desk: Desk) -> None:
    for path in ("/healthz", "/webhooks/web/start", "/plain", "/metrics", "/madoguchi.js"):
        with urllib.request.urlopen(f"http://127.0.0.1:{desk.port}{path}", timeout=60) as answer:
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_proxy_that_is_not_in_the_settings_is_told_once(desk: Desk) -> None:
    forwarded: dict[str, Any] = {"X-Forwarded-For": "203.0.113.7"}
    for _time in range(3):
        desk.request("/healthz", **forwarded)
    assert desk.log.read_text().count("MADOGUCHI_PROXIES is 0") == 1
