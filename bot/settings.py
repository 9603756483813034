"""Settings from the environment; a wrong one stops the start with one sentence."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from bot.runtime.secret_files import SecretFileError, secret

HERE = Path(__file__).parent
IN_REPOSITORY = (HERE.parent / "config.yml").is_file()
ROOT = HERE.parent if IN_REPOSITORY else HERE / "desk_files"  # what the desk reads; a wheel brings it along (setup.py)
HOME = ROOT if IN_REPOSITORY else Path.cwd()  # what it writes: the model, conversations, its key
_LOOPBACK = re.compile(r"http://(127\.0\.0\.1|localhost):\d{1,5}")
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d+)?")
_HEADER = re.compile(r"[A-Za-z0-9-]+")
_HOST_AND_PORT = re.compile(r"([A-Za-z0-9.-]+|\[[0-9a-fA-F:.]+\]):([0-9]{1,5})")
_WHOLE = re.compile(r"[0-9]{1,9}")
LEAST_CONNECTIONS = 16
DEFAULT_WARD = "meguro"
MODEL = HOME / "models" / "madoguchi.tar.gz"
LEAST_KEY_CHARACTERS = 32
KEY_FILE = HOME / "var" / "key"
REDIS = ("redis://", "rediss://")  # its address may hold a password: no message repeats it
LINE_API, LINE_DATA_API = "https://api.line.me", "https://api-data.line.me"


class SettingError(Exception):
    """A setting is missing or wrong; the message names it."""


@dataclass(frozen=True)
class LineSettings:
    """What the LINE channel reads from `LINE_…` (docs/line.md).

    Attributes:
        secret: the channel secret; it signs webhooks.
        token: a channel access token; None has the desk fetch short-lived ones with `channel_id` and the secret.
    """

    secret: str
    token: str | None
    channel_id: str | None
    api_url: str
    data_api_url: str


@dataclass(frozen=True)
class Settings:
    """What the desk reads from `MADOGUCHI_…` and `LINE_…` (docs/settings.md).

    Attributes:
        action_url: address of a separate action server; None runs actions in the server's process.
        store_url: SQLAlchemy address of the tracker store.
        keep_days: conversations are deleted this many days after their last message.
        model: file of the trained model.
        explain: whether messages over HTTP may ask for the trace of their reply.
        ward: whose desk this is: a folder's name below `knowledge/wards/`, or its path.
        embed_origins: pages that may hold the chat, beside the desk's own, as `https://www.city.example`.
        redis_url: what several servers share beside PostgreSQL; None: there is one server.
        limits_url: where messages are counted, in the words of the limits library.
        limit_sender: messages a minute of one conversation; 0 is no limit.
        limit_address: messages a minute of one address, and as many other requests; 0 is no limit.
        connections: how many may be open at once, and of one address a quarter of that.
        proxies: how many proxies of ours stand between the visitors and the desk.
        card_bridge: where the visitor's own machine has the card bridge; empty offers no reading of cards.
        public_url: the desk's own address for its visitors; None takes the one that LINE calls.
        key: the installation's key; None has the desk make one and keep it in `key_file`.
        line: None where the LINE channel is off.
        sso_header: the request header in which the ward's single sign-on names an agent; None for local accounts.
        sso_proxies: the addresses from which that header is believed.
        staff_address: host and port at which alone the co-pilot and /metrics are; None: where visitors' pages are.
        log_format: `text` or `json`.
    """

    action_url: str | None
    store_url: str
    keep_days: int
    model: Path
    explain: bool
    ward: str
    embed_origins: frozenset[str] = frozenset()
    redis_url: str | None = None
    limits_url: str = "memory://"
    limit_sender: int = 60
    limit_address: int = 600
    connections: int = 800
    proxies: int = 0
    card_bridge: str = ""
    public_url: str | None = None
    key: str | None = None
    key_file: Path = KEY_FILE
    line: LineSettings | None = None
    sso_header: str | None = None
    sso_proxies: frozenset[str] = frozenset()
    staff_address: tuple[str, int] | None = None
    log_format: str = "text"


def read_settings() -> Settings:
    """Reads all settings.

    Raises:
        SettingError: naming the first setting that is wrong.
    """
    settings = Settings(
        action_url=_url("MADOGUCHI_ACTION_URL"),
        store_url=_store("MADOGUCHI_STORE_URL"),
        keep_days=_days("MADOGUCHI_KEEP_DAYS", 30),
        model=Path(os.environ.get("MADOGUCHI_MODEL", MODEL)),
        explain=_switch("MADOGUCHI_EXPLAIN"),
        ward=read_ward(),
        embed_origins=_origins("MADOGUCHI_EMBED_ORIGINS"),
        redis_url=_redis("MADOGUCHI_REDIS_URL"),
        limits_url=_limits("MADOGUCHI_LIMITS_URL", _redis("MADOGUCHI_REDIS_URL")),
        limit_sender=_count("MADOGUCHI_LIMIT_SENDER", Settings.limit_sender),
        limit_address=_count("MADOGUCHI_LIMIT_ADDRESS", Settings.limit_address),
        connections=_count("MADOGUCHI_CONNECTIONS", Settings.connections, least=LEAST_CONNECTIONS),
        proxies=_count("MADOGUCHI_PROXIES", Settings.proxies),
        card_bridge=_loopback("MADOGUCHI_CARD_BRIDGE", "http://127.0.0.1:8765"),
        public_url=_url("MADOGUCHI_PUBLIC_URL"),
        key=_key("MADOGUCHI_KEY"),
        line=read_line_settings(),
        sso_header=_header("MADOGUCHI_SSO_HEADER"),
        sso_proxies=_addresses("MADOGUCHI_SSO_PROXIES", "127.0.0.1"),
        staff_address=_host_and_port("MADOGUCHI_STAFF_ADDRESS"),
        log_format=_one_of("MADOGUCHI_LOG_FORMAT", "text", "json"),
    )
    _check_shared(settings)
    return settings


def _check_shared(settings: Settings) -> None:
    """Sees that several servers share all that they must."""
    if settings.redis_url and not settings.store_url.startswith("postgresql"):
        raise SettingError("MADOGUCHI_REDIS_URL is for several servers, which need PostgreSQL in MADOGUCHI_STORE_URL.")
    if settings.redis_url and not settings.key:
        raise SettingError("MADOGUCHI_KEY is missing: with MADOGUCHI_REDIS_URL all servers need the same.")


def read_ward() -> str:
    """Reads the ward alone, for commands that need no other setting; a wrong one is told by who opens its folder."""
    return os.environ.get("MADOGUCHI_WARD", DEFAULT_WARD)


def read_line_settings() -> LineSettings | None:
    """Reads the settings of the LINE channel; None without a channel secret.

    Raises:
        SettingError: naming the first setting that is missing or wrong.
    """
    secret, token = _text("LINE_CHANNEL_SECRET"), _text("LINE_CHANNEL_ACCESS_TOKEN")
    channel_id = _text("LINE_CHANNEL_ID")
    if not secret:
        return None
    if not token and not channel_id:
        raise SettingError("LINE_CHANNEL_ACCESS_TOKEN is missing; set it, or LINE_CHANNEL_ID for short-lived tokens.")
    return LineSettings(
        secret,
        token,
        channel_id,
        (_url("LINE_API_URL") or LINE_API).rstrip("/"),
        (_url("LINE_DATA_API_URL") or LINE_DATA_API).rstrip("/"),
    )


def _text(name: str) -> str | None:
    """A text of printable ASCII: a header could not carry another."""
    value = (_secret(name) or "").strip()
    if not (value.isascii() and value.isprintable()):
        raise SettingError(f"{name} holds characters that no secret, token or id of LINE has.")
    return value or None


def _secret(name: str) -> str | None:
    """A secret from the environment, or from the file that `<name>_FILE` names."""
    try:
        return secret(name, os.environ)
    except SecretFileError as error:
        raise SettingError(str(error)) from None


def _store(name: str) -> str:
    value = _secret(name)
    return f"sqlite:///{HOME / 'var' / 'conversations.db'}" if value is None else value


def _key(name: str) -> str | None:
    value = _secret(name)
    if value and len(value) < LEAST_KEY_CHARACTERS:
        raise SettingError(f"{name} must have at least {LEAST_KEY_CHARACTERS} characters.")
    return value or None


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


def _origins(name: str) -> frozenset[str]:
    origins = os.environ.get(name, "").split()
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise SettingError(f"{name} must hold origins such as https://www.city.example, but one is {origin!r}.")
    return frozenset(origins)


def _loopback(name: str, default: str) -> str:
    value = os.environ.get(name, default)
    if value and not _LOOPBACK.fullmatch(value):
        raise SettingError(f"{name} must be empty or an address such as {default}, but is {value!r}.")
    return value


def _redis(name: str) -> str | None:
    value = _secret(name)
    if value and not value.startswith(REDIS):
        raise SettingError(f"{name} must be the address of a Redis, such as redis://10.0.0.7:6379/0.")
    return value or None


def _limits(name: str, default: str | None) -> str:
    value = _secret(name) or default or Settings.limits_url
    if not value.startswith(("memory://", *REDIS)):
        raise SettingError(f"{name} must be memory:// or the address of a Redis, such as redis://10.0.0.7:6379/0.")
    return value


def _header(name: str) -> str | None:
    value = os.environ.get(name)
    if value and not _HEADER.fullmatch(value):
        raise SettingError(f"{name} must be the name of a request header such as X-Remote-User, but is {value!r}.")
    return value or None


def _addresses(name: str, default: str) -> frozenset[str]:
    values = os.environ.get(name, default).split()
    for value in values:
        try:
            ip_address(value)
        except ValueError:
            raise SettingError(f"{name} must hold addresses such as 10.0.0.5, but one is {value!r}.") from None
    return frozenset(values)


def _count(name: str, default: int, least: int = 0) -> int:
    value = os.environ.get(name, str(default))
    if not _WHOLE.fullmatch(value) or int(value) < least:
        raise SettingError(f"{name} must be a whole number{f' from {least} on' if least else ''}, but is {value!r}.")
    return int(value)


def _host_and_port(name: str) -> tuple[str, int] | None:
    value = os.environ.get(name)
    if not value:
        return None
    found = _HOST_AND_PORT.fullmatch(value)
    if not found or not 0 < int(found[2]) < 65536:
        raise SettingError(f"{name} must be an address and a port such as 127.0.0.1:5006, but is {value!r}.")
    return found[1].strip("[]"), int(found[2])


def _one_of(name: str, default: str, *others: str) -> str:
    value = os.environ.get(name) or default
    if value not in (default, *others):
        raise SettingError(f"{name} must be {' or '.join((default, *others))}, but is {value!r}.")
    return value


def _days(name: str, default: int) -> int:
    value = os.environ.get(name, str(default))
    if not _WHOLE.fullmatch(value) or int(value) < 1:
        raise SettingError(f"{name} must be a whole number of days, but is {value!r}.")
    return int(value)
