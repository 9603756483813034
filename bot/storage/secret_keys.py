"""The key of this installation, and the keys derived from it: one for each purpose."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from bot.settings import SettingError, Settings

KEY_BYTES = 32


def installation_key(setting: str | None, file: Path) -> bytes:
    """The key from the settings, else from a file that only its owner may read, made the first time.

    Raises:
        OSError: when the file can be neither read nor made.
    """
    if setting:
        return setting.encode()
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_bytes()
    with os.fdopen(handle, "wb") as new:
        new.write(secrets.token_hex(KEY_BYTES).encode())
    return file.read_bytes()


def key_of(settings: Settings) -> bytes:
    """The installation's key, as the settings say.

    Raises:
        SettingError: when it can be neither read nor kept.
    """
    try:
        return installation_key(settings.key, settings.key_file)
    except OSError as error:
        raise SettingError(f"MADOGUCHI_KEY is not set, and {settings.key_file} cannot be used ({error}).") from None


def derive(key: bytes, purpose: str) -> bytes:
    """A key for one purpose; who knows it learns nothing of the others.

    >>> derive(b"key", "a") == derive(b"key", "b")
    False
    """
    return hmac.new(key, purpose.encode(), hashlib.sha256).digest()


def pseudonym(key: bytes, *names: str) -> str:
    """What is stored instead of names: always the same, and no way back without the key.

    >>> pseudonym(b"key", "U1") == pseudonym(b"key", "U1"), pseudonym(b"key", "U1", "C1") == pseudonym(b"key", "U1C1")
    (True, False)
    """
    return hmac.new(key, "\n".join(names).encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:KEY_BYTES]
