"""The button that reads a card: where it is offered, and its sentences."""

from __future__ import annotations

from functools import cache
from typing import TypedDict

from knowledge.wards import ROOT, read_yaml


class Content(TypedDict):
    """card.yml."""

    offered_with: list[str]
    phrases: dict[str, dict[str, str]]


@cache
def load_phrases() -> dict[str, dict[str, str]]:
    """Loads the sentences: `page`, `states`, `pins`, `problems` and `answer`. Every text is a msgid."""
    return dict(_content()["phrases"])


@cache
def offering_topics() -> frozenset[str]:
    """The topics whose answers offer to read a card."""
    return frozenset(_content()["offered_with"])


@cache
def _content() -> Content:
    content: Content = read_yaml(ROOT / "card.yml")
    return content
