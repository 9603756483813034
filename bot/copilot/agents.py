"""The accounts of agents and reviewers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Column, String, Table, Text

from bot.database.tables import METADATA

AGENT, REVIEWER = "agent", "reviewer"
ROLES = (AGENT, REVIEWER)  # a reviewer may do all that an agent may
SHORTEST_PASSWORD = 12  # characters; NIST SP 800-63B asks for length, not for kinds of characters
LONGEST_PASSWORD = 200
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,39}")

AGENTS = Table(
    "agents",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("role", String(10), nullable=False),
    Column("password", Text),
)


class AccountError(Exception):
    """An account cannot be made so; the message says why."""


@dataclass(frozen=True)
class Agent:
    """Somebody who works with the co-pilot; `role` is one of `ROLES`."""

    name: str
    role: str

    @property
    def reviews(self) -> bool:
        """Whether the review list and the board are open to them."""
        return self.role == REVIEWER


class Agents:
    """The table of accounts; passwords are kept as argon2id hashes, with the library's own costs (RFC 9106)."""

    def __init__(self, engine: Any) -> None:
        """Keeps the database."""
        self._engine = engine

    def add(self, name: str, role: str, password: str | None) -> None:
        """Makes an account, or gives one a new role and password; without a password only a single sign-on opens it.

        Raises:
            AccountError: naming what is wrong.
        """
        if not _NAME.fullmatch(name):
            raise AccountError("A name is 1 to 40 letters, digits, '.', '_', '@' or '-'.")
        if password is not None and not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            raise AccountError(f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters.")
        hashed = hasher().hash(password) if password is not None else None
        with self._engine.begin() as connection:
            connection.execute(AGENTS.delete().where(AGENTS.c.name == name))
            connection.execute(AGENTS.insert().values(name=name, role=role, password=hashed))

    def remove(self, name: str) -> bool:
        """Removes an account; whether there was one."""
        with self._engine.begin() as connection:
            return bool(connection.execute(AGENTS.delete().where(AGENTS.c.name == name)).rowcount)

    def all(self) -> list[Agent]:
        """Every account, by name."""
        with self._engine.connect() as connection:
            return [Agent(row.name, row.role) for row in connection.execute(AGENTS.select().order_by(AGENTS.c.name))]

    def find(self, name: str) -> Agent | None:
        """The account of a name."""
        row = self._row(name)
        return Agent(row.name, row.role) if row else None

    def sign_in(self, name: str, password: str) -> Agent | None:
        """The account that a password opens; an unknown name takes as long as a wrong password (some 50 ms)."""
        row = self._row(name)
        hashed = row.password if row and row.password else nobodys_hash()
        try:
            hasher().verify(hashed, password[:LONGEST_PASSWORD])
        except (VerificationError, InvalidHashError):
            return None
        return Agent(row.name, row.role) if row and row.password else None

    def _row(self, name: str) -> Any:
        with self._engine.connect() as connection:
            return connection.execute(AGENTS.select().where(AGENTS.c.name == name)).first()


@cache
def hasher() -> PasswordHasher:
    """argon2id as the library recommends it."""
    return PasswordHasher()


@cache
def nobodys_hash() -> str:
    """What the password for an unknown name is compared with."""
    return hasher().hash("nobody has this password")
