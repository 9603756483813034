"""What is told about a card: derived facts, and nothing that identifies it or its holder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from card_bridge.card.files import PINS
from card_bridge.card.problems import Problem


@dataclass(frozen=True)
class Tries:
    """A PIN's counter; None where the card does not tell."""

    tries_left: int | None
    locked: bool | None


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


ABSENT, UNKNOWN = Certificate("absent"), Certificate("unknown")


@dataclass(frozen=True)
class Report:
    """One read; the fields are the answer's (docs/card.md)."""

    card: str
    reader: str = "ok"
    certificate: Certificate = UNKNOWN
    pins: Mapping[str, Tries] = field(default_factory=dict)
    problem: str | None = None

    def as_json(self, with_month: bool) -> dict[str, Any]:
        """The answer as a page or a script gets it; months only where they were asked for."""
        unknown = Tries(None, None)
        return {
            "card": self.card,
            "reader": self.reader,
            "certificate": asdict(self.certificate if with_month else Certificate(self.certificate.state)),
            "pins": {name: asdict(self.pins.get(name, unknown)) for name in PINS},
            "problem": self.problem,
        }


def not_read(problem: Problem) -> Report:
    """The report of a read that came to nothing."""
    return Report(problem.card, problem.reader, problem=problem.code)
