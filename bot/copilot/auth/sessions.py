"""Who is signed in: a drawn token in a cookie, its digest in the database."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock

from cachetools import TTLCache
from sqlalchemy.engine import Engine

from bot.clock import utc_now
from bot.copilot.auth.accounts import AGENTS, SESSIONS, Agent, Agents

SESSION_LASTS = timedelta(hours=10)  # a working day
LOOK_AGAIN_SECONDS = 5.0  # how long a session that was just looked up counts without another look
MOST_KEPT = 1000


def digest(token: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def csrf_token(token: str) -> str:
    """What a page sends back with every change, to show that it is ours; it opens nothing by itself."""
    return hmac.new(token.encode("utf-8", "surrogatepass"), b"csrf", hashlib.sha256).hexdigest()


class AccountChanged(Exception):
    """An account is no more what it was when its password was checked."""


class Sessions:
    """The table of sessions.

    Args:
        engine: of the desk's database.
        now: a clock in UTC, without a zone.
    """

    def __init__(self, engine: Engine, agents: Agents, now: Callable[[], datetime] = utc_now) -> None:
        self._engine, self._agents, self._now = engine, agents, now
        self._seen: TTLCache[str, Agent] = TTLCache(MOST_KEPT, LOOK_AGAIN_SECONDS)
        self._seeing = Lock()  # sessions are looked up by several threads

    def start(self, agent: Agent) -> str:
        """Signs an agent in; the token for the cookie. Sessions that are over are deleted on the way.

        Raises:
            AccountChanged: when the account was removed or has another password since it was looked at.
        """
        token = secrets.token_urlsafe(32)
        row = {"token": digest(token), "agent": agent.name, "ends": self._now() + SESSION_LASTS}
        with self._engine.begin() as connection:
            connection.execute(SESSIONS.delete().where(SESSIONS.c.ends < self._now()))
            connection.execute(SESSIONS.insert().values(row))
            account = connection.execute(AGENTS.select().where(AGENTS.c.name == agent.name).with_for_update()).first()
            if account is None or (agent.password and account.password != agent.password):
                raise AccountChanged(agent.name)
        return token

    def agent(self, token: str | None) -> Agent | None:
        """Who a token belongs to, while the session lasts and the account is there."""
        if not token:
            return None
        with self._seeing:
            agent: Agent | None = self._seen.get(token)
        if agent is None and (agent := self._look_up(token)):
            with self._seeing:
                self._seen[token] = agent
        return agent

    def end(self, token: str) -> None:
        """Signs out."""
        with self._seeing:
            self._seen.pop(token, None)
        with self._engine.begin() as connection:
            connection.execute(SESSIONS.delete().where(SESSIONS.c.token == digest(token)))

    def _look_up(self, token: str) -> Agent | None:
        with self._engine.connect() as connection:
            row = connection.execute(SESSIONS.select().where(SESSIONS.c.token == digest(token))).first()
        return self._agents.find(row.agent) if row and row.ends > self._now() else None
