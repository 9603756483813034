"""The accounts of agents and reviewers."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Column, DateTime, String, Table, Text
from sqlalchemy.engine import Connection, Engine, Row

from bot.clock import utc_now
from bot.storage.tables import METADATA, OLD

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


# Of who is signed in (bot.copilot.auth.sessions); an account's end with it.
SESSIONS: Table = Table(
    "agent_sessions",
    METADATA,
    Column("token", String(64), primary_key=True),
    Column("agent", String(40), nullable=False, index=True),
    Column("ends", DateTime, nullable=False),
    info={OLD: lambda: SESSIONS.c.ends < utc_now()},
)


class AccountError(Exception):
    """An account cannot be made so; the message says why."""


@dataclass(frozen=True)
class Agent:
    """Somebody who works with the co-pilot.

    Attributes:
        role: one of `ROLES`.
        password: the hash that they were let in by, so that a session is never begun with one that has changed since.
    """

    name: str
    role: str
    password: str | None = field(default=None, repr=False, compare=False)

    @property
    def reviews(self) -> bool:
        """Whether the review list and the board are open to them."""
        return self.role == REVIEWER


class Agents:
    """The table of accounts; passwords are kept as argon2id hashes, with the library's own costs (RFC 9106)."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, name: str, role: str, password: str | None) -> None:
        """Makes an account, or gives one a new role and password, which ends its sessions.

        Without a password only a single sign-on opens it.

        Raises:
            AccountError: naming what is wrong.
        """
        if not _NAME.fullmatch(name):
            raise AccountError("A name is 1 to 40 letters, digits, '.', '_', '@' or '-'.")
        hashed = hasher().hash(new_password(password)) if password is not None else None
        with self._engine.begin() as connection:
            self._delete(connection, name)
            connection.execute(AGENTS.insert().values(name=name, role=role, password=hashed))

    def remove(self, name: str) -> bool:
        """Removes an account and ends its sessions; whether there was one."""
        with self._engine.begin() as connection:
            return self._delete(connection, name)

    @staticmethod
    def _delete(connection: Connection, name: str) -> bool:
        found = connection.execute(AGENTS.delete().where(AGENTS.c.name == name)).rowcount
        connection.execute(SESSIONS.delete().where(SESSIONS.c.agent == name))
        return bool(found)

    def all(self) -> list[Agent]:
        """Every account, by name."""
        with self._engine.connect() as connection:
            return [Agent(row.name, row.role) for row in connection.execute(AGENTS.select().order_by(AGENTS.c.name))]

    def find(self, name: str) -> Agent | None:
        """The account of a name."""
        row = self._row(name)
        return Agent(row.name, row.role, row.password) if row else None

    def sign_in(self, name: str, password: str) -> Agent | None:
        """The account that a password opens; an unknown name takes as long as a wrong password (some 50 ms)."""
        row = self._row(name)
        hashed = row.password if row and row.password else nobodys_hash()
        if not any([opens(hashed, form) for form in forms(password)]):  # each is tried, so that all take as long
            return None
        return Agent(row.name, row.role, row.password) if row and row.password else None

    def _row(self, name: str) -> Row | None:
        if not _NAME.fullmatch(name):
            return None  # no database is asked for what it may not take
        with self._engine.connect() as connection:
            return connection.execute(AGENTS.select().where(AGENTS.c.name == name)).first()


def new_password(password: str) -> str:
    """A password as it is kept: OpaqueString of RFC 8265, so that every keyboard's way to write it is the same.

    Raises:
        AccountError: for one that is too short, too long, or no text.
    """
    prepared = opaque(password)
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in prepared):
        raise AccountError("A password is text in UTF-8, without control characters.")
    if not SHORTEST_PASSWORD <= len(prepared) <= LONGEST_PASSWORD:
        raise AccountError(f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters.")
    return prepared


def opaque(password: str) -> str:
    """Every space as the ASCII one, and NFC (RFC 8265, section 4.2).

    >>> opaque("e\u0301\u3000か\u3099") == "\u00e9 が"
    True
    """
    spaced = "".join(" " if unicodedata.category(one) == "Zs" else one for one in password)
    return unicodedata.normalize("NFC", spaced)


def forms(password: str) -> list[str]:
    """What a typed password may have been hashed as: prepared, or, before passwords were, as a keyboard wrote it."""
    written = (opaque(password), password, *(unicodedata.normalize(form, password) for form in ("NFC", "NFD")))
    return [form[:LONGEST_PASSWORD] for form in dict.fromkeys(written)]


def opens(hashed: str, password: str) -> bool:
    """Whether a password is the one that was hashed."""
    try:
        return hasher().verify(hashed, password.encode("utf-8", "surrogatepass"))
    except (VerificationError, InvalidHashError):
        return False


@cache
def hasher() -> PasswordHasher:
    """argon2id as the library recommends it."""
    return PasswordHasher()


@cache
def nobodys_hash() -> str:
    """What the password for an unknown name is compared with."""
    return hasher().hash("nobody has this password")
