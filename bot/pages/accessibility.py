"""`/accessibility`: what was tested of WCAG 2.2 and JIS X 8341-3:2016, criterion by criterion, and what was not.

Nothing here says that a criterion is met: only which tests of it passed, and on which day. The results are those that
`make statement` wrote (benchmarks/web/statement.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.i18n.formatting import write_date
from bot.i18n.registers import for_every_register
from bot.pages.templating import Pages, page_language

HERE = Path(__file__).parent
CRITERIA, READERS, RESULTS = (HERE / f"{name}.yml" for name in ("criteria", "screen_readers", "accessibility_results"))
AXE = "test_axe_finds_nothing"  # over every state; without it none of axe's rules counts
STANDARDS = ("JIS X 8341-3:2016 (WCAG 2.0)", "WCAG 2.2")
JIS = "2.0"  # JIS X 8341-3:2016 is ISO/IEC 40500:2012, which is WCAG 2.0


class Result(StrEnum):
    """What is known of a criterion; the label of each is `a11y_` and its name."""

    TESTED = "tested"  # tests made for it passed
    PART = "part"  # a machine or a reader looked at some of it, and found nothing
    UNTESTED = "untested"
    ABSENT = "absent"  # there is nothing that it could apply to
    FAILED = "failed"


@dataclass(frozen=True)
class Criterion:
    """A success criterion of WCAG, levels A and AA.

    Attributes:
        since: the version of WCAG that brought it; `until`: the last that had it.
        name: in every language, as the standard's translations have it.
        tests: of tests/web/chat, without parameters.
        absent: why it does not apply, as the end of a label's name; empty where it does.
    """

    id: str
    level: str
    since: str
    name: dict[str, str]
    tests: tuple[str, ...] = ()
    absent: str = ""
    until: str = ""

    @property
    def is_in_jis(self) -> bool:
        """Whether JIS X 8341-3:2016 has it too."""
        return self.since == JIS


@dataclass(frozen=True)
class Reader:
    """A screen reader that somebody listened to, and the criteria that what it said speaks for."""

    reader: str
    browser: str
    day: date
    criteria: tuple[str, ...]


@dataclass(frozen=True)
class Results:
    """What the last run of the tests found.

    Attributes:
        rules: axe's rules that look at a criterion, by its number.
        tests: "passed", "failed" or "skipped" by name.
    """

    day: date
    browser: str
    axe: str
    rules: dict[str, list[str]] = field(default_factory=dict)
    tests: dict[str, str] = field(default_factory=dict)

    def of(self, criterion: Criterion, readers: tuple[Reader, ...]) -> Result:
        """What is known of a criterion; a test that was skipped counts as none."""
        if criterion.absent:
            return Result.ABSENT
        own = [self.tests.get(name, "skipped") for name in criterion.tests]
        axe = self.tests.get(AXE, "skipped") if criterion.id in self.rules else "skipped"
        if "failed" in (*own, axe):
            return Result.FAILED
        if own and set(own) == {"passed"}:
            return Result.TESTED
        is_heard = any(criterion.id in one.criteria for one in readers)
        return Result.PART if is_heard or "passed" in (*own, axe) else Result.UNTESTED


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@cache
def criteria() -> tuple[Criterion, ...]:
    """All criteria in the standard's order."""
    return tuple(Criterion(**{**one, "tests": tuple(one.get("tests", ()))}) for one in _read(CRITERIA))


@cache
def readers() -> tuple[Reader, ...]:
    """The screen readers that were tried."""
    return tuple(Reader(**{**one, "criteria": tuple(one["criteria"])}) for one in _read(READERS))


@cache
def results() -> Results:
    """What `make statement` wrote."""
    return Results(**_read(RESULTS))


def statement() -> list[tuple[Criterion, Result]]:
    """Every criterion with what is known of it."""
    return [(one, results().of(one, readers())) for one in criteria()]


@for_every_register
def name_of(criterion: Criterion, language: str) -> str:
    """A criterion's name in a language or a register."""
    return criterion.name[language]


def statement_pages(pages: Pages) -> Blueprint:
    """`/accessibility`, and `/accessibility-untested`: what nobody has tried."""
    routes = Blueprint("madoguchi_accessibility")

    def page(request: Request, template: str) -> HTTPResponse:
        language = page_language(request)
        day = write_date(results().day, language)
        values = {"rows": statement(), "results": results(), "readers": readers(), "standards": STANDARDS}
        return pages.page(template, language, 200, day=day, name_of=name_of, **values)

    @routes.get("/accessibility")
    async def tested(request: Request) -> HTTPResponse:
        return page(request, "accessibility.html")

    @routes.get("/accessibility-untested")
    async def untested(request: Request) -> HTTPResponse:
        return page(request, "accessibility_untested.html")

    return routes
