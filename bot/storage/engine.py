"""Opens the desk's database for what is no conversation: accounts, feedback, the review."""

from __future__ import annotations

from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.settings import SettingError
from bot.storage.connecting import make_engine
from bot.storage.migrate import upgrade


def open_engine(url: str) -> Engine:
    """Opens a database at an SQLAlchemy address and brings its tables to the present form.

    Raises:
        SettingError: when it cannot be opened.
    """
    try:
        engine = make_engine(url)
        upgrade(engine)
    except (SQLAlchemyError, OSError) as error:
        raise SettingError(f"MADOGUCHI_STORE_URL: the store cannot be opened ({type(error).__name__}).") from None
    return engine
