"""Settings from the environment; a wrong one stops the start with one sentence."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
MODEL = ROOT / "models" / "madoguchi.tar.gz"


class SettingError(Exception):
    """A setting is missing or wrong; the message names it."""


@dataclass(frozen=True)
class Settings:
    """What the desk reads from `MADOGUCHI_…` (docs/settings.md).

    Attributes:
        action_url: address of a separate action server; None runs actions in the server's process.
        store_url: SQLAlchemy address of the tracker store.
        keep_days: conversations are deleted this many days after their last message.
        model: file of the trained model.
        explain: whether messages over HTTP may ask for the trace of their reply.
    """

    action_url: str | None
    store_url: str
    keep_days: int
    model: Path
    explain: bool


def read_settings() -> Settings:
    """Reads all settings.

    Raises:
        SettingError: naming the first setting that is wrong.
    """
    return Settings(
        action_url=_url("MADOGUCHI_ACTION_URL"),
        store_url=os.environ.get("MADOGUCHI_STORE_URL", f"sqlite:///{ROOT / 'var' / 'conversations.db'}"),
        keep_days=_days("MADOGUCHI_KEEP_DAYS", 30),
        model=Path(os.environ.get("MADOGUCHI_MODEL", MODEL)),
        explain=_switch("MADOGUCHI_EXPLAIN"),
    )


def _url(name: str) -> str | None:
    value = os.environ.get(name)
    if value and not value.startswith(("http://", "https://")):
        raise SettingError(f"{name} must be an http address, but is {value!r}.")
    return value or None


def _switch(name: str) -> bool:
    value = os.environ.get(name, "0")
    if value not in ("0", "1"):
        raise SettingError(f"{name} must be 0 or 1, but is {value!r}.")
    return value == "1"


def _days(name: str, default: int) -> int:
    value = os.environ.get(name, str(default))
    if not value.isdecimal() or int(value) < 1:
        raise SettingError(f"{name} must be a whole number of days, but is {value!r}.")
    return int(value)
