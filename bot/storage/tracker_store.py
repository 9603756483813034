"""Tracker stores that forget what a person told a form as soon as the form has ended."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from typing import TypeVar

from prometheus_client import Counter, Histogram
from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import Index, func
from sqlalchemy.engine import Engine, Row
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Query, Session, sessionmaker

from bot.storage.advisory_locks import AdvisoryLocks
from bot.storage.alone import alone
from bot.storage.away import Rest
from bot.storage.connecting import LOCK_SECONDS, in_time
from bot.storage.event_redaction import PERSONAL_SLOTS, forget
from bot.storage.event_rows import StoredTracker, events_of, recreate, row_of, stored_name
from bot.storage.wiping import empty_log
from expiry.draft import NOTES

Result = TypeVar("Result")
SECONDS = Histogram("madoguchi_store_seconds", "Seconds that the store of conversations took", ["call"])
FAILED = Counter("madoguchi_store_failures_total", "Calls that the store did not answer, or not in time")
WORKERS = 16  # calls under way at once
IN_MEMORY = 10_000  # conversations; the oldest go first
PROBE = "probe"  # of a row that nobody ever sees
GOES_ON = "goes_on"  # metadata of a session that begins in the middle of a form
EVENT = SQLTrackerStore.SQLEvent
# Where a conversation's last session begins is found without reading the conversation.
SESSIONS = Index("ix_events_sessions", EVENT.sender_id, EVENT.type_name, EVENT.id)


def is_personal(event: Event) -> bool:
    """Whether one of Rasa's events still holds what should be forgotten."""
    if isinstance(event, SlotSet):
        return event.key in PERSONAL_SLOTS and event.value is not None
    return isinstance(event, UserUttered) and any(entity.get("entity") == "date" for entity in event.entities)


def must_forget(tracker: DialogueStateTracker) -> bool:
    """Whether no form is running any more and something personal is left."""
    return tracker.active_loop_name is None and any(is_personal(event) for event in tracker.events)


