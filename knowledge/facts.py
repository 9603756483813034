"""Facts: every figure, date, number and name that a reply may state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from knowledge.wards import ROOT, read_yaml, ward_folder

KINDS = frozenset({"count", "date", "day", "fax", "other_phone", "phone", "text", "time", "time24", "year", "yen"})


@dataclass(frozen=True)
class Fact:
    """One sourced value.

    Attributes:
        name: dotted, `<area>.<what>`.
        kind: how it is written, one of `KINDS`; `other_phone` is of another office, whose hours the desk does not know.
        value: int, date, str ("HH:MM" for times, "MM-DD" for a day of every year) or a dict of language to str (text).
        as_of: the day the value was known to hold.
        review: the day by which a person must look again.
        page: of the ward's booklet, where the booklet has it.
        source: the national source that has it, by its name (knowledge/sources/).
    """

    name: str
    kind: str
    value: Any
    as_of: date
    review: date
    page: int | None = None
    source: str = ""


Facts = dict[str, Fact]


def read_facts(path: Path) -> Facts:
    """Reads one file of facts; entries may override the file's as_of and review days."""
    content = read_yaml(path)
    defaults = {"as_of": content["as_of"], "review": content["review"]}
    return {name: Fact(name=name, **{**defaults, **entry}) for name, entry in content["facts"].items()}


def load_facts(ward: str) -> Facts:
    """Loads the national facts and those of one ward, which win."""
    facts: Facts = {}
    for path in [*sorted((ROOT / "facts").glob("*.yml")), ward_folder(ward) / "facts.yml"]:
        facts.update(read_facts(path))
    return facts
