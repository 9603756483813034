"""The store: damaged rows, names no database takes, a database that is locked or away, files, rows read a turn."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.event import listen

from bot.dialogue.agent_factory import open_store
from bot.storage.retention import DAY_SECONDS, PORTION, delete_old, tidy_once
from bot.storage.tracker_store import ForgettingMemoryStore, ForgettingSQLStore

DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgres"))]
BIRTH = "1990-05-03"


@pytest.fixture(params=DATABASES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ForgettingSQLStore]:
    """An empty store on either database."""
    is_file = request.param == "sqlite"
    url = f"sqlite:///{tmp_path / 'desk.db'}" if is_file else request.getfixturevalue("postgres").url
    store: Any = open_store(url)
    store.domain = Domain.empty()
    with store.session_scope() as session:
        session.query(store.SQLEvent).delete()
        session.commit()
    yield store
    store.engine.dispose()


@pytest.fixture()
def on_file(tmp_path: Path) -> Iterator[ForgettingSQLStore]:
    """An empty store on a SQLite file."""
    store: Any = open_store(f"sqlite:///{tmp_path / 'desk.db'}")
    store.domain = Domain.empty()
    yield store
    store.engine.dispose()


def said(*texts: str, sender: str = "a", entities: Any = ()) -> DialogueStateTracker:
    events = [UserUttered(text, {"name": "greet"}, list(entities), timestamp=time.time()) for text in texts]
    return DialogueStateTracker.from_events(sender, [ActionExecuted("action_listen"), *events])


def texts(tracker: DialogueStateTracker | None) -> list[str]:
    return [str(event.text) for event in tracker.events if isinstance(event, UserUttered)] if tracker else []


# fmt: off
DAMAGE = [
    '{"event": "user", "te', "", "null", "[]", "5", '"user"', "{}", '{"event": null}', '{"event": "of a later version"}',
    '{"event": "user", "text": 5, "timestamp": 1.0}', '{"event": "user", "parse_data": [1]}',
    '{"event": "user", "text": "x", "timestamp": 1.0, "parse_data": {"intent": {}, "entities": [{"value": "y"}]}}',
    '{"event": "user", "text": "x", "timestamp": 1.0, "parse_data": {"intent": {}, "entities": [{"entity": "date"}]}}',
    '{"event": "bot", "text": {}}', '{"event": "slot"}', '{"event": "slot", "name": "a", "timestamp": "late"}',
    "[" * 100_000,
]
# fmt: on


@pytest.mark.parametrize("damaged", DAMAGE)
def test_a_damaged_row_is_stepped_over(store: ForgettingSQLStore, loop: Any, damaged: str) -> None:
    loop.run_until_complete(store.save(said("one")))
    with store.session_scope() as session:
        session.add(store.SQLEvent(sender_id="a", type_name="user", timestamp=1.0, data=damaged))
        session.commit()
    tracker = loop.run_until_complete(store.retrieve("a"))
    assert tracker and texts(tracker)[0] == "one"
    tracker.update(UserUttered(f"born {BIRTH}", {}, [{"entity": "date", "start": 5, "end": 15, "value": BIRTH}]))
    loop.run_until_complete(store.save(tracker))  # forgets the date, with it what nobody can read
    assert texts(loop.run_until_complete(store.retrieve("a"))) in (["one", "born ＊＊＊＊"], [])
    with store.session_scope() as session:
        assert damaged not in [row.data for row in session.query(store.SQLEvent)]
    tidy_once(store, 30, lambda keep_days: None)


@pytest.mark.parametrize("name", ["\ud83d", "a\0b", "x" * 300, "名" * 255, "'; DROP TABLE events; --"])
def test_any_name_has_a_conversation_of_its_own(store: ForgettingSQLStore, loop: Any, name: str) -> None:
    run = loop.run_until_complete
    run(store.save(said("a \ud83d and a \0", sender=name)))
    run(store.save(said("other", sender=name + "\ude00")))
    assert len(texts(run(store.retrieve(name)))) == 1 == len(texts(run(store.retrieve(name + "\ude00"))))
    run(store.delete(name))
    assert run(store.retrieve(name)) is None and run(store.retrieve(name + "\ude00"))


def test_sessions_begin_by_the_order_of_rows_whatever_the_clock_did(store: ForgettingSQLStore, loop: Any) -> None:
    now = time.time()
    events = [SessionStarted(timestamp=now), UserUttered("before", timestamp=now)]
    later = [SessionStarted(timestamp=now - 3600), UserUttered("an hour earlier", timestamp=now - 3600)]
    loop.run_until_complete(store.save(DialogueStateTracker.from_events("a", [*events, *later])))
    assert texts(loop.run_until_complete(store.retrieve("a"))) == ["an hour earlier"]
    assert texts(loop.run_until_complete(store.retrieve_full_tracker("a"))) == ["before", "an hour earlier"]


def test_what_was_read_is_not_stored_again(store: ForgettingSQLStore, loop: Any) -> None:
    run = loop.run_until_complete
    run(store.save(said("one")))
    tracker = run(store.retrieve("a"))
    for text in ("two", "three"):
        tracker.update(UserUttered(text))
        run(store.save(tracker))
    assert texts(run(store.retrieve("a"))) == ["one", "two", "three"]


def test_a_locked_store_refuses_soon_and_keeps_nobody_waiting(on_file: ForgettingSQLStore, loop: Any) -> None:
    loop.run_until_complete(on_file.save(said("one")))
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    async def save() -> None:
        beside = asyncio.create_task(others())
        try:
            await on_file.save(said("two", sender="b"))
        finally:
            beside.cancel()

    with sqlite3.connect(str(on_file.engine.url.database), isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert texts(loop.run_until_complete(on_file.retrieve("a"))) == ["one"]  # who reads does not wait at all
        with pytest.raises(Exception, match="locked"):
            loop.run_until_complete(save())
        other.execute("ROLLBACK")
    assert turns > 100
    assert loop.run_until_complete(on_file.retrieve("b")) is None


def test_readiness_writes_and_reads_no_conversation(on_file: ForgettingSQLStore, loop: Any) -> None:
    sent: list[str] = []
    listen(on_file.engine, "before_cursor_execute", lambda _c, _cursor, statement, *_: sent.append(statement))
    loop.run_until_complete(on_file.check())
    assert [statement.split()[0] for statement in sent] == ["INSERT", "DELETE"]
    with on_file.session_scope() as session:
        assert session.query(on_file.SQLEvent).count() == 0
    with sqlite3.connect(str(on_file.engine.url.database), isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Exception, match="locked"):
            loop.run_until_complete(on_file.check())
        other.execute("ROLLBACK")
    loop.run_until_complete(on_file.check())


def test_only_the_owner_may_read_the_files(on_file: ForgettingSQLStore, loop: Any) -> None:
    loop.run_until_complete(on_file.save(said("one")))
    files = list(Path(str(on_file.engine.url.database)).parent.iterdir())
    assert {file.suffix for file in files} == {".db", ".db-wal", ".db-shm"}
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_a_file_that_others_could_read_is_taken_from_them(tmp_path: Path) -> None:
    file = tmp_path / "desk.db"
    file.touch(0o644)
    file.chmod(0o644)
    store: Any = open_store(f"sqlite:///{file}")
    store.engine.dispose()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def contents(store: ForgettingSQLStore) -> bytes:
    return b"".join(file.read_bytes() for file in Path(str(store.engine.url.database)).parent.iterdir())


def test_what_is_forgotten_stands_in_no_file(on_file: ForgettingSQLStore, loop: Any) -> None:
    slot = {"event": "slot", "timestamp": 1.0, "name": "expiry_notes", "value": {"heard": BIRTH}}
    with on_file.session_scope() as session:
        row = {"type_name": "slot", "action_name": "expiry_notes", "timestamp": 1.0, "data": json.dumps(slot)}
        session.add_all([on_file.SQLEvent(sender_id=f"{number}", **row) for number in range(50)])
        session.commit()
    assert BIRTH.encode() in contents(on_file)
    with sqlite3.connect(str(on_file.engine.url.database), isolation_level=None) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM events").fetchone()
        assert on_file.forget_abandoned() == 50  # while somebody reads, the log cannot be emptied
        reader.execute("ROLLBACK")
    tidy_once(on_file, 36_500, lambda keep_days: None)
    assert BIRTH.encode() not in contents(on_file)


def test_retention_works_in_portions(store: ForgettingSQLStore, loop: Any) -> None:
    now, many = time.time(), 2 * PORTION + 3
    with store.session_scope() as session:
        row = {"type_name": "user", "data": "{}"}
        ages = {f"old {number}": now - 40 * DAY_SECONDS for number in range(many)} | {"new": now}
        session.add_all([store.SQLEvent(sender_id=name, timestamp=age, **row) for name, age in ages.items()])
        session.commit()
    commits: list[int] = []
    listen(store.engine, "commit", lambda _connection: commits.append(1))
    assert delete_old(store, 30, now) == many
    assert len(commits) == 3 and loop.run_until_complete(store.keys()) == ["new"]


def test_memory_is_bounded_and_forgets(loop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.storage.tracker_store.IN_MEMORY", 3)
    store = ForgettingMemoryStore(Domain.empty())
    date = {"entity": "date", "start": 0, "end": len(BIRTH), "value": BIRTH}
    for sender in "abcde":
        loop.run_until_complete(store.save(said(BIRTH, sender=sender, entities=[date])))
    assert sorted(store.store) == ["c", "d", "e"] and BIRTH not in str(store.store)


def test_few_topics_of_a_ranking_are_stored(store: ForgettingSQLStore, loop: Any) -> None:
    ranking = [{"name": f"topic {place}", "confidence": 0.1} for place in range(60)]
    message = UserUttered("hi", {"name": "topic 0"}, [], {"intent": {"name": "topic 0"}, "intent_ranking": ranking})
    tracker = DialogueStateTracker.from_events("a", [message, BotUttered("hello")])
    loop.run_until_complete(store.save(tracker))
    with store.session_scope() as session:
        stored = json.loads(session.query(store.SQLEvent.data).first()[0])
    assert stored["parse_data"]["intent_ranking"] == ranking[:5]
