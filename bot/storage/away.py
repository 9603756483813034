"""Which errors say that the database does not answer, rather than that something is wrong with the desk."""

from __future__ import annotations

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree


class StoreAway(OSError):
    """The store has just failed to answer in time, and is left alone for a while."""


AWAY: tuple[type[Exception], ...] = (OperationalError, InterfaceError, NoConnectionFree, StoreAway)
