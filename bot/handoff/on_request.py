"""Everything that is kept of one conversation, shown or deleted when the person whose it is asks the ward for that."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TypedDict

from sqlalchemy import Table

from bot.handoff.codes import HANDOFFS, Handoffs
from bot.insights.kept_questions import QUESTIONS, KeptQuestions
from bot.storage.audit_log import Trail
from bot.storage.event_rows import stored_name
from bot.storage.tracker_store import EVENT, ForgettingSQLStore

SAID = ("user", "bot")  # the kinds of events that somebody read or wrote
AT_THE_TERMINAL = "command line"  # the agent in the trail


class Said(TypedDict):
    """A message or a reply: `at` in UTC, `who` is `visitor` or `desk`; a reply without words has its topic."""

    at: str
    who: str
    text: str | None
    topic: str | None


class Kept(TypedDict):
    """All that is kept of a conversation; `events` are the rows as they are stored, `said` what of them is readable."""

    conversation: str
    said: list[Said]
    events: list[dict[str, object]]
    feedback: list[dict[str, object]]
    reviews: list[dict[str, object]]
    has_code: bool


class OnRequest:
    """Shows and deletes; neither waits for a desk that may be running."""

    def __init__(self, store: ForgettingSQLStore, kept: KeptQuestions) -> None:
        """Keeps what conversations are in, and what is beside them."""
        self._store, self._kept = store, kept

    def show(self, name: str) -> Kept:
        """Everything of a conversation, by Rasa's name for it.

        Raises:
            SQLAlchemyError: when the database fails.
        """
        with self._store.engine.connect() as connection:
            query = EVENT.__table__.select().where(EVENT.sender_id == stored_name(name)).order_by(EVENT.id)
            events = [json.loads(row.data) for row in connection.execute(query)]
            code = connection.execute(HANDOFFS.select().where(HANDOFFS.c.sender == name)).first()
        beside = {table.name: list(self._beside(table, name)) for table in QUESTIONS}
        said = [said_in(event) for event in events if event.get("event") in SAID]
        return {"conversation": name, "said": said, "events": events, "has_code": code is not None, **beside}  # type: ignore[typeddict-item]

    def _beside(self, table: Table, name: str) -> Iterator[dict[str, object]]:
        with self._store.engine.connect() as connection:
            query = table.select().where(table.c.conversation == self._kept.digest(name))
            for row in connection.execute(query).mappings():
                yield {column: value for column, value in row.items() if column not in ("id", "conversation")}

    def forget(self, name: str) -> int:
        """Deletes everything of a conversation; how many events there were. The trail tells that, not whose it was.

        Raises:
            SQLAlchemyError: when the database fails.
        """
        count = len(self.show(name)["events"])
        Handoffs(self._store.engine).forget(name)
        self._kept.forget(name)
        self._store.delete_rows(name)
        Trail(self._store.engine).note(AT_THE_TERMINAL, "forgotten", f"{count} events")
        return count


def said_in(event: dict[str, object]) -> Said:
    """The readable part of a stored message or reply."""
    data, parsed = event.get("data"), event.get("parse_data")
    custom = data.get("custom") if isinstance(data, dict) else None
    intent = parsed.get("intent") if isinstance(parsed, dict) else None
    about = (
        custom.get("topic") if isinstance(custom, dict) else intent.get("name") if isinstance(intent, dict) else None
    )
    moment = event.get("timestamp")
    return {
        "at": datetime.fromtimestamp(moment, UTC).isoformat(timespec="seconds") if isinstance(moment, float) else "",
        "who": "visitor" if event.get("event") == "user" else "desk",
        "text": str(event["text"]) if event.get("text") else None,
        "topic": str(about) if about else None,
    }
