"""Runs the drill and writes what was seen."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.drill.breaks import BREAKS, Seen
from bot.drill.throwaway import DrillError, Throwaway
from bot.drill.visitors import Heard
from bot.settings import Settings

WIDTH = 60  # characters of an answer that are shown


@dataclass(frozen=True)
class Outcome:
    """What one break came to.

    Attributes:
        name: of the break.
        ready: what /readyz said, in words.
        heard: what the visitors read.
        seen: what else was looked at.
    """

    name: str
    ready: str
    heard: list[Heard]
    seen: Seen

    @property
    def is_well(self) -> bool:
        """Whether everybody got a sentence, and a line where that matters."""
        return bool(self.heard) and self.seen.is_well and all(one.is_answered(self.seen.number) for one in self.heard)


def drill(settings: Settings, names: Iterable[str], environment: Mapping[str, str]) -> Iterator[Outcome]:
    """Breaks a fresh copy in each of the ways in turn; the real desk's store and model are only read."""
    for name in names:
        folder = Path(tempfile.mkdtemp(prefix="madoguchi-drill-"))
        folder.chmod(0o700)
        try:
            yield broken(name, Throwaway(folder, settings.model, settings.store_url, environment))
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def broken(name: str, desk: Throwaway) -> Outcome:
    """Starts, breaks and asks one copy, and ends it."""
    try:
        with BREAKS[name](desk) as seen:
            heard = desk.ask_all()
            return Outcome(name, readiness(*desk.request("/readyz")), heard, seen)
    except DrillError as error:
        return Outcome(name, "did not start", [], Seen(notes=[str(error)], is_well=False))
    finally:
        desk.stop()


def readiness(status: int, body: str) -> str:
    """What /readyz said, in words.

    >>> readiness(503, '{"model": true, "store": false}'), readiness(200, '{"model": true}'), readiness(0, "")
    ('503, without store', '200, all there', 'no answer')
    """
    if not status:
        return "no answer"
    missing = [name for name, is_there in json.loads(body).items() if not is_there]
    return f"{status}, without {', '.join(missing)}" if missing else f"{status}, all there"


def lines(outcome: Outcome) -> Iterator[str]:
    """The table of one break.

    Each row: language, whether it was answered, seconds, the first telephone number in it or the one that must be, how
    the answer begins.
    """
    yield f"{outcome.name}: {BREAKS[outcome.name].__doc__}"
    yield f"  /readyz: {outcome.ready}"
    for one in outcome.heard:
        mark = "ok " if one.is_answered(outcome.seen.number) else "BAD"
        number = outcome.seen.number if outcome.seen.number in one.numbers else (one.numbers or ["-"])[0]
        said = " ".join(one.text.split())[:WIDTH] or f"(status {one.status})"
        yield f"  {one.asked}  {mark}  {one.seconds:5.1f} s  {number:<13}  {said}"
    yield from (f"  {note}" for note in outcome.seen.notes)
    yield f"  {'everybody was answered' if outcome.is_well else 'NOT everybody was answered'}"
