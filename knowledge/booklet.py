"""Where an answer stands in the ward's booklet, and what has changed since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knowledge.wards import ROOT, read_yaml, ward_folder


@dataclass(frozen=True)
class Source:
    """A place in the booklet: page number and heading as printed."""

    page: int
    heading: str


@dataclass(frozen=True)
class Booklet:
    """The ward's booklet: its date, and the places of each topic."""

    as_of: date
    sources: dict[str, tuple[Source, ...]]


@dataclass(frozen=True)
class Change:
    """Something the booklet does not know yet; `text` is a msgid."""

    topics: tuple[str, ...]
    text: str
    sureness: str
    date: str | None = None


def load_booklet(ward: str | None = None) -> Booklet:
    """Loads the table of a ward's booklet."""
    content = read_yaml(ward_folder(ward) / "booklet.yml")
    sources = {
        topic: tuple(Source(page, heading) for page, heading in places) for topic, places in content["sources"].items()
    }
    return Booklet(content["as_of"], sources)


def load_changes() -> list[Change]:
    """Loads the notices about what has changed since the booklet."""
    entries = read_yaml(ROOT / "changes.yml")
    return [Change(**{**entry, "topics": tuple(entry["topics"])}) for entry in entries]
