"""Checklists: the things that a sentence of an answer says to bring, one by one."""

from __future__ import annotations

from functools import cache

from knowledge.wards import ROOT, read_yaml


@cache
def load_checklists() -> dict[str, tuple[str, ...]]:
    """The things to bring by the sentence that names them; both are msgids."""
    return {entry["text"]: tuple(entry["items"]) for entry in read_yaml(ROOT / "checklists.yml")}
