"""Nothing about a person outlives the form."""

from __future__ import annotations

import base64
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy.event import listen, remove

from bot.dialogue.agent_factory import load_agent, open_store
from bot.dialogue.local_conversation import Conversations
from bot.settings import read_settings
from bot.storage.event_redaction import PERSONAL_SLOTS
from tests.stored import stored_events

START, BIRTH, ISSUE, RESIDENCE = "カードの有効期限を計算してください", "1990年5月3日", "2023年10月1日", "永住者です"
# The dates as typed, as stored and as said; 2033 and 2028 are computed from them.
TOLD = ("1990", "平成2年", "2033-05-03", "令和15年", "2028-05-03", "permanent", "永住者です", "calendar;")
NOW = "2026-11-23T14:00"


class Desk:
    """A desk on a database file."""

    def __init__(self, file: Path, loop: Any) -> None:
        self.file, self._loop = file, loop
        self._conversations = Conversations(load_agent(read_settings(), open_store(f"sqlite:///{file}")))
        self.store = self._conversations.agent.tracker_store

    def ask(self, *texts: str) -> dict[str, Any]:
        answers = [self._loop.run_until_complete(self._conversations.ask(text, sender="a", now=NOW)) for text in texts]
        return answers[-1]["replies"][-1]

    def stored(self) -> str:
        return stored_events(self.file)

    def slots(self) -> dict[str, Any]:
        tracker = self._loop.run_until_complete(self.store.retrieve("a"))
        return {name: tracker.get_slot(name) for name in PERSONAL_SLOTS}


@pytest.fixture(scope="module")
def one_desk(tmp_path_factory: pytest.TempPathFactory, loop: Any) -> Desk:
    return Desk(tmp_path_factory.mktemp("forgetting") / "conversations.db", loop)


@pytest.fixture()
def desk(one_desk: Desk) -> Desk:
    with sqlite3.connect(one_desk.file) as connection:
        connection.execute("DELETE FROM events")
    return one_desk


def assert_forgotten(desk: Desk) -> None:
    stored = desk.stored()
    assert "expiry_calculation" in stored  # that it was asked is kept
    assert not [told for told in TOLD if told in stored]
    content = desk.file.read_bytes()
    assert not [told for told in ("1990-05-03", "2033-05-03", "2028-05-03") if told.encode() in content]
    assert not any(desk.slots().values())


def test_a_finished_form(desk: Desk) -> None:
    reply = desk.ask(START, BIRTH, ISSUE, RESIDENCE)
    assert "令和15年5月3日" in reply["text"]
    assert_forgotten(desk)


def test_slots_hold_the_answers_while_the_form_runs(desk: Desk) -> None:
    desk.ask(START, BIRTH)
    assert desk.slots()["birth_date"] == "1990-05-03"


def test_a_stopped_form(desk: Desk) -> None:
    desk.ask(START, BIRTH, ISSUE, "やめる")
    assert_forgotten(desk)


def test_a_form_with_a_question_in_the_middle(desk: Desk) -> None:
    desk.ask(START, BIRTH, "再発行の手数料は?", ISSUE, RESIDENCE, "ありがとう")
    assert_forgotten(desk)


def test_everything_in_the_first_message(desk: Desk) -> None:
    desk.ask(f"カードの期限を計算して。{BIRTH}生まれ、{ISSUE}発行、永住者です")
    assert_forgotten(desk)


def test_an_abandoned_form_is_forgotten_after_its_session(desk: Desk) -> None:
    desk.ask(START, BIRTH)
    assert desk.store.forget_abandoned() == 0
    assert desk.store.forget_abandoned(now=time.time() + 2 * 60 * 60) == 1
    assert_forgotten(desk)
    assert desk.store.forget_abandoned(now=time.time() + 2 * 60 * 60) == 0


def test_a_birth_date_outside_of_a_form(desk: Desk) -> None:
    desk.ask("1990-05-03生まれですが、暗証番号を忘れました")
    assert "pin_locked" in desk.stored() and "1990" not in desk.stored()


def test_the_conversation_goes_on(desk: Desk) -> None:
    desk.ask(START, BIRTH, ISSUE, RESIDENCE)
    assert desk.ask("財布を盗まれました。マイナンバーカードも入っています")["custom"]["topic"] == "lost_card"
    assert desk.ask(START)["custom"]["topic"] == "expiry_calculation"


def test_the_calendar_file_reminds_on_the_first_days_of_renewal(desk: Desk) -> None:
    reply = desk.ask(START, BIRTH, ISSUE, RESIDENCE)
    (link,) = [link for link in reply["custom"]["answer"]["links"] if link["kind"] == "calendar"]
    head, content = link["value"].split(",")
    assert head == "data:text/calendar;charset=utf-8;base64"
    calendar: Any = Calendar.from_ical(base64.b64decode(content))
    assert [event["dtstart"].dt.isoformat() for event in calendar.walk("VEVENT")] == ["2028-02-04", "2033-02-04"]
    assert len(calendar.walk("VALARM")) == 2
    assert b"1990" not in base64.b64decode(content)


def statements(desk: Desk, *texts: str) -> list[str]:
    """The statements that the database is sent while texts are answered."""
    sent: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *others: Any) -> None:
        sent.append(statement.split()[0])

    listen(desk.store.engine, "before_cursor_execute", note)
    try:
        desk.ask(*texts)
    finally:
        remove(desk.store.engine, "before_cursor_execute", note)
    return sent


def test_a_turn_is_read_once_and_stored_at_once(desk: Desk) -> None:
    desk.ask("カードの更新について")
    # Where the session begins, its events; then all that is new.
    assert statements(desk, "住民票の手数料は") == ["SELECT", "SELECT", "INSERT"]
