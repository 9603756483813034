"""Where an answer stands in the ward's booklet, and what has changed since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from knowledge.wards import ROOT, make, read_yaml, ward_folder


@dataclass(frozen=True)
class Source:
    """A place in the booklet: page number and heading as printed."""

    page: int
    heading: str


class Block(TypedDict, total=False):
    """A paragraph, a list or a note: one of the three."""

    text: str
    list: list[str]
    note: str


@dataclass(frozen=True)
class Section:
    """Some paragraphs under a heading; `place` names it on the page that shows the booklet."""

    heading: str
    place: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Page:
    """One printed page of the booklet."""

    number: int
    chapter: str
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Booklet:
    """The ward's booklet: its date, the places of each topic, and its text, where the ward has copied it."""

    as_of: date
    sources: dict[str, tuple[Source, ...]]
    pages: tuple[Page, ...] = ()

    def place(self, page: int, heading: str) -> str | None:
        """Where a heading stands in the text."""
        sections = (section for one in self.pages if one.number == page for section in one.sections)
        return next((section.place for section in sections if section.heading == heading), None)


@dataclass(frozen=True)
class Change:
    """Something the booklet does not know yet; `text` is a msgid."""

    topics: tuple[str, ...]
    text: str
    sureness: str
    date: str | None = None


class SectionEntry(TypedDict):
    """A section in booklet_pages.yml."""

    heading: str
    blocks: list[Block]


class PageEntry(TypedDict):
    """A page in booklet_pages.yml."""

    page: int
    chapter: str
    sections: list[SectionEntry]


def load_booklet(ward: str) -> Booklet:
    """Loads the table of a ward's booklet."""
    content = read_yaml(ward_folder(ward) / "booklet.yml")
    sources = {
        topic: tuple(Source(page, heading) for page, heading in places) for topic, places in content["sources"].items()
    }
    return Booklet(content["as_of"], sources, load_pages(ward))


def load_pages(ward: str) -> tuple[Page, ...]:
    """Loads the text of a ward's booklet; no pages where there is none."""
    path = ward_folder(ward) / "booklet_pages.yml"
    return tuple(_page(entry) for entry in read_yaml(path)) if path.is_file() else ()


def _page(entry: PageEntry) -> Page:
    number = entry["page"]
    sections = (
        Section(part["heading"], f"page-{number}-{place}", tuple(part["blocks"]))
        for place, part in enumerate(entry["sections"], start=1)
    )
    return Page(number, entry["chapter"], tuple(sections))


def load_changes() -> list[Change]:
    """Loads the notices about what has changed since the booklet."""
    return [make(Change, entry) for entry in read_yaml(ROOT / "changes.yml")]
