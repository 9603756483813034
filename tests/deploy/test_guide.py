"""The commands of docs/operations.md, run on a throwaway machine with a desk that is really started."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import create_engine, text

from bot.settings import ROOT
from bot.storage.migrate import MIGRATIONS
from tests.bot.copilot.agent import AgentOverHttp, sign_in
from tests.deploy.machine import Machine, blocks
from tests.desk import Desk
from tests.doubles.postgres import OwnPostgres

PASSWORD = "a password of many words"
MIGRATION = '''"""A table of the next version."""
import sqlalchemy as sa
from alembic import op
revision, down_revision = "9999", "{last}"
def upgrade():
    op.create_table("of_the_next_version", sa.Column("word", sa.Text))
def downgrade():
    op.drop_table("of_the_next_version")
'''


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    machine = Machine(tmp_path_factory.mktemp("machine"))
    try:
        assert '"store":true' in machine.run("install").replace(" ", "")
        machine.run("desk")
        yield machine
    finally:
        machine.end()


def can_sign_in(machine: Machine) -> bool:
    return sign_in(cast(Desk, machine), "hanako", PASSWORD).status == 303


def conversations(machine: Machine) -> int:
    """How many the store holds."""
    with closing(sqlite3.connect(machine.root / "var" / "lib" / "madoguchi" / "conversations.db")) as store:
        return int(store.execute("SELECT count(DISTINCT sender_id) FROM events").fetchone()[0])


def test_every_block_that_says_so_is_run() -> None:
    here = Path(__file__).read_text()
    assert blocks() and all(f'"{name}"' in here for name in blocks())


def test_the_installed_desk_answers_and_its_account_opens(machine: Machine) -> None:
    assert "0120-95-0178" in machine.ask("I lost my card") and can_sign_in(machine)
    assert (machine.root / "etc" / "madoguchi.env").stat().st_mode & 0o077 == 0
    assert "hanako\treviewer" in machine.run("desk")


def test_a_backup_brings_back_what_was_there(machine: Machine) -> None:
    machine.ask("I lost my card")
    machine.run("backup")
    kept = conversations(machine)
    machine.ask("How much is a new card?")
    assert conversations(machine) == kept + 1
    machine.run("restore")
    assert conversations(machine) == kept and can_sign_in(machine)
    (copy,) = (machine.root / "var" / "backups" / "madoguchi").iterdir()
    assert copy.stat().st_mode & 0o077 == 0 or copy.parent.stat().st_mode & 0o077 == 0


def test_a_version_comes_and_is_taken_back(machine: Machine) -> None:
    """The next version has one migration more."""
    last = sorted((MIGRATIONS / "versions").glob("v*.py"))[-1].name[1:5]
    copy = machine.add_version("1.2.0")
    (copy / "bot" / "storage" / "migrations" / "versions" / "v9999_next.py").write_text(MIGRATION.format(last=last))
    machine.ask("When does my card expire?", sender="goes on")
    machine.run("upgrade")
    with closing(sqlite3.connect(machine.root / "var" / "lib" / "madoguchi" / "conversations.db")) as store:
        assert store.execute("SELECT version_num FROM madoguchi_version").fetchall() == [("9999",)]
    assert machine.ask("1 May 1990", sender="goes on") and can_sign_in(machine)
    machine.run("back")
    assert can_sign_in(machine) and "0120-95-0178" in machine.ask("I lost my card")


def test_a_new_key_leaves_the_staff_signed_in(machine: Machine) -> None:
    agent = AgentOverHttp(cast(Desk, machine), "hanako", PASSWORD)
    before = machine.said("MADOGUCHI_KEY")
    machine.ask("When does my card expire?", sender="over REST")
    machine.run("rotate-key")
    assert machine.said("MADOGUCHI_KEY") != before and len(machine.said("MADOGUCHI_KEY")) == 64
    assert agent.get("start").status == 200


def test_a_fee_that_was_changed_is_told(machine: Machine) -> None:
    asked = "How much does a new card cost?"
    assert "1,250" not in machine.ask(asked)
    machine.run("desk", "fee")
    assert "1,250" in machine.ask(asked) and "1,250" in machine.ask("新しいカードの手数料はいくらですか")


@pytest.mark.needs("postgres")
def test_a_backup_of_postgresql_brings_back_what_was_there(machine: Machine, postgres: OwnPostgres) -> None:
    sqlite = machine.said("MADOGUCHI_STORE_URL")
    engine = create_engine(postgres.url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    machine.set("MADOGUCHI_STORE_URL", f"'{postgres.url}'")
    count = text("SELECT count(DISTINCT sender_id) FROM events")
    try:
        machine.run("rotate-key")  # which starts it anew
        machine.run("desk")
        machine.ask("I lost my card")
        machine.run("backup-postgres")
        machine.ask("How much is a new card?")
        with engine.connect() as connection:
            assert connection.execute(count).scalar() == 2
        machine.run("restore-postgres")
        with engine.connect() as connection:
            assert connection.execute(count).scalar() == 1
        assert can_sign_in(machine)
    finally:
        engine.dispose()
        machine.set("MADOGUCHI_STORE_URL", sqlite)
        machine.run("rotate-key")


def test_the_secrets_are_those_that_the_manifests_want(machine: Machine) -> None:
    machine.run("secrets")
    made = {path.name for path in (machine.root / "secrets").iterdir()}
    assert (machine.root / "secrets").stat().st_mode & 0o777 == 0o700
    example = (ROOT / "deploy" / "kubernetes" / "example" / "kustomization.yaml").read_text()
    compose = (ROOT / "deploy" / "compose.yml").read_text()
    tls = {"tls.crt", "tls.key"}
    assert set(re.findall(r"secrets/([\w.-]+)$", example, re.MULTILINE)) == made | tls
    assert set(re.findall(r"\{file: secrets/([\w.-]+)\}", compose)) == made | tls
    password = (machine.root / "secrets" / "postgres-password").read_text().strip()
    url = (machine.root / "secrets" / "store-url").read_text()
    assert url == f"postgresql://desk:{password}@postgres:5432/desk\n" and len(password) == 48
