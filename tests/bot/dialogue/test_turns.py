"""A turn costs the same however long the conversation is, and what it confirms is kept, or the visitor is told."""

from __future__ import annotations

import json
import logging
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.dialogue.agent import Observers
from bot.dialogue.agent_factory import load_agent, open_store
from bot.dialogue.local_conversation import Conversations
from bot.dialogue.processor import SESSION_MESSAGES
from bot.dialogue.warm_up import warm_up
from bot.settings import read_settings

START, BIRTH, ISSUE, RESIDENCE = "カードの有効期限を計算してください", "1990年5月3日", "2023年10月1日", "永住者です"
# fmt: off
IN = {
    "ja": (START, BIRTH, ISSUE), "en": ("Calculate when my card expires", "May 3, 1990", "October 1, 2023"),
    "zh": ("请计算我的卡的有效期", "1990年5月3日", "2023年10月1日"),
    "ko": ("카드 유효기간을 계산해 주세요", "1990년 5월 3일", "2023년 10월 1일"),
}
# fmt: on


class Desk:
    """A desk on a database file."""

    def __init__(self, file: Path, loop: Any, observers: Observers | None = None) -> None:
        self.file, self._loop = file, loop
        self._conversations = Conversations(load_agent(read_settings(), open_store(f"sqlite:///{file}"), observers))
        self.agent = self._conversations.agent

    def ask(self, *texts: str, sender: str, **fields: Any) -> list[dict[str, Any]]:
        """The replies to the last of some messages."""
        answers = [
            self._loop.run_until_complete(self._conversations.ask(text, sender=sender, **fields)) for text in texts
        ]
        return list(answers[-1]["replies"])

    def topics(self, *texts: str, sender: str, **fields: Any) -> list[str]:
        return [reply["custom"]["topic"] for reply in self.ask(*texts, sender=sender, **fields)]

    def events(self, sender: str, all_sessions: bool = False) -> list[Any]:
        return list(self.agent.tracker_store.read(sender, all_sessions).events)

    def rest(self, sender: str, seconds: float) -> None:
        """Makes a conversation older."""
        with sqlite3.connect(self.file) as connection:
            rows = connection.execute("SELECT id, data FROM events WHERE sender_id = ?", [sender]).fetchall()
            for number, data in rows:
                event = json.loads(data)
                older = event["timestamp"] - seconds
                row = (older, json.dumps({**event, "timestamp": older}), number)
                connection.execute("UPDATE events SET timestamp = ?, data = ? WHERE id = ?", row)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Another program writes all the time."""
        with sqlite3.connect(self.file, isolation_level=None) as other:
            other.execute("BEGIN EXCLUSIVE")
            yield
            other.execute("ROLLBACK")

    @contextmanager
    def away(self) -> Iterator[None]:
        """The table is not to be found."""
        with sqlite3.connect(self.file) as other:
            other.execute("ALTER TABLE events RENAME TO gone")
        try:
            yield
        finally:  # or every later test would fail for it
            with sqlite3.connect(self.file) as other:
                other.execute("ALTER TABLE gone RENAME TO events")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, loop: Any) -> Desk:
    return Desk(tmp_path_factory.mktemp("turns") / "conversations.db", loop)


def test_a_long_conversation_is_read_in_sessions(desk: Desk) -> None:
    question, most = "住民票の手数料は", 0
    for _turn in range(2 * SESSION_MESSAGES + 5):
        desk.ask(question, sender="long")
        most = max(most, len(desk.events("long")))
    first = len(desk.events("long", all_sessions=True)) // (2 * SESSION_MESSAGES + 5)
    assert most <= (SESSION_MESSAGES + 2) * (first + 1)  # events of so many turns, and of a session's beginning
    assert sum(event.type_name == "user" for event in desk.events("long", True)) == 2 * SESSION_MESSAGES + 5


def test_a_new_session_goes_on_where_the_last_ended(desk: Desk) -> None:
    sender = "goes on"
    desk.ask(*["How much is a reissue?"] * (SESSION_MESSAGES - 1), "juminhyo at the convenience store", sender=sender)
    offered = desk.ask("where can I get one", sender=sender)[-1]["buttons"]
    assert desk.events(sender)[0].type_name in ("action", "session_started")
    assert sum(event.type_name == "user" for event in desk.events(sender)) <= 2
    reply = desk.ask("2", sender=sender)[-1]
    assert f"/{reply['custom']['topic']}" == offered[1]["payload"] and reply["custom"]["language"] == "en"


def test_a_long_form_goes_on_and_is_forgotten_as_a_whole(desk: Desk) -> None:
    sender, most = "long form", 0
    desk.ask(START, "1971年7月19日", sender=sender)  # no other test of this file says that day
    for _turn in range(2 * SESSION_MESSAGES + 3):
        desk.ask("再発行の手数料は?", sender=sender)
        most = max(most, sum(event.type_name == "user" for event in desk.events(sender)))
    assert most <= 2 * SESSION_MESSAGES
    assert "令和15年7月19日" in desk.ask(ISSUE, RESIDENCE, sender=sender)[-1]["text"]
    for file in desk.file.parent.iterdir():
        assert b"1971-07-19" not in file.read_bytes()


@pytest.mark.parametrize("language", IN)
def test_a_form_that_ran_out_says_so_and_asks_again(desk: Desk, language: str) -> None:
    start, birth, issue = IN[language]
    sender = f"late {language}"
    asked = desk.ask(start, sender=sender, language=language)[-1]["custom"]["asks"]
    assert asked == "birth_date" != desk.ask(birth, sender=sender)[-1]["custom"]["asks"]
    desk.rest(sender, 3700)
    told, question = desk.ask(issue, sender=sender)
    assert told["custom"]["topic"] == "form_expired" and question["custom"]["asks"] == "birth_date"
    assert {told["custom"]["language"], question["custom"]["language"]} == {language}
    assert desk.ask(birth, sender=sender)[-1]["custom"]["asks"] == "issue_date"


def test_a_question_after_a_form_that_ran_out_is_answered(desk: Desk) -> None:
    desk.ask(START, BIRTH, sender="other")
    desk.rest("other", 3700)
    assert desk.topics("カードをなくしました", sender="other") == ["lost_card", "form_forgotten"]
    assert "birth" not in str(desk.topics("カードの更新について", sender="other"))


def test_an_answer_that_cannot_be_kept_is_asked_for_again(desk: Desk) -> None:
    desk.ask(START, BIRTH, sender="locked")
    with desk.locked():
        told, question = desk.ask(ISSUE, sender="locked")
        assert told["custom"]["topic"] == "not_kept" and question["custom"]["asks"] == "issue_date"
        assert "2023" not in told["text"] + question["text"]
        assert desk.topics("再発行の手数料は?", sender="locked")[0] == "reissue"
    assert desk.ask(ISSUE, sender="locked")[-1]["custom"]["asks"] == "residence"


def test_without_a_store_forms_are_not_begun_and_questions_answered(desk: Desk) -> None:
    desk.ask(START, BIRTH, sender="away")
    with desk.away():
        for text in (ISSUE, START, RESIDENCE):
            reply = desk.ask(text, sender="away")[-1]
            assert reply["custom"]["topic"] == "unavailable" and "0570-057118" in reply["text"]
        assert desk.topics("カードをなくしました", sender="away") == ["lost_card"]
        assert desk.topics("카드를 잃어버렸어요", sender="new") == ["lost_card"]
    assert desk.ask(ISSUE, sender="away")[-1]["custom"]["asks"] == "residence"


def test_what_was_offered_in_a_lost_turn_is_not_taken_for_what_was_offered_before(desk: Desk) -> None:
    before = desk.ask("住民票の手数料は", sender="lost")[-1]["buttons"][1]["payload"]
    with desk.locked():
        desk.ask("暗証番号を忘れました", sender="lost")
    assert f"/{desk.topics('2番目', sender='lost')[0]}" != before


@pytest.mark.parametrize("failure", [SystemExit(1), ValueError("secret"), KeyError("secret"), RecursionError()])
def test_whatever_a_library_raises_is_answered(desk: Desk, monkeypatch: pytest.MonkeyPatch, failure: Any) -> None:
    def fail(*arguments: Any, **named: Any) -> None:
        raise failure

    monkeypatch.setattr(desk.agent.processor, "_parse_message_with_graph", fail)
    reply = desk.ask("카드를 잃어버렸어요", sender="failing")[-1]
    assert (reply["custom"]["topic"], reply["custom"]["language"]) == ("error", "ko")
    monkeypatch.undo()
    assert desk.topics("카드를 잃어버렸어요", sender="failing") == ["lost_card"]


def test_a_conversation_whose_past_stands_in_the_way_starts_anew(desk: Desk) -> None:
    desk.ask("カードの更新について", sender="odd")
    slot = {"event": "slot", "timestamp": time.time(), "name": "requested_slot", "value": {"no": "slot"}}
    loop = {"event": "active_loop", "timestamp": time.time(), "name": "no_such_form"}
    with sqlite3.connect(desk.file) as connection:
        for event in (loop, slot):
            row = ("odd", event["event"], event["timestamp"], json.dumps(event))
            connection.execute("INSERT INTO events (sender_id, type_name, timestamp, data) VALUES (?, ?, ?, ?)", row)
    assert "lost_card" in desk.topics("カードをなくしました", sender="odd")


def test_a_text_far_too_long_is_refused_unread(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: Any) -> None:
        raise AssertionError("The text was worked on.")

    desk.ask("カードの更新について", sender="huge")
    for name in ("meant_by", "after_correction", "pass_gate", "language_by_letters"):
        if name != "language_by_letters":
            monkeypatch.setattr(f"bot.dialogue.hearing.{name}", refuse)
    assert desk.topics("," * 100_000 + "\u0301\u0323" * 50_000, sender="huge") == ["too_long"]


def test_neither_what_was_said_nor_by_whom_stands_in_the_log(
    desk: Desk, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.runtime.log_privacy import PrivateFormatter

    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(caplog.handler, "formatter", PrivateFormatter(caplog.handler.formatter or logging.Formatter()))
    sender, text = "sRsHT7MSwar8XQIaul69p7DF1dMv-2BI", "なまえは鈴木花子、カードの更新について"
    desk.ask(text, sender=sender)
    with desk.locked():
        desk.ask(text, sender=sender)
    with desk.away():
        desk.ask(text, sender=sender)
    logged = caplog.text
    assert "could not be kept" in logged and "cannot be read" in logged
    assert sender not in logged and "鈴木" not in logged and "sRsHT7" not in logged


def test_what_warms_up_is_neither_counted_nor_kept(tmp_path: Path, loop: Any) -> None:
    told: list[str] = []
    observers = Observers(after_turn=lambda turned: told.append(turned.question))
    desk = Desk(tmp_path / "desk.db", loop, observers)
    loop.run_until_complete(warm_up(desk.agent.apart()))
    assert told == [] and loop.run_until_complete(desk.agent.tracker_store.keys()) == []
    desk.ask("カードをなくしました", sender="en")  # a name that the warming up used too
    assert told == ["カードをなくしました"]
    assert len(loop.run_until_complete(desk.agent.tracker_store.keys())) == 1
