"""Whether the parts of answers stand in reading order, and what is said to be silent is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from knowledge.answers import BESIDE, AnswerEntry
from knowledge.kinds import Kind
from knowledge.wards import ROOT, read_yaml


def kind_problems(root: Path = ROOT) -> Iterator[str]:
    """Parts without a kind, or with two: such answers cannot be read."""
    yield from _problems_of(root, _kind_problems)


def part_problems(root: Path = ROOT) -> Iterator[str]:
    """What is wrong with the parts of answers, once each has one known kind (schemas.yml)."""
    yield from _problems_of(root, _order_problems, _silent_problems)


def _problems_of(root: Path, *checks: Callable[[AnswerEntry], Iterator[str]]) -> Iterator[str]:
    for path in sorted((root / "answers").glob("*.yml")):
        for topic, answer in read_yaml(path).items():
            problems = (problem for check in checks for problem in check(answer))
            yield from (f"knowledge/answers/{path.name}, {topic} › {problem}" for problem in problems)


def kinds_of_parts(answer: AnswerEntry) -> list[str]:
    """The kind of each part of an answer, as it stands in its file.

    >>> kinds_of_parts({"parts": [{"bring": "持ち物：…"}, {"note": "…"}]})
    ['bring', 'note']
    """
    return [kind for part in answer.get("parts", ()) for kind in part if kind not in BESIDE]


def _kind_problems(answer: AnswerEntry) -> Iterator[str]:
    for place, part in enumerate(answer.get("parts", ()), start=1):
        kinds = [kind for kind in part if kind not in BESIDE]
        if len(kinds) > 1:
            yield f"parts › [{place}]: {' and '.join(kinds)} stand together, write each behind a dash of its own"
        if not kinds:
            yield f"parts › [{place}]: a source stands without a text, write its kind and text, like `point: …`"


def _order_problems(answer: AnswerEntry) -> Iterator[str]:
    """Every channel reads notes last: a file that holds them earlier would show another order than readers see."""
    for place, (kind, after) in enumerate(pairwise(kinds_of_parts(answer)), start=1):
        if kind == Kind.NOTE != after:
            yield f"parts › [{place}]: a note stands before another part, move it to the end"


def _silent_problems(answer: AnswerEntry) -> Iterator[str]:
    told = kinds_of_parts(answer)
    for kind in [kind for kind in answer.get("silent", ()) if kind in told]:
        yield f"silent: a part tells {kind}, take {kind} out of silent"
