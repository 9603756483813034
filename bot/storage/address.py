"""The address of the desk's database: what is wrong with one is said in a sentence that never repeats it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.engine.url import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.settings import SettingError

SETTING = "MADOGUCHI_STORE_URL"
EXAMPLES = "sqlite:////var/lib/madoguchi/conversations.db or postgresql://desk:password@db.example/desk"
DRIVERS = {"sqlite": {"sqlite", "sqlite+pysqlite"}, "postgresql": {"postgresql", "postgresql+psycopg2"}}
# What to do about an error, by a name of its class or of a class above it.
REMEDIES: Mapping[str, str] = {
    "PermissionError": "Let the desk's user write to the file and its folder.",
    "OSError": "Its folder must be one in which the desk can make and write files.",
    "ProgrammingError": "The user whom it names needs the right to make tables there (PostgreSQL 15: GRANT CREATE).",
    "DatabaseError": "See that the database runs, and that its name, the user and the password are right; that a "
    "file is a SQLite database, on a disk that is neither full nor read-only.",
}


def store_address(url: str) -> URL:
    """Reads an SQLAlchemy address of a database that the desk can work with.

    Raises:
        SettingError: for any other.
    """
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise SettingError(f"{SETTING} is no address of a database; one is {EXAMPLES}.") from None
    kind = address.get_backend_name()
    if address.drivername not in DRIVERS.get(kind, ()):
        raise SettingError(f"{SETTING} must begin with sqlite:/// or postgresql://, as {EXAMPLES}.")
    if kind == "sqlite" and (address.database or "").partition(":")[0] in ("", "file"):
        raise SettingError(
            f"{SETTING} names no file, and conversations would be lost; after sqlite:/// comes its path, "
            "as sqlite:////var/lib/madoguchi/conversations.db."
        )
    if kind == "postgresql" and not address.database:
        raise SettingError(f"{SETTING} names no database; its name stands at the end, as {EXAMPLES}.")
    return address


def cannot_open(error: Exception) -> SettingError:
    """What is said of a store that cannot be opened, and what to do about it."""
    names = [kind.__name__ for kind in type(error).__mro__]
    remedy = next((REMEDIES[name] for name in names if name in REMEDIES), "")
    why = getattr(error, "strerror", None) or names[0]  # the system's own words; a database's would be its statement
    return SettingError(f"{SETTING}: the store cannot be opened ({why}). {remedy}".rstrip())
