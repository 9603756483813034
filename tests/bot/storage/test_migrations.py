"""The migrations: they make what the code describes, from nothing and from a desk before them, on both databases."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

import bot.channels.line.heard
import bot.copilot.auth.accounts
import bot.handoff.codes
import bot.insights.review_queue
import bot.insights.turn_counts
import bot.storage.audit_log
from bot.copilot.auth.accounts import Agents
from bot.copilot.auth.sessions import Sessions
from bot.dialogue.agent import Turned
from bot.handoff.codes import Handoffs
from bot.insights.feedback import FEEDBACK, Feedback, FeedbackStore
from bot.insights.review_queue import Reviews
from bot.insights.turn_counts import Turn, Turns
from bot.insights.turn_recorder import Counting
from bot.replies.reply import Given, Reply
from bot.settings import SettingError
from bot.storage.engine import open_engine
from bot.storage.migrate import migrations, upgrade
from bot.storage.tables import METADATA
from knowledge.lines import TOKYO
from tests.bot.copilot.agent import PASSWORD

OURS = set(METADATA.tables)
DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgres"))]


def differences(engine: Any) -> list[Any]:
    """What the tables of a database lack, or have too much, against the code; Rasa's are left out."""
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, kind, _parents: kind != "table" or name in OURS}
        )
        return list(compare_metadata(context, METADATA))


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Any]:
    """An empty database; of PostgreSQL a schema is made and dropped."""
    if request.param == "sqlite":
        yield create_engine(f"sqlite:///{tmp_path / 'desk.db'}")
        return
    engine = create_engine(request.getfixturevalue("postgres").url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    yield engine
    engine.dispose()


def test_the_migrations_make_what_the_code_describes(database: Any) -> None:
    ours = (
        bot.copilot.auth.accounts.SESSIONS,
        bot.storage.audit_log.TRAIL,
        bot.handoff.codes.HANDOFFS,
        bot.insights.turn_counts.TURNS,
        bot.insights.review_queue.REVIEWS,
        bot.channels.line.heard.HEARD,
    )
    assert {table.name for table in ours} <= OURS
    upgrade(database)
    assert differences(database) == []
    upgrade(database)  # a second start changes nothing
    assert differences(database) == []


def test_servers_that_start_together_do_not_disturb_each_other(database: Any) -> None:
    opening = f"from bot.storage.engine import open_engine; open_engine({str(database.url)!r})"
    servers = [subprocess.Popen([sys.executable, "-c", opening]) for _server in range(3)]
    assert [server.wait() for server in servers] == [0, 0, 0] and differences(database) == []


def test_a_desk_from_before_the_migrations_keeps_its_feedback(database: Any) -> None:
    FEEDBACK.create(database)
    kept = Feedback(date(2026, 11, 1), "web", "ko", "lost_card", True)
    FeedbackStore(database).add(kept)
    upgrade(database)
    assert FeedbackStore(database).all() == [kept] and differences(database) == []


def test_every_migration_can_be_taken_back(database: Any) -> None:
    upgrade(database)
    with database.begin() as connection:
        command.downgrade(migrations(connection), "base")
    assert not OURS & set(inspect(database).get_table_names())


def test_an_older_version_leaves_a_newer_database_as_it_is(database: Any) -> None:
    """A newer version's migration is one that this code has not: migrations only add (docs/operations.md)."""
    upgrade(database)
    with database.begin() as connection:
        connection.execute(text("ALTER TABLE agents ADD COLUMN telephone TEXT"))
        connection.execute(text("UPDATE madoguchi_version SET version_num = '9999'"))
    upgrade(database)
    Agents(database).add("hanako", "agent", PASSWORD)
    assert Agents(database).sign_in("hanako", PASSWORD)
    with database.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM madoguchi_version")).scalar() == "9999"
    Agents(database).remove("hanako")


def test_what_is_kept_can_be_read(database: Any) -> None:
    upgrade(database)
    agents, today = Agents(database), date(2026, 11, 1)
    agents.add("hanako", "agent", PASSWORD)
    sessions = Sessions(database, agents)
    assert sessions.agent(sessions.start(agents.all()[0])) == agents.sign_in("hanako", PASSWORD)
    handoffs, turns, reviews = Handoffs(database), Turns(database), Reviews(database)
    code = handoffs.give("somebody", "line", "ko")
    taken = handoffs.take(code)
    assert taken and (taken.sender, taken.channel, taken.language) == ("somebody", "line", "ko")
    assert handoffs.take(code) is None
    turn = Turn(today, 9, "line", "ko", "lost_card", "answered")
    turns.add(turn)
    turns.add(turn)
    assert turns.since(7, today) == [(turn, 2)]
    reviews.add(today, "ko", "uncertain", "카드가 뭐예요", "card_about")
    assert reviews.decide([one.id for one in reviews.open("ko")], "card_about") == 1
    assert [(one.question, one.topic) for one in reviews.decided()] == [("카드가 뭐예요", "card_about")]


def test_servers_that_count_the_first_turn_of_an_hour_at_once_count_every_one(database: Any) -> None:
    upgrade(database)
    today, together = date(2026, 11, 1), 16
    start = Barrier(together)

    def count(_server: int) -> None:
        turns = Turns(database)
        start.wait()
        turns.add(Turn(today, 9, "web", "ko", "lost_card", "answered"))

    with ThreadPoolExecutor(together) as servers:
        list(servers.map(count, range(together)))
    assert [number for _turn, number in Turns(database).since(7, today)] == [together]


def test_a_count_that_is_lost_takes_no_question_with_it(database: Any, caplog: pytest.LogCaptureFixture) -> None:
    upgrade(database)
    with database.begin() as connection:
        connection.execute(text("DROP TABLE turn_counts"))
    counting = Counting(database)
    given = Given(Reply("uncertain", (), datetime(2026, 11, 1, tzinfo=TOKYO)), "ko")
    counting(Turned(given, "web", "카드가 뭐예요", "somebody"))
    counting._writer.shutdown()
    assert [one.question for one in Reviews(database).open("ko")] == ["카드가 뭐예요"]
    assert "could not be counted" in caplog.text


def test_a_store_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(SettingError, match="MADOGUCHI_STORE_URL"):
        open_engine(f"sqlite:///{tmp_path / 'file' / 'desk.db'}")
