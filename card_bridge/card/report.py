"""What is told about a card: derived facts, and nothing that identifies it or its holder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypedDict

from card_bridge.card.files import PINS
from card_bridge.card.problems import Problem


class TriesJson(TypedDict):
    """`Tries` in the answer."""

    tries_left: int | None
    locked: bool | None


class CertificateJson(TypedDict):
    """`Certificate` in the answer."""

    state: str
    until: str | None
    renewable_from: str | None


class ReportJson(TypedDict):
    """The answer (docs/card.md)."""

    card: str
    reader: str
    certificate: CertificateJson
    pins: dict[str, TriesJson]
    problem: str | None


@dataclass(frozen=True)
class Tries:
    """A PIN's counter; None where the card does not tell."""

    tries_left: int | None
    locked: bool | None

    def to_json(self) -> TriesJson:
        """The answer's object."""
        return {"tries_left": self.tries_left, "locked": self.locked}


@dataclass(frozen=True)
class Certificate:
    """The user certificate by its date.

    Attributes:
        until: its last month, YYYY-MM; never the day, which is a birthday.
        renewable_from: the month in which renewal opens, YYYY-MM.
    """

    state: str
    until: str | None = None
    renewable_from: str | None = None

    def to_json(self) -> CertificateJson:
        """The answer's object."""
        return {"state": self.state, "until": self.until, "renewable_from": self.renewable_from}


ABSENT, UNKNOWN = Certificate("absent"), Certificate("unknown")


@dataclass(frozen=True)
class Report:
    """One read; the fields are the answer's (docs/card.md)."""

    card: str
    reader: str = "ok"
    certificate: Certificate = UNKNOWN
    pins: Mapping[str, Tries] = field(default_factory=dict)
    problem: str | None = None

    def as_json(self, with_month: bool) -> ReportJson:
        """The answer as a page or a script gets it; months only where they were asked for."""
        unknown = Tries(None, None)
        return {
            "card": self.card,
            "reader": self.reader,
            "certificate": (self.certificate if with_month else Certificate(self.certificate.state)).to_json(),
            "pins": {name: self.pins.get(name, unknown).to_json() for name in PINS},
            "problem": self.problem,
        }


def not_read(problem: Problem) -> Report:
    """The report of a read that came to nothing."""
    return Report(problem.card, problem.reader, problem=problem.code)
