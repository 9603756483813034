"""JSON as it is written at the edges: in answers over HTTP, in messages to a platform, in rows of a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

JsonValue: TypeAlias = "None | bool | int | float | str | Sequence[JsonValue] | Mapping[str, JsonValue]"
JsonObject = dict[str, JsonValue]
