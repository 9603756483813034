"""The migrations: they make what the code describes, from nothing and from a desk before them, on both databases."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, inspect

import bot.copilot.handoffs
import bot.copilot.reviews
import bot.copilot.sessions
import bot.copilot.trail
import bot.copilot.turns
from bot.database.engine import open_engine
from bot.database.migrate import migrations, upgrade
from bot.database.tables import METADATA
from bot.feedback import FEEDBACK, Feedback, FeedbackStore
from bot.settings import SettingError

OURS = set(METADATA.tables)


def differences(engine: Any) -> list[Any]:
    """What the tables of a database lack, or have too much, against the code; Rasa's are left out."""
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, kind, _parents: kind != "table" or name in OURS}
        )
        return list(compare_metadata(context, METADATA))


@pytest.fixture
def sqlite(tmp_path: Path) -> Any:
    return create_engine(f"sqlite:///{tmp_path / 'desk.db'}")


def test_the_migrations_make_what_the_code_describes(sqlite: Any) -> None:
    ours = (
        bot.copilot.sessions.SESSIONS,
        bot.copilot.trail.TRAIL,
        bot.copilot.handoffs.HANDOFFS,
        bot.copilot.turns.TURNS,
        bot.copilot.reviews.REVIEWS,
    )
    assert {table.name for table in ours} <= OURS
    upgrade(sqlite)
    assert differences(sqlite) == []
    upgrade(sqlite)  # a second start changes nothing
    assert differences(sqlite) == []


def test_a_desk_from_before_the_migrations_keeps_its_feedback(sqlite: Any) -> None:
    FEEDBACK.create(sqlite)
    kept = Feedback(date(2026, 11, 1), "web", "ko", "lost_card", True)
    FeedbackStore(sqlite).add(kept)
    upgrade(sqlite)
    assert FeedbackStore(sqlite).all() == [kept] and differences(sqlite) == []


def test_every_migration_can_be_taken_back(sqlite: Any) -> None:
    upgrade(sqlite)
    with sqlite.begin() as connection:
        command.downgrade(migrations(connection), "base")
    assert not OURS & set(inspect(sqlite).get_table_names())


def test_a_store_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(SettingError, match="MADOGUCHI_STORE_URL"):
        open_engine(f"sqlite:///{tmp_path / 'file' / 'desk.db'}")
