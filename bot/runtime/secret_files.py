"""Secrets from files: what a setting says, or what stands in the file that `<setting>_FILE` names.

Containers and systemd hand secrets over as files (`/run/secrets`, `LoadCredential=`): an environment is seen by
whoever may list processes or describe a pod.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

SUFFIX = "_FILE"
MOST_BYTES = 65_536


class SecretFileError(Exception):
    """A secret's file cannot be used; the message names the setting, never what the file holds."""


def secret(name: str, environment: Mapping[str, str]) -> str | None:
    """What a setting says, in the environment or in a file, without the line's end.

    Raises:
        SecretFileError: when both are set, or the file is empty, too long, no text, or cannot be read.
    """
    file = environment.get(name + SUFFIX)
    if not file:
        return environment.get(name)
    if environment.get(name):
        raise SecretFileError(f"{name} and {name}{SUFFIX} are both set; keep one.")
    return _read(name + SUFFIX, Path(file))


def _read(setting: str, file: Path) -> str:
    try:
        with file.open("rb") as handle:
            value = handle.read(MOST_BYTES + 1)
        text = value.decode().strip() if len(value) <= MOST_BYTES else ""
    except OSError as error:
        raise SecretFileError(f"{setting}: the file {file} cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        text = ""
    if not text or "\0" in text:
        raise SecretFileError(f"{setting}: the file {file} holds no secret: a line of text is wanted.")
    return text
