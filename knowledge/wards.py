"""Where the knowledge of the served ward is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml

Made = TypeVar("Made")
ROOT = Path(__file__).parent


def ward_folder(ward: str) -> Path:
    """Finds a ward's folder by its name below `wards/`, or by its path.

    Raises:
        FileNotFoundError: when there is no such folder.
    """
    for folder in (ROOT / "wards" / ward, Path(ward)):
        if (folder / "facts.yml").is_file():
            return folder
    raise FileNotFoundError(f"MADOGUCHI_WARD: no ward folder with a facts.yml at {ward!r}")


def make(kind: Callable[..., Made], entry: Mapping[str, object], **others: object) -> Made:
    """Makes a dataclass of an entry of a file: its lists become tuples, and `others` stand for its own values.

    Raises:
        TypeError: for a key that the class does not have.
    """
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}
    return kind(**{**values, **others})


def read_yaml(path: Path) -> Any:
    """Reads one YAML file of ours."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))