class ForgettingMemoryStore(InMemoryTrackerStore):
    """Keeps the last conversations in memory, without what forms were told."""

    async def create_tracker(self, sender_id: str, append_action_listen: bool = True) -> DialogueStateTracker:
        """A new conversation; it is kept when something was said."""
        return self.init_tracker(sender_id)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Saves, forgetting first."""
        if must_forget(tracker):
            events = forget([event.as_dict() for event in tracker.events])
            tracker = DialogueStateTracker.from_dict(tracker.sender_id, events, self.domain.slots)
        await super().save(tracker)
        while len(self.store) > IN_MEMORY:
            del self.store[next(iter(self.store))]

    async def delete(self, sender_id: str) -> None:
        """Deletes a whole conversation."""
        self.store.pop(sender_id, None)

    async def check(self) -> None:
        """Memory is always there."""


class ForgettingSQLStore(SQLTrackerStore):
    """Keeps conversations in a database, without what forms were told; nothing of it runs in the event loop.

    Attributes:
        rest: whether the database is left alone, since it does not answer.
        locks: those of all servers of one PostgreSQL; None where there is one server.
    """

    def __init__(self, engine: Engine, domain: Domain | None = None) -> None:
        """Makes the table of events where there is none.

        Raises:
            SQLAlchemyError: when the database cannot be reached.
        """
        TrackerStore.__init__(self, domain)
        self.engine, self.sessionmaker = engine, sessionmaker(bind=engine)
        with alone(engine) as connection:
            self.Base.metadata.create_all(connection)
            SESSIONS.create(connection, checkfirst=True)
        self._workers = ThreadPoolExecutor(WORKERS, thread_name_prefix="store")
        self._checker = ThreadPoolExecutor(
            1, thread_name_prefix="ready"
        )  # so that probes of a dead store never pile up
        self.rest = Rest()
        self.locks = AdvisoryLocks(engine, self.rest) if engine.dialect.name == "postgresql" else None
        self._is_wiped = True

    async def work(self, task: Callable[..., Result], *arguments: object) -> Result:
        """Runs one of the synchronous methods in a thread.

        Raises:
            StoreAway: without a try, where the last one took too long.
            SQLAlchemyError: when the database fails.
        """
        with FAILED.count_exceptions(), SECONDS.labels(task.__name__).time():
            started = self.rest.check()
            try:
                loop = asyncio.get_running_loop()
                return await loop.run_in_executor(self._workers, copy_context().run, in_time, task, *arguments)
            except OperationalError:
                self.rest.after_failure(started)
                raise

    @contextmanager
    def session_scope(self) -> Iterator[Session]:
        """A session that is closed; unlike Rasa's, it never ends the process."""
        session = self.sessionmaker()
        try:
            yield session
        finally:
            session.close()

    async def create_tracker(self, sender_id: str, append_action_listen: bool = True) -> DialogueStateTracker:
        """A new conversation; it is stored with its first turn."""
        return StoredTracker(sender_id, self.domain.slots)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The last session of a conversation."""
        return await self.work(self.read, sender_id)

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """All sessions of a conversation."""
        return await self.work(self.read, conversation_id, True)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Stores what is new, and forgets what must be forgotten: all of it or nothing."""
        await self.work(self.write, tracker)

    async def delete(self, sender_id: str) -> None:
        """Deletes a whole conversation."""
        await self.work(self.delete_rows, sender_id)

    async def check(self) -> None:
        """Tries whether the database can be written to, and a rest ends.

        Raises:
            SQLAlchemyError: when it cannot.
        """
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._checker, in_time, self.try_writing)
        self.rest.end()

    def try_writing(self) -> None:
        """Writes a row that nobody sees: of a full or read-only disk, reading alone knows nothing.

        SQLite's disk hears of it only when it is committed; in PostgreSQL it is taken back, and leaves nothing to tidy.
        """
        with self.session_scope() as session:
            session.execute(
                EVENT.__table__.insert(), {"sender_id": PROBE, "type_name": PROBE, "timestamp": time.time()}
            )
            if self.engine.dialect.name == "sqlite":
                session.query(EVENT).filter_by(sender_id=PROBE).delete(synchronize_session=False)
                session.commit()
            else:
                session.rollback()

    def read(self, sender_id: str, all_sessions: bool = False) -> StoredTracker | None:
        """Reads a conversation, from where its last session begins: by the order of rows, whatever the clock did."""
        name = stored_name(sender_id)
        with self.session_scope() as session:
            start = 0 if all_sessions else self._session_start(session, name)
            rows = self._rows(session, name, start)
        if not rows:
            return None
        tracker = StoredTracker(sender_id, self.domain.slots)
        recreate(tracker, rows)
        tracker.stored, tracker.first = len(tracker.events), rows[0].id
        return tracker

    def write(self, tracker: DialogueStateTracker) -> None:
        """Stores the events that are new; a tracker that was not read from here is new as a whole."""
        name, first = stored_name(tracker.sender_id), getattr(tracker, "first", 0)
        new = list(tracker.events)[getattr(tracker, "stored", 0) :]
        forgets = must_forget(tracker)
        with self.session_scope() as session:
            if new:
                session.execute(EVENT.__table__.insert(), [row_of(name, event) for event in new])
            if forgets:
                self._rewrite(session, name, self._told_since(session, name, first))
            session.commit()
        if isinstance(tracker, StoredTracker):
            tracker.stored = len(tracker.events)
        self.wipe() if forgets else self.wipe_again()

    def forget_conversation(self, sender_id: str) -> None:
        """Rewrites the stored events of one conversation, all its sessions."""
        with self.session_scope() as session:
            self._rewrite(session, stored_name(sender_id), 0)
            session.commit()
        self.wipe()

    def delete_rows(self, sender_id: str) -> None:
        """Deletes a whole conversation."""
        with self.session_scope() as session:
            session.query(EVENT).filter_by(sender_id=stored_name(sender_id)).delete(synchronize_session=False)
            session.commit()
        self.wipe()

    def wipe(self, wait: float = LOCK_SECONDS) -> None:
        """Has SQLite empty its write-ahead log, which else keeps what was written over.

        Where somebody reads for longer than `wait` seconds, later turns and `tidy` try again.
        """
        self._is_wiped = empty_log(self.engine, wait)

    def wipe_again(self) -> None:
        """Wipes where that could not be done before; waits for nobody."""
        if not self._is_wiped:
            self.wipe(wait=0)

    def forget_abandoned(self, now: float | None = None) -> int:
        """Forgets what was told to forms that nobody came back to within a session; returns how many."""
        expired = (now or time.time()) - 60 * self.domain.session_config.session_expiration_time
        with self.session_scope() as session:
            told = session.query(EVENT.sender_id).filter(
                EVENT.type_name == SlotSet.type_name, EVENT.action_name == NOTES
            )
            told = told.filter(~EVENT.data.contains('"value": null')).distinct().all()
            last = {name: self._last(session, name) for (name,) in told}
        abandoned = [name for name, moment in last.items() if moment < expired]
        for name in abandoned:
            self.forget_conversation(name)
        return len(abandoned)

    def rested(self, session: Session, before: float, after: str | None, limit: int) -> list[str]:
        """The next conversations in the order of names whose last event is older than a moment.

        Args:
            session: a session of the database.
            before: seconds since 1970.
            after: the name to go on after; None begins.
            limit: the most names.
        """
        names = session.query(EVENT.sender_id).group_by(EVENT.sender_id).having(func.max(EVENT.timestamp) < before)
        names = names if after is None else names.filter(EVENT.sender_id > after)
        return [name for (name,) in names.order_by(EVENT.sender_id).limit(limit)]

    def _rewrite(self, session: Session, name: str, since: int) -> None:
        """Forgets in the rows since one; what cannot be read is deleted, for nobody knows what it tells."""
        rows = self._rows(session, name, since)
        sound = {number for number, event in events_of(rows) if event is not None}
        kept = {row.id: json.loads(row.data) for row in rows if row.id in sound}
        try:
            forgotten = forget(kept.values())
        except (AttributeError, KeyError, TypeError, ValueError):  # then nothing of it may stay
            kept, forgotten, sound = {}, [], set()
        for (number, before), after in zip(kept.items(), forgotten, strict=True):
            if after != before:
                session.query(EVENT).filter(EVENT.id == number).update({EVENT.data: json.dumps(after)}, False)
        for row in rows:
            if row.id not in sound:
                session.query(EVENT).filter(EVENT.id == row.id).delete(False)

    @staticmethod
    def _rows(session: Session, name: str, since: int) -> list[Row]:
        rows = session.query(EVENT.id, EVENT.data).filter(EVENT.sender_id == name, EVENT.id >= since)
        return list(rows.order_by(EVENT.id))

    @staticmethod
    def _last(session: Session, name: str) -> float:
        return float(session.query(func.max(EVENT.timestamp)).filter(EVENT.sender_id == name).scalar() or 0)

    @staticmethod
    def _starts(session: Session, name: str) -> Query:
        started = session.query(func.max(EVENT.id))
        return started.filter(EVENT.sender_id == name, EVENT.type_name == SessionStarted.type_name)

    def _session_start(self, session: Session, name: str) -> int:
        """The row that begins the last session; 0 where there is none."""
        return int(self._starts(session, name).scalar() or 0)

    def _told_since(self, session: Session, name: str, first: int) -> int:
        """The row since which something may have been told: the session's first, or that of the form that goes on."""
        starts = self._starts(session, name).filter(EVENT.id <= first, ~EVENT.data.contains(f'"{GOES_ON}"'))
        return int(starts.scalar() or 0)


def sql_store(store: TrackerStore) -> ForgettingSQLStore | None:
    """The store, where it is the SQL store."""
    return store if isinstance(store, ForgettingSQLStore) else None
