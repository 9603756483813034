"""Pages of the state and of municipalities that answers rest on beside the ward's booklet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.wards import ROOT, read_yaml


@dataclass(frozen=True)
class NationalSource:
    """One page, as somebody read it.

    Attributes:
        name: dotted, `<area>.<what>`.
        host: where it was read, such as kojinbango-card.go.jp.
        sure: whether an official page, or two municipal ones, say it and nothing newer contradicts.
        read: the day on which it was read.
        review: the day by which a person must look again.
        publisher: the national body whose page it is, in Japanese; a municipality is told by its host.
        confirm: of what is not sure, a key of `CONFIRM` in bot/replies/sources.py: whom the reader may ask.
    """

    name: str
    host: str
    sure: bool
    read: date
    review: date
    publisher: str = ""
    confirm: str = ""


NationalSources = dict[str, NationalSource]


def read_sources(path: Path) -> NationalSources:
    """Reads one file of sources; entries may override the file's read and review days."""
    content = read_yaml(path)
    defaults = {"read": content["read"], "review": content["review"]}
    return {name: NationalSource(name=name, **{**defaults, **entry}) for name, entry in content["sources"].items()}


def load_sources() -> NationalSources:
    """Loads every national source, by name."""
    sources: NationalSources = {}
    for path in sorted((ROOT / "sources").glob("*.yml")):
        sources.update(read_sources(path))
    return sources
