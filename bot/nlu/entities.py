"""Adds what an extractor of ours found to a message."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa.shared.nlu.constants import ENTITIES
from rasa.shared.nlu.training_data.message import Message


def add_entities(message: Message, extractor: object, found: Iterable[dict[str, Any]]) -> None:
    """Adds entities, each at least {"entity", "value"}, and says which component found them."""
    named = [{**entity, "extractor": type(extractor).__name__} for entity in found]
    message.set(ENTITIES, [*message.get(ENTITIES, []), *named], add_to_output=True)
