"""The running desk over real HTTP: `madoguchi run` in a process of its own."""

from __future__ import annotations

import json
import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.channels.rest import ReplyCollector, user_message
from bot.nlu.explanation import EXPLAIN
from tests.desk import Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    desk.wait()
    yield desk
    desk.stop()


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
    desk.process.send_signal(signal.SIGINT)
    assert desk.process.wait(30) == 0
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
