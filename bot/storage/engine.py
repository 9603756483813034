"""Opens the desk's database for what is no conversation: accounts, feedback, the review."""

from __future__ import annotations

from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.storage.address import cannot_open, store_address
from bot.storage.connecting import make_engine
from bot.storage.migrate import upgrade


def open_engine(url: str) -> Engine:
    """Opens a database at an SQLAlchemy address and brings its tables to the present form.

    Raises:
        SettingError: when it is none, or the database cannot be opened.
    """
    try:
        engine = make_engine(store_address(url))
        upgrade(engine)
    except (SQLAlchemyError, OSError) as error:
        raise cannot_open(error) from None
    return engine
