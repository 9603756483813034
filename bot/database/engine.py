"""Opens the desk's database for what is no conversation: accounts, feedback, the review."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.engine.url import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.database.migrate import upgrade
from bot.settings import SettingError


def open_engine(url: str) -> Any:
    """Opens a database at an SQLAlchemy address and brings its tables to the present form.

    Raises:
        SettingError: when it cannot be opened.
    """
    try:
        address = make_url(url)
        if address.drivername == "sqlite" and address.database:
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(address)
        upgrade(engine)
    except (SQLAlchemyError, OSError) as error:
        raise SettingError(f"MADOGUCHI_STORE_URL: the store cannot be opened ({type(error).__name__}).") from None
    return engine
